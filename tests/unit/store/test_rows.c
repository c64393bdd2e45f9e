/* SPDX-License-Identifier: MIT */
#include "core/store/store.h"
#include "opened.h"

typedef struct source {
    size_t fails_at; /* row that finds no memory; SIZE_MAX: none */
    char text[16];   /* of the row that is read: shows whether somebody kept a pointer */
} source;

static bool cell(void *context, size_t row, size_t column, vikt_datum *out)
{
    source *s = context;

    if (row == s->fails_at)
        return false;
    switch (column) {
    case 0:
        *out = vikt_datum_integer((int64_t)row);
        break;
    case 1:
        snprintf(s->text, sizeof s->text, "row %zu", row);
        *out = vikt_datum_text(vikt_text_of(s->text));
        break;
    case 2:
        *out = row % 2 ? vikt_datum_real((double)row / 4) : vikt_datum_null();
        break;
    }
    return true;
}

static vikt_store *with_table(const char *path, const char *sql)
{
    vikt_store *store = opened(path, VIKT_STORE_WRITE);

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, sql);
    return store;
}

Test(rows, arrive_as_they_were_given_and_in_order)
{
    test_folder folder = test_folder_make();
    source s = {.fails_at = SIZE_MAX};
    vikt_rows rows = {1000, 3, cell, &s};
    vikt_store *store =
        with_table(folder.database, "CREATE TABLE t (a INTEGER, b TEXT, c REAL) STRICT");

    cr_assert_eq(vikt_store_insert(store, "t", &rows, NULL), VIKT_OK);
    cr_assert_eq(integer(store, "SELECT count(*) FROM t WHERE a = rowid - 1"), 1000);
    cr_assert_eq(integer(store, "SELECT count(*) FROM t WHERE b = 'row ' || a"), 1000);
    cr_assert_eq(integer(store, "SELECT count(*) FROM t WHERE c IS iif(a % 2, a / 4.0, NULL)"),
                 1000);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(rows, of_several_widths_follow_each_other)
{
    test_folder folder = test_folder_make();
    source s = {.fails_at = SIZE_MAX};
    vikt_rows one = {3, 1, cell, &s}, two = {4, 2, cell, &s}, none = {0, 3, cell, &s};
    vikt_store *store = with_table(folder.database, "CREATE TABLE t (a)");

    cr_assert_eq(
        vikt_store_run(store, "CREATE TABLE \"odd \"\" name\" (a, b)", NULL, 0, NULL, NULL, NULL),
        VIKT_OK);
    cr_assert_eq(vikt_store_insert(store, "t", &one, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_insert(store, "odd \" name", &two, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_insert(store, "t", &one, NULL), VIKT_OK);
    cr_assert_eq(vikt_store_insert(store, "result", &none, NULL), VIKT_STORE, "too narrow");
    cr_assert_eq(integer(store, "SELECT count(*) FROM t"), 6);
    cr_assert_eq(integer(store, "SELECT count(*) FROM \"odd \"\" name\""), 4);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(rows, that_run_out_of_memory_leave_nothing)
{
    test_folder folder = test_folder_make();
    source s = {.fails_at = 700};
    vikt_rows rows = {1000, 3, cell, &s};
    vikt_error err = {0};
    vikt_store *store = with_table(folder.database, "CREATE TABLE t (a, b, c)");

    cr_assert_eq(vikt_store_insert(store, "t", &rows, &err), VIKT_MEMORY);
    cr_assert_eq(err.code, VIKT_MEMORY);
    vikt_store_close(store);
    cr_assert_eq(test_folder_count(&folder), 0);
    test_folder_remove(&folder);
}

Test(rows, that_break_a_constraint_name_the_table)
{
    test_folder folder = test_folder_make();
    source s = {.fails_at = SIZE_MAX};
    vikt_rows rows = {10, 3, cell, &s};
    vikt_error err = {0};
    vikt_store *store = with_table(folder.database, "CREATE TABLE t (a, b, c NOT NULL)");

    cr_assert_eq(vikt_store_insert(store, "t", &rows, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "t.c"), "%s", err.message);
    vikt_store_close(store);
    test_folder_remove(&folder);
}
