/* SPDX-License-Identifier: MIT
 *
 * What stands below a table: footers, and other tables.
 */
#include <criterion/criterion.h>

#include "sample_profile.h"

#include "core/import/sheet.h"

typedef struct below {
    vikt_code code;
    vikt_error err;
    size_t rows, footers, titles, headings, totals;
    long next;
} below;

static below below_of(const char *text, size_t told)
{
    vikt_source_settings settings = {.heading = told, .has_heading = told > 0};
    below out = {.rows = 0};
    const char *slots[65];
    vikt_csv_row row = {.slots = slots, .room = 64};
    vikt_aside_counts counts = {0};
    vikt_table table;
    vikt_sheet sheet;
    vikt_arena arena;
    vikt_csv csv;

    vikt_arena_init(&arena, vikt_allocator_default());
    out.code = vikt_table_open_given("f.csv", vikt_text_of(text), &settings,
                                     vikt_allocator_default(), &table, &out.err);
    cr_assert(out.code == VIKT_OK);
    out.code = vikt_sheet_open(&table, &settings, &arena, &sheet, &out.err);
    if (out.code == VIKT_OK) {
        vikt_csv_open(&csv, sheet.data, sheet.text.at + sheet.text.length, sheet.separator, 0);
        while (vikt_csv_next(&csv, &row) == VIKT_CSV_ROW)
            out.rows += !vikt_aside_count(vikt_aside_of(&sheet.aside, &row, 0), &counts);
        out.footers = sheet.extent.footers;
        out.next = sheet.extent.next;
        out.titles = counts.titles;
        out.headings = counts.headings;
        out.totals = counts.totals;
    }
    vikt_table_close(&table);
    vikt_arena_clear(&arena);
    return out;
}

static void expect(const char *text, size_t rows, size_t footers)
{
    below b = below_of(text, 0);

    cr_assert(b.code == VIKT_OK, "%s", b.err.message);
    cr_assert(b.rows == rows && b.footers == footers, "%zu rows, %zu footers in\n%s", b.rows,
              b.footers, text);
}

static void expect_question(const char *text, long row, const char *said)
{
    below b = below_of(text, 0);

    cr_assert(b.code == VIKT_INPUT, "%s", text);
    cr_assert(b.err.place.line == row, "%ld", b.err.place.line);
    cr_assert(strstr(b.err.message, said) != NULL, "%s", b.err.message);
}

Test(extent, a_footer_that_says_so_is_no_row)
{
    expect("Customer,Sales,City\nAcme,10,Oslo\nBeta,20,Oslo\n"
           "\"Friday, Jan 31, 2025 09:12:11 AM GMT-08:00 - Accrual Basis\",,\n",
           2, 1);
    expect("Kund;Oms\nA AB;10\nB AB;20\nPrinted 2025-01-31\n", 2, 1);
    expect("Kund;Oms\nA AB;10\nB AB;20\nSida 1 av 3;", 2, 1);
    expect("Kund;Oms\nA AB;10\nB AB;20\n*** End of report ***;\nUtskriven av Anna;\n", 2, 2);
    expect("Kund;Oms\nA AB;10\nB AB;20\nKälla: reskontran;\n---------;\n", 2, 2);
}

Test(extent, behind_a_blank_row_whatever_stands_alone_is_a_footer)
{
    expect("Kund;Oms\nA AB;10\nB AB;20\n\nExempelbolaget;\nStockholm;\n", 2, 2);
    expect("Kund;Namn;Oms;Stad\n1;A AB;10;Oslo\n2;B AB;20;Oslo\n\nAntal kunder;2;;\n", 2, 1);
    /* as full as a row: a customer */
    expect("Kund;Oms\nA AB;10\nB AB;20\n\nC AB;30\n", 3, 0);
}

Test(extent, a_word_below_ids_is_a_footer_and_a_name_below_names_is_none)
{
    expect("Kundnr;Namn;Oms\n1001;A AB;10\n1002;B AB;20\nExempelbolaget;;\n", 2, 1);
    expect("Kund;Ordrar;Oms\nA AB;1;10\nB AB;2;20\nC AB;;\n", 3, 0);
    expect("Kundnr;Namn;Oms\n1001;A AB;10\n1002;B AB;20\n1003;;\n", 3, 0);
    /* a column of names alone */
    expect("Namn\nA AB\nB AB\nPrinted Matter AB\n", 3, 0);
}

Test(extent, a_cell_of_several_lines_at_the_end_is_no_footer)
{
    expect("Kund;Oms\nA AB;10\n\"B AB\nPrinted 2025-01-31\";20\n", 2, 0);
    expect("Kund;Oms\nA AB;10\nB AB;\"20\n\nSlut\n\"\n", 2, 0);
}

Test(extent, numbers_of_pages_between_rows_are_titles)
{
    below b = below_of("Kund;Oms\nA AB;10\nSida 1 av 2;\nB AB;20\nPage 2/2;\nC AB;30\n", 0);

    cr_assert(b.rows == 3 && b.titles == 2 && b.footers == 0);
}

Test(extent, the_same_rows_under_another_title_are_a_question)
{
    static const char text[] = "Topp 2\nKund;Oms\nA AB;30\nB AB;20\n\nAlla kunder\nKund;Oms\n"
                               "A AB;30\nB AB;20\nC AB;10\n";
    below b;

    expect_question(text, 7,
                    "is the heading of another table, under \"Alla kunder\"; say which one is "
                    "meant: --heading 2 reads down to there, --heading 7 from there");
    b = below_of(text, 2);
    cr_assert(b.code == VIKT_OK && b.rows == 2 && b.next == 7);
    b = below_of(text, 7);
    cr_assert(b.code == VIKT_OK && b.rows == 3 && b.next == 0);
    /* the other way round: the few stand below the many */
    expect_question("Alla\nKund;Oms\nA AB;30\nB AB;20\nC AB;10\nBotten\nKund;Oms\nC AB;10\n", 7,
                    "under \"Botten\"");
}

Test(extent, a_heading_of_other_words_is_a_question)
{
    expect_question("Kund;Oms\nA AB;30\nB AB;20\n\nKundnamn;Försäljning;Stad\nA AB;30;Oslo\n", 5,
                    "--heading 5 from there");
    expect_question("Kund;Oms\nA AB;30\nB AB;20\nLeverantörer\nNamn;Inköp\nX AB;30\n", 5,
                    "under \"Leverantörer\"");
    /* words where there should be a figure, but no figure below */
    expect("Kund;Oms\nA AB;30\nB AB;20\n\nC AB;saknas\n", 3, 0);
    expect("Kund;Oms\nA AB;30\nB AB;20\nC AB;saknas\nD AB;10\n", 4, 0);
}

Test(extent, titles_part_one_table_into_sections)
{
    below b = below_of("Region Nord;\nKund;Oms\nA AB;30\nB AB;20\nRegion Syd;\nKund;Oms\nC AB;10\n"
                       "Region Väst;\nKund;Oms\nD AB;5\n",
                       0);

    cr_assert(b.code == VIKT_OK && b.rows == 4 && b.titles == 2 && b.headings == 2);
}

Test(extent, a_heading_on_each_page_is_no_other_table)
{
    below b = below_of("Kundlista sida 1\nKund;Oms\nA AB;30\nB AB;20\n\nKundlista sida 2\n"
                       "Kund;Oms\nA AB;30\n\nKund;Oms\nC AB;10\n",
                       0);

    cr_assert(b.code == VIKT_OK && b.rows == 4 && b.titles == 1 && b.headings == 2);
}

Test(extent, personal_numbers_beside_a_table_are_masked)
{
    expect_question("Kund;Oms\nA AB;30\n\nAnna 750231-0241\nKundnamn;Summor\nA AB;30\n", 5,
                    "\"Anna 750231-****\"");
}

Test(extent, words_in_a_column_of_ids_are_no_customers)
{
    /* groups of rows, and their totals by name */
    below b =
        below_of("Kundnr;Namn;Oms\nRegion Nord;;\n1001;A AB;10\n1002;B AB;20\nSumma Nord;;30\n"
                 "Region Syd;;\n1003;C AB;5\nSumma Syd;;5\nTotalt;;35\n",
                 0);

    cr_assert(b.code == VIKT_OK && b.rows == 3 && b.titles == 2 && b.totals == 3);
    /* names are no ids */
    b = below_of("Kund;Oms\nNorden;\nSumma Nord;30\nC AB;5\n", 0);
    cr_assert(b.rows == 3);
}

Test(extent, the_same_heading_over_the_same_rows_is_a_question_without_a_title_too)
{
    expect_question("Nr;Kund;Oms\n1;A AB;30\n2;B AB;20\n\nNr;Kund;Oms\n1;A AB;30\n2;B AB;20\n"
                    "3;C AB;10\n",
                    5, "is the heading of another table; say");
    /* one row of several again */
    expect("Datum;Kund;Oms\n3;A AB;30\n4;B AB;20\n\nDatum;Kund;Oms\n3;A AB;30\n5;C AB;10\n", 4, 0);
}

Test(extent, means_below_the_amounts_are_totals)
{
    below b = below_of("Kund;Oms\nA AB;10\nB AB;20\nMedelvärde;15\nAndel;100 %\n", 0);

    cr_assert(b.rows == 2 && b.totals == 2);
}

Test(extent, rows_that_are_indented_under_their_sum_are_a_question)
{
    /* 1000 + 500 = 1500; 300 */
    expect_question("Radetiketter;Summa av Oms\nNord;1 500,50\n  A AB;1 000,50\n  B AB;500\n"
                    "Syd;300\n  C AB;300\nTotalsumma;1 800,50\n",
                    2, "are indented below add up to this one");
    /* they do not add up: blanks that were left before names */
    expect("Kund;Oms\nA AB;1500\n B AB;1000\n C AB;400\nD AB;300\n", 4, 0);
    expect("Kund;Oms\n A AB;1500\n B AB;1000\n", 2, 0);
    expect("Kund;Oms\nA AB;1000\n B AB;1000\nC AB;400\n", 3, 0);
}
