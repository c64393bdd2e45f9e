/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/import/load.h"
#include "sample_profile.h"

/* Loads rows of customers of whom there may be so many. */
static vikt_code load_at_most(size_t most, const char *text, size_t *count, vikt_error *err)
{
    sample_profile p;
    vikt_arena arena;
    vikt_pool pool = {.mapped = NULL};
    vikt_table table;
    vikt_sheet sheet;
    vikt_match match;
    vikt_load load = {.count = 0};
    vikt_code rc;

    sample_profile_init(&p);
    vikt_arena_init(&arena, NULL);
    vikt_buffer_init(&pool.grown, NULL, SIZE_MAX / 2);
    cr_assert_eq(vikt_table_open_given("k.csv", vikt_text_of(text), NULL, NULL, &table, err),
                 VIKT_OK);
    pool.mapped = table.text.at;
    cr_assert_eq(vikt_sheet_open(&table, NULL, &arena, &sheet, err), VIKT_OK);
    cr_assert_eq(vikt_match_of(&sheet, &p.profile, NULL, &arena, &match, err), VIKT_OK);
    load = (vikt_load){.sheet = &sheet,
                       .match = &match,
                       .profile = &p.profile,
                       .kind = VIKT_SOURCE_CUSTOMERS,
                       .arena = &arena,
                       .most = most,
                       .shared = {.arena = &arena, .pool = &pool, .text = table.text.at}};
    rc = vikt_load_read(&load, table.newlines, err);
    *count = load.count;
    vikt_load_clear(&load);
    vikt_table_close(&table);
    vikt_buffer_clear(&pool.grown);
    vikt_arena_clear(&arena);
    return rc;
}

/* A total and a row with too few cells are no customers. */
Test(load, as_many_customers_as_there_may_be_and_no_more)
{
    static const char four[] = "id;revenue\n1;1\n2;2\n9\n3;3\nTotalt;6\n4;4\n";
    vikt_error err = {.code = VIKT_OK};
    size_t count;

    cr_assert_eq(load_at_most(4, four, &count, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(count, 4);
    cr_assert_eq(load_at_most(3, four, &count, &err), VIKT_LIMIT);
    cr_assert_str_eq(err.message, "more than 3 customers in one file");
    cr_assert_eq(err.place.line, 7);
    cr_assert_eq(load_at_most(0, four, &count, &err), VIKT_OK); /* a hundred million */
}
