/* SPDX-License-Identifier: MIT
 *
 * Totals, headings that stand again, titles that stand again and lines of dashes; and what looks
 * like one and is a customer.
 */
#include <criterion/criterion.h>

#include "core/import/aside.h"
#include "core/profile/profile.h"

enum { NONE = VIKT_ASIDE_NONE, TITLE = VIKT_ASIDE_TITLE };
enum { HEADING = VIKT_ASIDE_HEADING, TOTAL = VIKT_ASIDE_TOTAL };

static vikt_aside aside;

static void begin(void)
{
    vikt_aside_init(&aside, ';', VIKT_TEXT("Kundnr;Namn;Belopp"));
    vikt_aside_add_title(&aside, VIKT_TEXT("Rapport AB;;Sida 9"));
    vikt_aside_add_title(&aside, VIKT_TEXT("2025-01-31;;")); /* figures alone are no title */
}

TestSuite(aside, .init = begin);

/* A row that may not be set aside at all is data. */
static int kind_of(const char *text, size_t key)
{
    const char *slots[8];
    vikt_csv_row row = {.slots = slots, .room = 7};
    vikt_csv csv;

    vikt_csv_open(&csv, text, text + strlen(text), ';', 0);
    cr_assert_eq(vikt_csv_next(&csv, &row), VIKT_CSV_ROW);
    return vikt_aside_may_be(&aside, &row) ? (int)vikt_aside_of(&aside, &row, key) : NONE;
}

Test(aside, totals_in_six_languages_are_told)
{
    static const char *const rows[] = {
        "Summa;;12",        "Summa kund 1001;;12", ";Summa kund 1001;12",    ";;TOTALT",
        "Total;;12",        "\"Totals\";;12",      "Subtotal:;;12",          "Sub-total;;12",
        "Delsumma;;12",     "I alt;;12",           "i alt kr;;12",           "Sum;;12",
        "Gesamt;;12",       "Summe;;12",           "Grand total;;12 kr",     "* Totalt *;;12",
        "Totalt 2024;;12",  "Gesamtsumme;;12",     " \xc2\xa0Total;;SEK",    "Til sammen;;1",
        "Zwischensumme;;1", "Totalsum;;1",         "Totalt antal kunder;;5", "Yhteensä;;5",
        "Välisumma;;5"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(kind_of(rows[i], 0), TOTAL, "%s", rows[i]);
        cr_assert_eq(kind_of(rows[i], VIKT_INDEX_NONE), TOTAL, "%s", rows[i]);
    }
}

/* Without a word, as SAP does. */
Test(aside, asterisks_in_place_of_a_key_are_a_total)
{
    cr_assert_eq(kind_of("*;;12", 0), TOTAL);
    cr_assert_eq(kind_of(";**;12", 1), TOTAL);
    cr_assert_eq(kind_of("*;1001;12", 1), NONE); /* a mark beside a customer */
    cr_assert_eq(kind_of("*1001;A;12", 0), NONE);
}

Test(aside, a_customer_with_a_key_is_no_total)
{
    static const char *const rows[] = {"1001;Total Energi AB;12",
                                       "S1;Summa Konsult AB;12",
                                       "1002;Totalt;12",
                                       "SUM-1001;A;1",
                                       "Summa;Summa Konsult AB;12" /* a key made of a name */,
                                       "TOTAL;Total Energi;5"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_assert_eq(kind_of(rows[i], 0), NONE, "%s", rows[i]);
    cr_assert_eq(kind_of("Total Energi AB;1001;12", 1), NONE);
    cr_assert_eq(kind_of("Totalt;1001;12", 1), NONE);
    cr_assert_eq(kind_of("Totalt;;12", 1), TOTAL);
    cr_assert_eq(kind_of("Totalt", 1), TOTAL); /* no cell for a key at all */
}

/* Where names are the keys, more words make a name; where the key is empty they do not. */
Test(aside, a_name_that_begins_as_a_total_is_one_only_without_its_key)
{
    cr_assert_eq(kind_of("Total Energi AB;12", 0), NONE);
    cr_assert_eq(kind_of("Summa Konsult AB;12", VIKT_INDEX_NONE), NONE);
    cr_assert_eq(kind_of("Totalitet AB;12", 0), NONE);
    cr_assert_eq(kind_of("Ialt;12", 0), TOTAL);
    cr_assert_eq(kind_of(";Summa Konsult AB;12", 0), TOTAL);
    cr_assert_eq(kind_of(";Konsult AB;12", 0), NONE);
}

Test(aside, headings_and_titles_that_stand_again_are_told)
{
    cr_assert_eq(kind_of("Kundnr;Namn;Belopp", 0), HEADING);
    cr_assert_eq(kind_of("Kundnr;Namn;Belopp;", 0), NONE);
    cr_assert_eq(kind_of("Rapport AB;;Sida 10", 0), TITLE);
    cr_assert_eq(kind_of("Rapport AB;;Sida ", 0), NONE);
    cr_assert_eq(kind_of("Rapport AB;;Sida 10a", 0), NONE);
    cr_assert_eq(kind_of("2026-01-31;;", 0), NONE);
    cr_assert_eq(kind_of("-----;---;----", 0), TITLE);
    cr_assert_eq(kind_of("==;\" \";=", 0), TITLE);
    cr_assert_eq(kind_of("-;;-", 0), NONE); /* two: missing values perhaps */
    cr_assert_eq(kind_of("--1;--;--", 0), NONE);
}

Test(aside, skipped_rows_are_counted_by_kind)
{
    vikt_aside_counts counts = {0};

    cr_assert(!vikt_aside_count(VIKT_ASIDE_NONE, &counts));
    cr_assert(vikt_aside_count(VIKT_ASIDE_TITLE, &counts));
    cr_assert(vikt_aside_count(VIKT_ASIDE_HEADING, &counts));
    cr_assert(vikt_aside_count(VIKT_ASIDE_TOTAL, &counts));
    cr_assert(vikt_aside_count(VIKT_ASIDE_TOTAL, &counts));
    cr_assert(counts.titles == 1 && counts.headings == 1 && counts.totals == 2);
}

/* Where names are the keys, at the end too. */
Test(aside, counts_and_means_beside_names_are_totals)
{
    static const char *const rows[] = {"Count;;6",        "Antal;;6",        "Anzahl;;6",
                                       "Antal kunder;;6", "Medelvärde;;1,5", "Average;;1.5",
                                       "Median;;1"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_assert_eq(kind_of(rows[i], 0), TOTAL, "%s", rows[i]);
    cr_assert_eq(kind_of("Count Basie AB;;6", 0), NONE);
    cr_assert_eq(kind_of("1001;Count;6", 0), NONE);
}

/* A customer called "Region Skåne" has figures. */
Test(aside, groups_among_names_are_titles)
{
    cr_assert_eq(kind_of("Region Nord;;", 0), TITLE);
    cr_assert_eq(kind_of("Säljare: Anna;;", 0), TITLE);
    cr_assert_eq(kind_of("Region Skåne;;12", 0), NONE);
    cr_assert_eq(kind_of("Region;;", 0), NONE);
    cr_assert_eq(kind_of("Anna AB;;", 0), NONE);
    cr_assert_eq(kind_of("1;Region Nord;", 0), NONE);
}
