/* SPDX-License-Identifier: MIT */
#include "core/import/ledger.h"

#include "ledger_reading.h"

Test(ledger, a_year_before_is_the_same_day_or_the_last_of_february)
{
    cr_assert_eq(vikt_ledger_year_before(day("2024-02-29")), day("2023-02-28"));
    cr_assert_eq(vikt_ledger_year_before(day("2025-02-28")), day("2024-02-28"));
    cr_assert_eq(vikt_ledger_year_before(day("2025-03-01")), day("2024-03-01"));
    cr_assert_eq(vikt_ledger_year_before(day("2001-01-01")), day("2000-01-01"));
}

/* As of 2025-03-31: twelve months from 2024-04-01, twelve before from 2023-04-01. */
Test(ledger, periods_end_at_the_date_and_begin_behind_the_one_before)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2025-04-01;1\n1;2025-03-31;2\n1;2024-04-01;4\n"
                "1;2024-03-31;8\n1;2023-04-01;16\n1;2023-03-31;32\n",
                "2025-03-31");
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 6, 0);
    cr_assert_float_eq(value(&g, "1", "revenue_prev"), 24, 0);
    cr_assert_float_eq(value(&g, "1", "orders"), 2, 0);
    cr_assert_float_eq(value(&g, "1", "recency"), 0, 0);
    cr_assert_float_eq(value(&g, "1", "tenure"), 731, 0); /* to 2023-03-31, with 2024-02-29 */
    cr_assert_float_eq(value(&g, "1", "average_order"), 3, 0);
    vikt_import_free(g.import);
}

/* As of 2024-02-29 the twelve months begin on 2023-03-01, and those before on 2022-03-01. */
Test(ledger, a_leap_day_ends_a_year_too)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2024-02-29;1\n1;2023-03-01;2\n1;2023-02-28;4\n"
                "1;2022-03-01;8\n1;2022-02-28;16\n",
                NULL);
    cr_assert_eq(g.import->newest, day("2024-02-29"));
    cr_assert_float_eq(value(&g, "1", "revenue"), 3, 0);
    cr_assert_float_eq(value(&g, "1", "revenue_prev"), 12, 0);
    vikt_import_free(g.import);
}

Test(ledger, due_and_paid_dates_do_not_make_the_date_of_the_run)
{
    got g = {.rc = VIKT_OK};

    read_ledger(
        &g,
        "Kundnr;Datum;Förfallodatum;Slutbetald;Netto\n1;2025-01-01;2025-01-31;2025-02-15;9\n"
        "1;2025-01-02;2025-12-31;;9\n",
        NULL);
    cr_assert(g.import->has_newest);
    cr_assert_eq(g.import->newest, day("2025-01-02"));
    vikt_import_free(g.import);
}

/* In doubles 0.1 + 0.2 - 0.3 is 5.55e-17, and 1e15 swallows an öre. */
Test(ledger, sums_are_exact)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2025-01-01;0,1\n1;2025-01-01;0,2\n1;2025-01-01;-0,3\n"
                "2;2025-01-01;100000000000,01\n2;2025-01-01;0,0001\n2;2025-01-01;-100000000000\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 0, 0);
    cr_assert_float_eq(value(&g, "2", "revenue"), 0.0101, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 0.3, 0);
    vikt_import_free(g.import);
}

Test(ledger, a_sum_that_does_not_fit_ends_the_run)
{
    got g = {.rc = VIKT_OK};

    read_ledger(
        &g, "Kundnr;Datum;Netto\n1;2025-01-01;900000000000000,5\n1;2025-01-01;900000000000000,5\n",
        NULL);
    cr_assert_eq(g.rc, VIKT_LIMIT);
    cr_assert(g.import == NULL);
}

/* Gaps of 10, 10 and 40 days: mean 20, standard deviation sqrt(200). Two gaps that are equal: 0.
 * One gap: nothing to say. Two rows of a day are one day. */
Test(ledger, regularity_is_the_variation_of_gaps)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2025-03-01;1\n1;2025-01-20;1\n1;2025-01-10;1\n"
                "1;2024-12-31;1\n1;2025-01-10;1\n2;2025-01-01;1\n2;2025-01-02;1\n2;2025-01-03;1\n"
                "3;2025-01-01;1\n3;2025-01-02;1\n3;2025-01-02;1\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "regularity"), sqrt(200) / 20, 1e-12);
    cr_assert_float_eq(value(&g, "2", "regularity"), 0, 0);
    cr_assert(isnan(value(&g, "3", "regularity")));
    vikt_import_free(g.import);
}

/* The example of F-08: 1,000 paid 10 days late, 3,000 on the day, 6,000 open and due 20 days ago.
 */
Test(ledger, payment_is_that_of_the_example)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Förfallodatum;Betaldatum;Netto\n"
                "1;2025-01-01;2025-01-31;2025-02-10;1000\n1;2025-01-01;2025-01-31;2025-01-31;3000\n"
                "1;2025-01-01;2025-02-08;;6000\n",
                "2025-02-28");
    cr_assert_float_eq(value(&g, "1", "days_late_weighted"), 13, 0);
    cr_assert_float_eq(value(&g, "1", "late_share"), 2.0 / 3, 1e-15);
    cr_assert_float_eq(value(&g, "1", "overdue"), 6000, 0);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 6000, 0);
    vikt_import_free(g.import);
}

Test(ledger, what_the_columns_cannot_tell_is_no_column)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;1\n", NULL);
    cr_assert(g.import->columns[sample_index(&g.p, "overdue")] == NULL);
    cr_assert(g.import->columns[sample_index(&g.p, "mix")] == NULL);
    cr_assert(g.import->columns[sample_index(&g.p, "late_share")] == NULL);
    vikt_import_free(g.import);
}

/* 500, 300, 190, 8 and 2 of F-07, and a group of which more came back than was bought. */
Test(ledger, mix_is_that_of_the_example)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Produktgrupp\n1;2025-01-01;500;A\n1;2025-01-01;300;B\n"
                "1;2025-01-01;190;C\n1;2025-01-01;8;D\n1;2025-01-01;2;E\n1;2025-01-01;5;F\n"
                "1;2025-01-02;-6;F\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "mix"), 2.928, 0.0005);
    vikt_import_free(g.import);
}

Test(ledger, lines_of_an_invoice_are_one_order)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Fakturanr;Datum;Netto\n1;A;2025-01-01;1\n1;A;2025-01-01;2\n"
                "1;B;2025-01-01;4\n2;A;2025-01-01;8\n2;C;2025-01-01;-1\n2;;2025-01-01;1\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "orders"), 2, 0);
    cr_assert_float_eq(value(&g, "2", "orders"), 2,
                       0); /* a credit is none, a row without number is */
    vikt_import_free(g.import);
}

/* New: first bought in the twelve months. Returned: bought before the twenty-four. */
Test(ledger, growth_has_states)
{
    static const char *const states[] = {"known", "lost", "new", "returned", "undefined"};
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2025-01-01;1\n1;2023-06-01;1\n2;2023-06-01;1\n"
                "3;2025-01-01;1\n4;2025-01-01;1\n4;2020-01-01;1\n5;2020-01-01;1\n",
                "2025-01-01");
    for (size_t i = 0; i < 5; i++)
        cr_assert(vikt_text_is(text(i, g.import->columns[sample_index(&g.p, "growth_state")]),
                               states[i]));
    vikt_import_free(g.import);
}

Test(ledger, the_newest_name_counts)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Kundnamn;Datum;Netto\n1;Nytt namn AB;2025-01-02;1\n1;Gammalt;2025-01-01;1\n"
                "2;Alfa;2025-01-01;1\n2;Beta;2025-01-01;1\n2;Aber;2025-01-01;1\n3;;2025-01-01;1\n",
                NULL);
    cr_assert(vikt_text_is(text(0, g.import->names), "Nytt namn AB"));
    cr_assert(vikt_text_is(text(1, g.import->names), "Beta"));
    cr_assert_eq(text(2, g.import->names).length, 0);
    vikt_import_free(g.import);
}

Test(ledger, credit_notes_lower_revenue_whatever_their_sign)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Kreditfaktura\n1;2025-01-01;100;Nej\n1;2025-01-02;30;Ja\n"
                "1;2025-01-03;-20;Ja\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 50, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 50, 0);
    vikt_import_free(g.import);
}

Test(ledger, a_date_that_can_be_read_in_two_ways_is_a_question)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;01/02/2025;1\n1;03/04/2025;1\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "dates"), "%s", g.err.message);
}

/* Only the last row shows that the day stands first: the dates before it are read again. */
Test(ledger, one_date_tells_how_the_others_are_read)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;01/02/2025;1\n1;13/02/2025;1\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->newest, day("2025-02-13"));
    cr_assert_float_eq(value(&g, "1", "tenure"), 12, 0);
    vikt_import_free(g.import);
}

Test(ledger, of_two_columns_for_a_part_the_clearer_heading_is_taken_and_told)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Fakturadatum;Netto\n1;2025-05-05;2025-01-01;1\n", NULL);
    cr_assert_eq(g.import->newest, day("2025-01-01"));
    cr_assert_eq(g.heard.notes, 1);
    cr_assert(strstr(g.heard.all[0].message,
                     "\"Fakturadatum\" is taken as the ledger's date, not \"Datum\""));
    vikt_import_free(g.import);
}

Test(ledger, a_column_that_is_told_and_not_there_is_an_error)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.p.profile.sources[VIKT_SOURCE_INVOICES].columns[VIKT_LEDGER_DATE] = VIKT_TEXT("Fakturdatum");
    read_ledger(&g, "Kundnr;Fakturadatum;Netto\n1;2025-01-01;1\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "has no column \"Fakturdatum\""));
    cr_assert(strstr(g.err.message, "did you mean \"Fakturadatum\"?"), "%s", g.err.message);
}

Test(ledger, without_an_amount_there_is_none)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Fakturadatum;Text\n1;2025-01-01;x\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "which column of this ledger is the amount"));
    cr_assert(strstr(g.err.message, "--set source.invoices.net=COLUMN"));
}

/* A quarter of 100 is on top of it; a quarter of 125 less 25 is within; 12 % and 6 % alike. */
Test(ledger, vat_beside_an_amount_tells_whether_it_is_within)
{
    got with = {.rc = VIKT_OK}, without = {.rc = VIKT_OK};

    read_ledger(&with,
                "Kundnr;Datum;Belopp;Moms\n1;2025-01-01;125;25\n1;2025-01-02;-112;-12\n"
                "1;2025-01-03;106;6\n1;2025-01-04;50;0\n",
                NULL);
    cr_assert_eq(with.rc, VIKT_OK, "%s", with.err.message);
    cr_assert_float_eq(value(&with, "1", "revenue"), 100 - 100 + 100 + 50, 0);
    read_ledger(&without,
                "Kundnr;Datum;Belopp;Moms\n1;2025-01-01;100;25\n1;2025-01-02;-100;-12\n"
                "1;2025-01-03;100;6\n1;2025-01-04;50;0\n",
                NULL);
    cr_assert_float_eq(value(&without, "1", "revenue"), 100 - 100 + 100 + 50, 0);
    vikt_import_free(with.import);
    vikt_import_free(without.import);
}

/* A fifth is 20 % on top, or 25 % within: "VAT" may be of either country, "Moms" may not. */
Test(ledger, vat_that_fits_both_ways_or_none_is_a_question)
{
    got fifth = {.rc = VIKT_OK}, odd = {.rc = VIKT_OK}, mixed = {.rc = VIKT_OK};

    read_ledger(&fifth, "Customer no;Date;Amount;VAT\n1;2025-01-01;120;24\n1;2025-01-02;5;1\n",
                NULL);
    cr_assert_eq(fifth.rc, VIKT_INPUT);
    cr_assert(strstr(fifth.err.message, "net = Amount"), "%s", fifth.err.message);
    read_ledger(&odd, "Kundnr;Datum;Belopp;Moms\n1;2025-01-01;100;33\n1;2025-01-02;90;31\n", NULL);
    cr_assert_eq(odd.rc, VIKT_INPUT);
    read_ledger(&mixed, "Kundnr;Datum;Belopp;Moms\n1;2025-01-01;100;25\n1;2025-01-02;125;25\n",
                NULL);
    cr_assert_eq(mixed.rc, VIKT_INPUT);
}

Test(ledger, words_of_kind_and_status_tell_credits_and_what_is_cancelled)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Typ;Status\n1;2025-01-01;100;Faktura;Betald\n"
                "1;2025-01-02;30;Kreditfaktura;Betald\n1;2025-01-03;-20;Sales credit note;\n"
                "1;2025-01-04;7;Faktura;Makulerad\n1;2025-01-05;5;Credit card;Obetald\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 100 - 30 - 20 + 5, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 50, 0);
    vikt_import_free(g.import);
}

Test(ledger, a_column_of_cancellations_may_hold_the_word)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Makulerad\n1;2025-01-01;1;\n1;2025-01-02;2;Makulerad\n"
                "1;2025-01-03;4;VOIDED\n1;2025-01-03;8;storniert\n1;2025-01-03;16;nja\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 1, 0);
    cr_assert_eq(g.import->reject_count, 1);
    vikt_import_free(g.import);
}

/* Paid or not is known, when is not: nothing is late, what is not paid is open. */
Test(ledger, payment_by_yes_and_no_tells_what_is_open)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Förfallodatum;Netto;Betald\n1;2025-01-01;2025-01-31;100;Ja\n"
                "1;2025-01-02;2025-02-01;30;Nej\n1;2025-03-03;2025-04-02;4;nej\n"
                "1;2025-03-03;2025-04-02;8;snart\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->reject_count, 1);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 42, 0);
    cr_assert_float_eq(value(&g, "1", "overdue"), 30, 0);
    cr_assert_null(g.import->columns[sample_index(&g.p, "late_share")]);
    vikt_import_free(g.import);
}

Test(ledger, amounts_that_were_paid_are_no_days_of_payment)
{
    got g = {.rc = VIKT_OK};

    read_ledger(
        &g, "Kundnr;Datum;Netto;Betalt;Rest\n1;2025-01-01;100;60,50;39,50\n1;2025-01-02;30;0;30\n",
        NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->reject_count, 0);
    cr_assert_null(g.import->columns[sample_index(&g.p, "late_share")]);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 69.5, 0);
    vikt_import_free(g.import);
}

/* What is owed is with VAT: 125 + 25 of net and VAT. */
Test(ledger, what_is_open_has_the_vat_on_top_of_net_amounts)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Moms;Betalningsdatum\n1;2025-01-01;100;25;\n1;2025-01-02;8;2;"
                "2025-01-02\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 108, 0);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 125, 0);
    vikt_import_free(g.import);
}

/* 3 x 10.05 + 0.5 x 0.0001 (0.00005, rounded away from 0) - 1 x 2.5 = 27.6501 */
Test(ledger, pieces_times_price_are_amounts_where_there_is_none)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "CustomerID,InvoiceDate,Quantity,UnitPrice\n1,2025-01-01,3,10.05\n"
                "1,2025-01-01,0.5,0.0001\n1,2025-01-02,-1,2.5\n2,2025-01-02,,2.5\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 27.6501, 1e-9);
    cr_assert_eq(g.import->reject_count, 1);
    vikt_import_free(g.import);
}

/* 2025-02-10 is ten days after it was due. */
Test(ledger, headings_without_their_dots_are_known)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Forfallodatum;Betaldatum;Netto\n"
                "1;2025-01-01;2025-01-31;2025-02-10;100\n",
                "2025-03-01");
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "days_late_weighted"), 10, 0);
    vikt_import_free(g.import);
}
