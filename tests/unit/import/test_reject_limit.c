/* SPDX-License-Identifier: MIT */
#include "core/import/reject.h"

#include "ledger_reading.h"

/* A heading and rows, the last of them another one. */
static char *rows_of(const char *heading, const char *row, size_t count, const char *last)
{
    size_t size = strlen(row);
    char *text = malloc(strlen(heading) + count * size + strlen(last) + 1), *at = text;

    at += sprintf(at, "%s", heading);
    for (size_t i = 0; i < count; i++, at += size)
        memcpy(at, row, size);
    strcpy(at, last);
    return text;
}

static bool is_told(const got *g, const char *what)
{
    return strstr(g->err.message, what) != NULL;
}

Test(reject_limit, a_million_and_one_rows_of_a_ledger_stop_it)
{
    char *text = rows_of("Kundnr;Datum;Netto\n1;2025-01-01;5\n1;2025-01-02;\n", "1;x;5\n",
                         VIKT_REJECTS_MAX, "");
    got g = {.rc = VIKT_OK};

    read_ledger(&g, text, NULL);
    cr_assert_eq(g.rc, VIKT_LIMIT, "%s", g.err.message);
    cr_assert(g.import == NULL);
    cr_assert_eq(g.err.place.line, 3);
    cr_assert(is_told(&g, "1000001 rows and cells cannot be used, and at most 1000000"), "%s",
              g.err.message);
    cr_assert(is_told(&g, "the amount is empty (row 3), is not a date (row 4)"), "%s",
              g.err.message);
    cr_assert(is_told(&g, "--separator"), "%s", g.err.message);
    free(text);
}

/* Reads text as a list of customers. */
static void read_list(got *g, const char *text)
{
    char path[] = "/tmp/vikt-list-XXXXXX";
    vikt_listener listener = {hear, &g->heard};
    FILE *file = fdopen(mkstemp(path), "wb");

    sample_profile_init(&g->p);
    fputs(text, file);
    fclose(file);
    g->rc = vikt_import_read(path, &g->p.profile, &listener, NULL, &g->import, &g->err);
    remove(path);
}

Test(reject_limit, as_many_rows_with_too_few_cells_as_may_be_are_listed)
{
    const char *heading = "Kundnr;Namn;Omsättning\n1;A;5\n";
    char *few = rows_of(heading, "x\n", VIKT_REJECTS_MAX, ""),
         *many = rows_of(heading, "x\n", VIKT_REJECTS_MAX, "x;y\n");
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_list(&g, few);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->reject_count, (size_t)VIKT_REJECTS_MAX);
    vikt_import_free(g.import);
    read_list(&h, many);
    cr_assert_eq(h.rc, VIKT_LIMIT);
    cr_assert(is_told(&h, "1000001 rows and cells cannot be used"), "%s", h.err.message);
    cr_assert(is_told(&h, "has 1 cell, expected 3 (row 3); if the file"), "%s", h.err.message);
    free(few);
    free(many);
}

Test(reject_limit, what_is_too_much_is_counted_and_not_kept)
{
    vikt_bads bads = {.items = NULL};
    vikt_bads_sum sum = {.count = 0};
    vikt_bad bad = {.reason = "is wrong", .row = 7};
    vikt_error err = {.message = ""};

    for (size_t i = 0; i < VIKT_REJECTS_MAX; i++)
        cr_assert(vikt_bads_add(&bads, NULL, bad));
    vikt_bads_sum_add(&sum, &bads);
    cr_assert_eq(vikt_bads_sum_check(&sum, "f", &err), VIKT_OK);
    cr_assert(vikt_bads_add(&bads, NULL, bad));
    cr_assert_eq(bads.count, (size_t)VIKT_REJECTS_MAX);
    cr_assert_eq(bads.more, (size_t)1);
    sum = (vikt_bads_sum){.count = 0};
    vikt_bads_sum_add(&sum, &bads);
    cr_assert_eq(vikt_bads_sum_check(&sum, "f", &err), VIKT_LIMIT);
    cr_assert_str_eq(err.place.source, "f");
    cr_assert_eq(err.place.line, 7);
    vikt_release(NULL, bads.items);
}
