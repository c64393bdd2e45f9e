/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_month.h"

#include "ledger_reading.h"

Test(ledger_month, a_month_is_its_last_day)
{
    static const struct {
        const char *cell, *day;
    } cases[] = {
        {"2024-02", "2024-02-29"},
        {"2023/02", "2023-02-28"},
        {"2024.12", "2024-12-31"},
        {"202405", "2024-05-31"},
        {"05/2024", "2024-05-31"},
        {"2024-13", NULL},
        {"2024-00", NULL},
        {"201201", NULL}, /* 2020-12-01 */
        {"201301", "2013-01-31"},
        {"240531", NULL},
        {"2024-5", NULL},
        {"1234567", NULL},
        {"", NULL},
        {"12/3456", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vikt_date date = 0;
        bool read = vikt_ledger_month(vikt_text_of(cases[i].cell), &date);

        cr_assert_eq(read, cases[i].day != NULL, "%s", cases[i].cell);
        if (read)
            cr_assert_eq(date, day(cases[i].day), "%s", cases[i].cell);
    }
}

/* As of 2025-03-31 the twelve months begin with April 2024. */
Test(ledger_month, statistics_by_month_are_a_ledger)
{
    static const char *const texts[] = {
        "Kundnr;Period;Artikelgrupp;Försäljning\n1;2025-03;A;100\n1;2024-04;A;10\n1;2024-03;A;1\n",
        "Kundnr;Month;Artikelgrupp;Försäljning\n1;202503;A;100\n1;202404;A;10\n1;202403;A;1\n",
        "Kundnr;Månad;Artikelgrupp;Försäljning\n1;03/2025;A;100\n1;04/2024;A;10\n1;03/2024;A;1\n",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        got g = {.rc = VIKT_OK};

        profile_init(&g.p);
        g.rc = sample_read(&g.p, texts[i], &g.heard, &g.import, &g.err);
        cr_assert_eq(g.rc, VIKT_OK, "%zu: %s", i, g.err.message);
        cr_assert_eq(g.import->readings[0].kind, VIKT_SOURCE_INVOICES, "%zu", i);
        cr_assert_eq(g.import->newest, day("2025-03-31"), "%zu", i);
        cr_assert_float_eq(value(&g, "1", "revenue"), 110, 0, "%zu", i);
        cr_assert_float_eq(value(&g, "1", "revenue_prev"), 1, 0, "%zu", i);
        cr_assert_str_eq(g.import->readings[0].headings[1].form, "months, by their last day");
        vikt_import_free(g.import);
    }
}

/* A number from 1 to 12 is no date, and the ledger's date is another column. */
Test(ledger_month, a_month_without_a_year_is_no_date)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Month;Fakturadatum;Netto\n1;5;2025-05-01;10\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 10, 0);
    vikt_import_free(g.import);
    memset(&g, 0, sizeof g);
    read_ledger(&g, "Kundnr;Month;Netto\n1;5;10\n1;6;10\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "date = COLUMN"), "%s", g.err.message);
}
