/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "sample_reading.h"

TestSuite(subheading, .init = begin);

/* "Kund Nr|Kund Namn|..." */
static void expect_headings(const char *text, const char *wanted, size_t customers)
{
    vikt_import *import = read_text(text);
    const vikt_reading *reading = &import->readings[0];
    char all[256] = "";

    for (size_t i = 0; i < reading->heading_count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%.*s", i ? "|" : "",
                 VIKT_SHOW(reading->headings[i].text));
    cr_assert_str_eq(all, wanted);
    cr_assert_eq(import->count, customers);
    cr_assert_eq(import->reject_count, 0);
    vikt_import_free(import);
}

#define TOP "Kund;;Omsättning;;TG %\n"

Test(subheading, words_and_years_below_a_heading_are_part_of_it)
{
    expect_headings(TOP "Nr;Namn;2024;2025;\n1001;Åsa AB;5;6;10\n1002;Bo AB;7;8;20\n",
                    "Kund Nr|Kund Namn|Omsättning 2024|Omsättning 2025|TG %", 2);
    /* nothing goes on behind a heading that has nothing below it */
    expect_headings("Kundnr;Namn;Omsättning;;TG %\n;;2024;2025;\n1;A;5;6;1\n2;B;7;8;1\n",
                    "Kundnr|Namn|Omsättning 2024|Omsättning 2025|TG %", 2);
}

Test(subheading, rows_keep_their_numbers_and_pages_their_headings)
{
    vikt_import *import = read_text(TOP "Nr;Namn;2024;2025;\n1001;Åsa AB;5;6;10\n" TOP
                                        "Nr;Namn;2024;2025;\n1002;Bo AB;7;8;20\n");

    cr_assert_eq(import->count, 2);
    cr_assert_eq(import->rows[0], 3);
    cr_assert_eq(import->rows[1], 6);
    cr_assert_eq(import->readings[0].titles, 2);
    cr_assert_eq(import->readings[0].repeated_headings, 1);
    cr_assert_eq(import->columns[sample_index(&profile, "revenue")]->numbers[1], 8);
    cr_assert_eq(import->columns[sample_index(&profile, "revenue_prev")]->numbers[1], 7);
    vikt_import_free(import);
}

/* One word where figures are may be a customer's. */
Test(subheading, customers_are_no_heading)
{
    static const char wide[] = "kundnr;namn;revenue;\nNY;Bo AB;;ring\n1001;Åsa AB;5;\n";

    expect_headings(wide, "kundnr|namn|revenue|", 2);
    expect_headings("kundnr;namn;revenue\nA;Bo AB;\nB;Åsa AB;\n", "kundnr|namn|revenue", 2);
    expect_headings("kundnr;namn;;revenue\n7;Bo AB;x;5\n8;Åsa AB;y;6\n", "kundnr|namn||revenue", 2);
}

/* A row of words that is no heading by itself, as cells that were merged leave it. */
Test(subheading, words_above_years_are_part_of_the_heading)
{
    expect_headings(";;Omsättning;\nKundnr;Namn;2024;2025\n1;A;5,5;6\n2;B;7,5;8\n",
                    "Kundnr|Namn|Omsättning 2024|Omsättning 2025", 2);
    expect_headings("Kundlista;;;;;;\n;;Omsättning;;TB;;Ort\nKundnr;Namn;2024;2025;i år;i fjor;\n"
                    "1;A;5,5;6;1;2;Oslo\n2;B;7,5;8;3;4;Bergen\n",
                    "Kundnr|Namn|Omsättning 2024|Omsättning 2025|TB i år|TB i fjor|Ort", 2);
    expect_headings(";;2025;;2024;\nKundnr;Namn;Omsättning;Order;Omsättning;Order\n"
                    "1;A;5,5;6;1;2\n2;B;7,5;8;3;4\n",
                    "Kundnr|Namn|2025 Omsättning|2025 Order|2024 Omsättning|2024 Order", 2);
}

Test(subheading, titles_are_no_part_of_the_heading)
{
    static const char *const plain[] = {
        "Kundlista 2025;;;\n", ";;Skriven av Anna;\n", "Försäljning;;;\n\n", "a;b;;\n",
        ";;2025-01-31;\n",
    };

    for (size_t i = 0; i < 4; i++) {
        char text[256];

        snprintf(text, sizeof text, "%sKundnr;Namn;Omsättning;Order\n1;A;5,5;6\n2;B;7,5;8\n",
                 plain[i]);
        expect_headings(text, "Kundnr|Namn|Omsättning|Order", 2);
    }
    expect_headings("Försäljning;;;\nKundnr;Namn;Omsättning 2025;2024\n1;A;5,5;6\n2;B;7,5;8\n",
                    "Kundnr|Namn|Omsättning 2025|2024", 2);
    expect_headings(";;2025-01-31;\nKundnr;Namn;Omsättning;2025\n1;A;5,5;6\n2;B;7,5;8\n",
                    "Kundnr|Namn|Omsättning|2025", 2);
}
