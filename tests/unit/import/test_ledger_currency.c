/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_currency.h"

#include "ledger_reading.h"

static void rates(got *g, const char *own, vikt_rate *items, size_t count)
{
    profile_init(&g->p);
    g->p.profile.currency = vikt_text_of(own);
    g->p.profile.rates = items;
    g->p.profile.rate_count = count;
}

Test(ledger_currency, names_of_currencies_may_be_in_small_letters)
{
    vikt_rate items[] = {{VIKT_TEXT("eur"), 10}};
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", items, 1);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;sek\n1;2025-01-01;2;EUR\n"
                "1;2025-01-01;3;Eur\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 51, 0);
    vikt_import_free(g.import);
}

Test(ledger_currency, a_row_without_one_is_in_that_of_the_profile)
{
    vikt_rate items[] = {{VIKT_TEXT("EUR"), 10}};
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", items, 1);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;SEK\n1;2025-01-01;2;\n"
                "1;2025-01-01;3;EUR\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 33, 0);
    vikt_import_free(g.import);
}

Test(ledger_currency, two_without_a_rate_are_an_error_that_counts_both)
{
    vikt_rate items[] = {{VIKT_TEXT("EUR"), 10}};
    got g = {.rc = VIKT_OK};

    rates(&g, "", items, 1);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;USD\n1;2025-01-01;2;SEK\n"
                "1;2025-01-01;2;SEK\n1;2025-01-01;3;EUR\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "2 in SEK, 1 in USD"), "%s", g.err.message);
    cr_assert(strstr(g.err.message, "rates = USD NUMBER"), "%s", g.err.message);
    cr_assert(strstr(g.err.message, "currency = CODE under [profile]"), "%s", g.err.message);
}

Test(ledger_currency, many_are_as_good_as_one)
{
    vikt_rate items[] = {{VIKT_TEXT("EUR"), 10},
                         {VIKT_TEXT("USD"), 9},
                         {VIKT_TEXT("NOK"), 1.5},
                         {VIKT_TEXT("DKK"), 2},
                         {VIKT_TEXT("GBP"), 13}};
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", items, 5);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;EUR\n1;2025-01-01;1;USD\n"
                "1;2025-01-01;1;NOK\n1;2025-01-01;1;DKK\n1;2025-01-01;1;GBP\n1;2025-01-01;1;SEK\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 36.5, 0);
    cr_assert_eq(g.heard.notes, 5);
    cr_assert(strstr(g.heard.all[0].message, "1 row is in DKK, each at 2"));
    vikt_import_free(g.import);
}

/* What is left out needs no rate: rows after the date, and those that are cancelled. */
Test(ledger_currency, rows_that_do_not_count_need_no_rate)
{
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", NULL, 0);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta;Makulerad\n1;2025-01-01;1;SEK;nej\n"
                "1;2025-02-01;2;EUR;nej\n1;2025-01-01;3;USD;ja\n",
                "2025-01-31");
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 1, 0);
    vikt_import_free(g.import);
}

/* The day itself counts. */
Test(ledger_currency, a_row_on_the_date_needs_a_rate)
{
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", NULL, 0);
    read_ledger(&g, "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;SEK\n1;2025-01-31;2;EUR\n",
                "2025-01-31");
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "1 in EUR"), "%s", g.err.message);
}

/* 1 of each, with rates that are powers of two; kr and SEK are the company's own. */
Test(ledger_currency, signs_are_currencies)
{
    vikt_rate items[] = {{VIKT_TEXT("EUR"), 2}, {VIKT_TEXT("GBP"), 4}, {VIKT_TEXT("USD"), 8}};
    got g = {.rc = VIKT_OK};

    rates(&g, "SEK", items, 3);
    read_ledger(&g,
                "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;kr\n1;2025-01-01;1;SEK \n"
                "1;2025-01-01;1;€\n1;2025-01-01;1;£\n1;2025-01-01;1;$\n1;2025-01-01;1;Kr.\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 3 + 2 + 4 + 8, 0);
    vikt_import_free(g.import);
}

Test(ledger_currency, kr_is_nobodys_where_the_own_currency_is_no_krona)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    rates(&g, "EUR", NULL, 0);
    read_ledger(&g, "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;kr\n1;2025-01-01;2;EUR\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "1 in KR"), "%s", g.err.message);
    rates(&h, "CAD", NULL, 0);
    read_ledger(&h, "Kundnr;Datum;Netto;Valuta\n1;2025-01-01;1;$\n1;2025-01-01;2;CAD\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "1", "revenue"), 3, 0);
    vikt_import_free(h.import);
}

/* "Amount (LCY)" is in the company's own currency, whichever the row has. */
Test(ledger_currency, amounts_in_the_own_currency_need_no_rate)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g,
                "Customer No.;Posting Date;Amount;Amount (LCY);Currency Code\n"
                "1;2025-01-01;10;115;EUR\n1;2025-01-02;20;20;\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 135, 0);
    rates(&h, "SEK", NULL, 0);
    read_ledger(&h,
                "Kundnr;Datum;Belopp;Belopp SEK;Valuta\n1;2025-01-01;10;115;EUR\n"
                "1;2025-01-02;20;20;SEK\n",
                NULL);
    cr_assert_float_eq(value(&h, "1", "revenue"), 135, 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}
