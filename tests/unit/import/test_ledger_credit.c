/* SPDX-License-Identifier: MIT
 *
 * Credit notes that only a mark of bookkeepers, or the invoice that they take back, tells of.
 */
#include "core/import/ledger_says.h"
#include "ledger_reading.h"

static void read_marks(got *g, vikt_credited credits)
{
    profile_init(&g->p);
    g->p.profile.sources[VIKT_SOURCE_INVOICES].credits = credits;
    read_ledger(g,
                "Konto;Name;Rechnungs-Nr.;Datum;Betrag;S/H;Saldo\n1;Alfa;7;2025-01-01;100;S;50\n"
                "1;Alfa;8;2025-01-02;60;H;20\n1;Alfa;9;2025-01-04;40;s;40\n",
                NULL);
}

/* 100 + 40 on the one side, 60 on the other; 50 + 40 open, less 20. */
Test(ledger_credit, a_mark_of_the_credit_side_is_asked_for_and_takes_off_as_told)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK}, i = {.rc = VIKT_OK};

    read_marks(&g, VIKT_CREDITED_UNKNOWN);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "\"S/H\" has the credit side in 1 row, which may be a payment"),
              "%s", g.err.message);
    cr_assert(strstr(g.err.message, "source.invoices.credits=payments"), "%s", g.err.message);
    cr_assert_eq(g.err.place.line, 3);
    read_marks(&h, VIKT_CREDITED_PAYMENTS);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "Alfa", "revenue"), 140, 0);
    cr_assert_float_eq(value(&h, "Alfa", "credits"), 0, 0);
    cr_assert_float_eq(value(&h, "Alfa", "open_amount"), 70, 0);
    read_marks(&i, VIKT_CREDITED_NOTES);
    cr_assert_eq(i.rc, VIKT_OK, "%s", i.err.message);
    cr_assert_float_eq(value(&i, "Alfa", "revenue"), 80, 0);
    cr_assert_float_eq(value(&i, "Alfa", "credits"), 60, 0);
    cr_assert_float_eq(value(&i, "Alfa", "open_amount"), 70, 0);
    vikt_import_free(h.import);
    vikt_import_free(i.import);
}

/* A type tells what it is, and a sign that it takes off: nothing is asked. */
Test(ledger_credit, a_mark_beside_a_word_or_a_sign_asks_nothing)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;D/K;Typ;Netto\n1;2025-01-01;D;Faktura;100\n"
                "1;2025-01-02;K;Kreditfaktura;30\n1;2025-01-03;K;Betalning;70\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 70, 0);
    read_ledger(&h, "Kundnr;Datum;D/K;Netto\n1;2025-01-01;D;100\n1;2025-01-02;K;-30\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "1", "revenue"), 70, 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* 12 takes back a part of 9; 9 names 12 as well, and is the older one; 10 names none. */
Test(ledger_credit, a_row_that_names_an_earlier_invoice_takes_it_back)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Fakturadatum;Fakturanr;Krediterar fakturanr;Netto\n"
                "1;2025-01-01;9;12;100\n1;2025-01-02;10;0;40\n1;2025-01-03;12;9;30\n"
                "1;2025-01-03;13;;1\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 111, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 30, 0);
    vikt_import_free(g.import);
}

Test(ledger_credit, numbers_of_invoices_are_compared_by_their_digits)
{
    static const struct {
        const char *cell, *own;
        bool back;
    } cases[] = {
        {"9", "12", true},           {"12", "9", false},         {"F-0009", "K-10", true},
        {"10", "10", false},         {"0", "12", false},         {"Normal", "12", false},
        {"SI1007", "SI1006", false}, {"SI1005", "SI1006", true}, {"7", "", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(
            vikt_ledger_takes_back(vikt_text_of(cases[i].cell), vikt_text_of(cases[i].own)),
            cases[i].back, "%s %s", cases[i].cell, cases[i].own);
}

/* 30 of the credit note are not yet paid back; the type, not a sign, tells that it is one. */
Test(ledger_credit, what_is_open_of_a_credit_note_without_a_sign_takes_off)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Fakturadatum;Typ;Netto;Saldo\n1;2025-01-01;Faktura;100;100\n"
                "1;2025-01-02;Kreditfaktura;30;30\n1;2025-01-03;Kreditfaktura;-5;-5\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 65, 0);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 65, 0);
    vikt_import_free(g.import);
}

/* 100 + 40 invoiced, 30 credited. */
Test(ledger_credit, an_amount_beside_what_was_credited_is_the_other_side)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};
    const char *text = "Kundnr;Datum;Faktura;Fakturerat;Krediterat\n1;2025-01-01;7;100,00;0,00\n"
                       "1;2025-01-02;8;0,00;30,00\n1;2025-01-03;9;40,00;0,00\n";

    read_ledger(&g, text, NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "\"Krediterat\" has an amount in 1 row"), "%s", g.err.message);
    profile_init(&h.p);
    h.p.profile.sources[VIKT_SOURCE_INVOICES].credits = VIKT_CREDITED_NOTES;
    read_ledger(&h, text, NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "1", "revenue"), 110, 0);
    vikt_import_free(h.import);
}
