/* SPDX-License-Identifier: MIT
 *
 * Where a heading is, and where there is none. Records are counted from 1.
 */
#include <criterion/criterion.h>

#include "core/import/import.h"
#include "core/import/preamble.h"

static const char *slots[VIKT_COLUMNS_MAX + 1];
static vikt_csv_state state;

static vikt_preamble top_of(const char *text, char separator, const vikt_source_settings *settings)
{
    vikt_csv_row row = {.slots = slots, .room = VIKT_COLUMNS_MAX};
    vikt_preamble out;
    vikt_csv csv;

    vikt_csv_open(&csv, text, text + strlen(text), separator, 0);
    vikt_preamble_of(settings, &csv, &row, &out, &state);
    return out;
}

static void expect_heading(const char *text, long record)
{
    vikt_preamble top = top_of(text, ';', NULL);

    cr_assert_eq(state, VIKT_CSV_ROW);
    cr_assert(top.has_heading, "%s", text);
    cr_assert_eq(top.record, record, "%ld: %s", top.record, text);
}

static void expect_none(const char *text, long record, size_t width)
{
    vikt_preamble top = top_of(text, ';', NULL);

    cr_assert(!top.has_heading, "%s", text);
    cr_assert_eq(top.record, record, "%ld: %s", top.record, text);
    cr_assert_eq(top.width, width);
}

Test(preamble, the_first_row_is_the_heading_when_nothing_speaks_against_it)
{
    expect_heading("id;name\n1;A\n", 1);
    expect_heading("name;city\nA;B\nC;D\n", 1);
    expect_heading("id;revenue\n", 1);
    expect_heading("id;;revenue;;\n1;;5;note;\n", 1);
    expect_heading("a;b;c\n1;2\n1;2\n", 1);
    expect_heading("id;revenue\n1;5;\n2;6;\n", 1);
    expect_heading("id\n1\n2\n", 1);
    expect_heading("id;revenue\n1;2;3\n2;3;4\n", 1); /* narrower than the data */
    expect_heading("namn\nAlfa\n", 1);
}

Test(preamble, numbers_of_columns_are_a_heading)
{
    expect_heading("1;2;3;4\n1001;Alfa;5;6\n1002;Beta;6;7\n", 1);
    expect_none("1;2;3\n2;3;4\n", 0, 3); /* a few are data */
    expect_none("1;2;3;5\n2;3;4;6\n", 0, 4);
}

/* Years above amounts are headings, above years they are data. */
Test(preamble, years_and_quarters_may_be_headings)
{
    expect_heading("Kund;2022;2023;2024\nAlfa;1;2;3\nBeta;4;5;6\n", 1);
    expect_heading("Nr;Q1;Q2;Q3;Q4\n1;1;2;3;4\n2;1;2;3;4\n", 1);
    expect_heading("Kundnr;Omsättning 2023;Oms 2024;TB 2024\n1;5;6;7\n", 1);
    expect_none("Alfa;2022\nBeta;2021\nGamma;2019\n", 0, 2);
}

Test(preamble, titles_above_the_heading_are_told)
{
    vikt_preamble top = top_of("Rapport AB;;;\nUtskrivet;2025-01-31;;\n\n;;;\nNr;Namn;Oms;TB\n"
                               "1;A;5;2\n2;B;6;3\n",
                               ';', NULL);

    cr_assert(top.has_heading);
    cr_assert_eq(top.record, 5);
    cr_assert_eq(top.titles, 2);
    cr_assert_eq(top.aside.title_count, 2);
    cr_assert(vikt_text_is(top.aside.heading, "Nr;Namn;Oms;TB"));
    cr_assert_eq(strncmp(top.data, "1;A", 3), 0);
    expect_heading("Kundlista\nNr;Namn\n1;A\n2;B\n", 2);
    expect_heading("Kundlista;\nNr;Namn\n1;A\n2;B\n", 2);
    expect_heading("Utskrivet;2025-01-31\nKund;Oms\n1;A\n2;B\n", 2);
    expect_heading("Kundlista;Bolaget AB;\nNr;Namn;Oms\n1;A;5\n2;B;6\n", 2);
    expect_heading("Kundlista;Bolaget AB\nNr;Namn;Oms\n1;A;5\n2;B;6\n", 2);
    expect_heading("\"Kundlista; 2025\nA\";;\nNr;Namn;Oms\n1;A;5\n2;B;6\n", 2);
}

Test(preamble, a_first_row_of_figures_above_figures_is_data)
{
    expect_none("1001;500;2024-01-02\n1002;600;2024-03-04\n", 0, 3);
    expect_none("K01001;Alfa AB;500\nK01002;Beta AB;600\n", 0, 3);
    expect_none("Rapport;;\n1001;500;1\n1002;600;2\n", 1, 3);
    expect_none("Totalt;;3\n1001;500;1\n1002;600;2\n", 0, 3); /* a total that comes first */
    expect_none("1\n2\n3\n", 0, 1);
    expect_none("1;2\n", 0, 2);
}

Test(preamble, totals_and_repeated_headings_do_not_hide_what_a_column_is)
{
    expect_heading("Nr;Namn;Oms\n;Summa kund 1;5\nNr;Namn;Oms\n1;A;5\nNr;Namn;Oms\n", 1);
}

Test(preamble, the_settings_tell_the_heading)
{
    vikt_source_settings settings = {.has_heading = true, .heading = 3};
    const char *text = "Rapport;;\n1;2;3\nA;B;4\n5;6;7\n";
    vikt_preamble top = top_of(text, ';', &settings);

    cr_assert(top.has_heading);
    cr_assert_eq(top.record, 3);
    cr_assert_eq(top.titles, 2);
    cr_assert_eq(top.aside.title_count, 1); /* 1;2;3 is as full as data */
    cr_assert(vikt_text_is(top.aside.heading, "A;B;4"));
    settings.heading = 0;
    top = top_of("A;B\nC;D\n", ';', &settings);
    cr_assert(!top.has_heading && top.record == 0 && top.width == 2 && top.titles == 0);
    top = top_of("Rapport;;\nA;B;C\nD;E;F\n", ';', &settings);
    cr_assert(!top.has_heading && top.record == 1 && top.titles == 1);
    settings.heading = 9;
    top_of(text, ';', &settings);
    cr_assert_eq(state, VIKT_CSV_END);
}

Test(preamble, rows_that_cannot_be_scanned_are_told)
{
    top_of("", ';', NULL);
    cr_assert_eq(state, VIKT_CSV_END);
    top_of(";;\n;\n", ';', NULL);
    cr_assert_eq(state, VIKT_CSV_END);
    top_of("\"a;b\n1;2\n", ';', NULL);
    cr_assert_eq(state, VIKT_CSV_UNCLOSED);
    expect_heading("a;b\n\"1;2\n", 1);
}
