/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_rows.h"

#include "ledger_reading.h"

/* Many rows that tell nothing, more than are looked at before reading, then those that tell. */
static char *behind_the_sample(const char *heading, const char *row, const char *last)
{
    size_t size = strlen(heading) + (VIKT_SAMPLE_ROWS + 1) * strlen(row) + strlen(last) + 1;
    char *all = malloc(size), *at = all;

    at += sprintf(at, "%s", heading);
    for (size_t i = 0; i <= VIKT_SAMPLE_ROWS; i++)
        at += sprintf(at, "%s", row);
    sprintf(at, "%s", last);
    return all;
}

Test(ledger_rows, three_decimals_may_be_thousands)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;1,234\n1;2025-01-02;5,678\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "\"Netto\" can be read two ways"), "%s", g.err.message);
}

Test(ledger_rows, a_cell_elsewhere_tells_what_three_decimals_are)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;1,234\n1;2025-01-02;5,5\n", NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 6.734, 1e-12);
    cr_assert_eq(g.import->readings[0].decimal, ',');
    read_ledger(&h, "Kundnr;Datum;Netto\n1;2025-01-01;1,234\n1;2025-01-02;5.5\n", NULL);
    cr_assert_float_eq(value(&h, "1", "revenue"), 1239.5, 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

Test(ledger_rows, the_question_is_the_same_for_any_order_of_rows)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;2,345\n1;2025-01-02;1,234\n", NULL);
    read_ledger(&h, "Kundnr;Datum;Netto\n1;2025-01-02;1,234\n1;2025-01-01;2,345\n", NULL);
    cr_assert(strstr(g.err.message, "1,234"), "%s", g.err.message);
    cr_assert_str_eq(g.err.message, h.err.message);
}

Test(ledger_rows, columns_that_nothing_is_made_of_ask_nothing)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto;Moms\n1;2025-01-01;10;1,234\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->readings[0].decimal, 0);
    vikt_import_free(g.import);
}

/* The newest day is found before all dates are known to stand in another order. */
Test(ledger_rows, what_the_last_row_tells_of_dates_counts_for_the_newest)
{
    char *rows = behind_the_sample("Kundnr;Datum;Netto\n", "1;02/01/2025;1\n1;05/06/2025;1\n",
                                   "1;31/03/2025;1\n");
    got g = {.rc = VIKT_OK};

    read_ledger(&g, rows, NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->newest, day("2025-06-05"));
    free(rows);
    vikt_import_free(g.import);
}

Test(ledger_rows, days_of_a_spreadsheet_behind_the_sample_make_no_dates_of_numbers)
{
    char *rows = behind_the_sample("Kundnr;Datum;Netto\n", "1;;1\n", "1;45657;1\n");
    got g = {.rc = VIKT_OK};

    read_ledger(&g, rows, NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->newest, day("2024-12-31"));
    free(rows);
    vikt_import_free(g.import);
}

Test(ledger_rows, packed_dates_behind_the_sample_tell_their_order)
{
    char *rows = behind_the_sample("Kundnr;Datum;Netto\n", "1;010203;1\n", "1;311224;1\n");
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.p.profile.sources[VIKT_SOURCE_INVOICES].dates = VIKT_DATES_DMY;
    read_ledger(&g, rows, NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->newest, day("2024-12-31"));
    free(rows);
    vikt_import_free(g.import);
}

/* 010203 is a date in any order, 311299 only with the day first: 2003-02-01 is the newest. */
Test(ledger_rows, one_packed_date_behind_the_sample_turns_the_others)
{
    char *rows = behind_the_sample("Kundnr;Datum;Netto\n", "1;010203;1\n", "1;311299;1\n");
    got g = {.rc = VIKT_OK};

    read_ledger(&g, rows, NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->reject_count, 0);
    cr_assert_eq(g.import->newest, day("2003-02-01"));
    free(rows);
    vikt_import_free(g.import);
}

Test(ledger_rows, totals_are_skipped_and_counted)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;10\nSumma;;10\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->readings[0].rows, 1);
    cr_assert_eq(g.import->readings[0].totals, 1);
    cr_assert_eq(g.import->reject_count, 0);
    vikt_import_free(g.import);
}

Test(ledger_rows, rows_and_cells_that_are_rejected_are_counted_apart)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Betald;Netto\n1;2025-01-01;snart;10\n2;2025-01-01\n3;2025-01-01;2025-"
                "01-02;x\n"
                "4;2025-01-01;2025-01-02;5;;\n5;2025-01-01;;5;;mer\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->readings[0].rows, 5);
    cr_assert_eq(g.import->readings[0].rejected_cells, 1);
    cr_assert_eq(g.import->readings[0].rejected_rows, 3); /* but not 4: blank cells are no cells */
    cr_assert_float_eq(value(&g, "4", "revenue"), 5, 0);
    vikt_import_free(g.import);
}

Test(ledger_rows, a_size_in_the_heading_counts)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto (tkr)\n1;2025-01-01;1,5\n1;2025-01-02;2\n", NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 3500, 0);
    vikt_import_free(g.import);
}

Test(ledger_rows, the_day_of_a_cancellation_cancels)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Makulerad\n1;2025-01-01;1;\n1;2025-01-01;2;2025-01-05\n"
                "1;2025-01-01;4;nej\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 5, 0);
    cr_assert_eq(g.import->reject_count, 0);
    vikt_import_free(g.import);
}

Test(ledger_rows, keys_that_no_customer_can_have_are_rejected)
{
    size_t size = VIKT_CELL_MAX + 2;
    char *rows = malloc(size + 1000), *at = rows;
    got g = {.rc = VIKT_OK};

    at += sprintf(at, "Kundnr;Kundnamn;Datum;Netto\n");
    for (size_t i = 0; i < 20; i++) /* it is UTF-8 */
        at += sprintf(at, "1;\xc3\x85sa;2025-01-01;1\n");
    at += sprintf(at, "\xff;B;2025-01-01;1\n2;\xff;2025-01-01;1\n");
    memset(at, 'x', size);
    sprintf(at + size, ";C;2025-01-01;1\n");
    read_ledger(&g, rows, NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->count, 2);
    cr_assert_eq(text(1, g.import->names).length, 0); /* not UTF-8 */
    cr_assert_eq(g.import->reject_count, 2);
    cr_assert(vikt_text_is(g.import->rejects[0].reason, "is not UTF-8"));
    cr_assert_eq(g.import->rejects[0].key.length, 0);
    cr_assert(vikt_text_is(g.import->rejects[1].reason, "is longer than 65534 bytes"));
    free(rows);
    vikt_import_free(g.import);
}

/* A reject names its customer as the run does. */
Test(ledger_rows, rejects_have_the_masked_key)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n811218-9876;2025-01-01;10\n811218-9876;igår;10\n"
                "1;2025-01-01;x\n",
                NULL);
    cr_assert_eq(g.import->reject_count, 2);
    cr_assert(vikt_text_is(g.import->rejects[0].key, "1"));
    cr_assert(vikt_text_equal(g.import->rejects[1].key, text(0, g.import->keys)));
    cr_assert(vikt_text_is(vikt_text_start(g.import->rejects[1].key, 12), "811218-****#"));
    profile_init(&h.p);
    h.p.profile.keeps_personal = true;
    read_ledger(&h, "Kundnr;Datum;Netto\n811218-9876;2025-01-01;10\n811218-9876;;10\n", NULL);
    cr_assert(vikt_text_is(h.import->rejects[0].key, "811218-9876"));
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* The first one is told with what stands in it. */
Test(ledger_rows, why_no_row_can_be_used_is_told_by_a_cell)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;soon;1\n2;later;2\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert_str_eq(g.err.message,
                     "none of the 2 rows can be used: \"soon\" in \"Datum\" is not a date");
    cr_assert_eq(g.err.place.line, 2);
    cr_assert_eq(g.err.place.column, 2);
    read_ledger(&h, "Kundnr;Datum;Netto\n1;2025-01-01;\n", NULL);
    cr_assert_str_eq(h.err.message, "the only row cannot be used: the amount is empty");
}
