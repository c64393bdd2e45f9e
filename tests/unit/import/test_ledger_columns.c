/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_columns.h"

#include "ledger_reading.h"

static void tell(got *g, vikt_ledger_part part, const char *column)
{
    if (!g->p.profile.field_count)
        profile_init(&g->p);
    g->p.profile.sources[VIKT_SOURCE_INVOICES].columns[part] = vikt_text_of(column);
}

Test(ledger_columns, an_amount_is_clearer_than_one_with_vat_that_nobody_tells)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Totalt;Belopp\n1;2025-01-01;125;100\n", NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 100, 0);
    read_ledger(&h, "Kundnr;Datum;Totalt;Belopp;Moms\n1;2025-01-01;125;90;25\n", NULL);
    cr_assert_float_eq(value(&h, "1", "revenue"), 100, 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

Test(ledger_columns, what_is_owed_is_read_with_vat_and_asked_for)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto;Totalt;Slutbetald\n1;2025-01-01;10;1,234;2025-01-01\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "\"Totalt\" can be read two ways"), "%s", g.err.message);
    read_ledger(&h, "Kundnr;Datum;Netto;Totalt\n1;2025-01-01;10;1,234\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    vikt_import_free(h.import);
}

Test(ledger_columns, due_dates_are_asked_for_where_payment_is_known)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto;Förfallodatum\n1;2025-01-01;10;02/03/2025\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    read_ledger(&h, "Kundnr;Datum;Netto;Förfallodatum;Saldo\n1;2025-01-01;10;02/03/2025;1\n", NULL);
    cr_assert_eq(h.rc, VIKT_INPUT);
    vikt_import_free(g.import);
}

Test(ledger_columns, a_customer_column_of_names_makes_names_the_keys)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kund;Datum;Netto\nAlfa AB;2025-01-01;10\n", NULL);
    cr_assert_eq(g.import->readings[0].key_origin, VIKT_KEY_BY_NAME);
    read_ledger(&h, "Kund;Datum;Netto\n1001;2025-01-01;10\n", NULL);
    cr_assert_eq(h.import->readings[0].key_origin, VIKT_KEY_COLUMN);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

Test(ledger_columns, key_and_name_are_where_the_profile_has_them)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.p.fields[sample_index(&g.p, "key")].column = VIKT_TEXT("Vem");
    g.p.fields[sample_index(&g.p, "name")].column = VIKT_TEXT("Heter");
    read_ledger(&g, "Kundnr;Vem;Datum;Netto;Heter\n1;a;2025-01-01;10;Alfa\n", NULL);
    cr_assert(vikt_text_is(text(0, g.import->keys), "a"));
    cr_assert(vikt_text_is(text(0, g.import->names), "Alfa"));
    vikt_import_free(g.import);
}

Test(ledger_columns, a_heading_is_told_with_its_year)
{
    got g = {.rc = VIKT_OK};

    tell(&g, VIKT_LEDGER_NET, "belopp, 2024");
    read_ledger(&g, "Kundnr;Datum;Belopp 2023;Belopp 2024\n1;2025-01-01;10;20\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 20, 0);
    vikt_import_free(g.import);
}

/* 2^64 + 2 is not 2. */
Test(ledger_columns, a_number_of_a_column_is_not_cut)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    tell(&g, VIKT_LEDGER_DATE, "18446744073709551618");
    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;10\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "has no column \"18446744073709551618\""));
    tell(&h, VIKT_LEDGER_DATE, "2");
    read_ledger(&h, "Kundnr;Datum;Netto\n1;2025-01-01;10\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    vikt_import_free(h.import);
}

Test(ledger_columns, invoices_are_told_by_a_number_or_a_due_date)
{
    static const struct {
        const char *text;
        vikt_source_kind kind;
    } cases[] = {
        {"Kundnr;Datum;Förfallodatum;Netto\n1;2025-01-01;2025-01-31;10\n", VIKT_SOURCE_INVOICES},
        {"Kundnr;Datum;Fakturanr;Netto\n1;2025-01-01;17;10\n", VIKT_SOURCE_INVOICES},
        {"Kundnr;Datum;Netto\n1;2025-01-01;10\n1;2025-01-02;10\n", VIKT_SOURCE_INVOICES},
        {"Kundnr;Datum;Netto\n1;2025-01-01;10\n2;2025-01-02;10\n", VIKT_SOURCE_CUSTOMERS},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        got g = {.rc = VIKT_OK};

        profile_init(&g.p);
        g.rc = sample_read(&g.p, cases[i].text, &g.heard, &g.import, &g.err);
        cr_assert_eq(g.rc, VIKT_OK, "%zu: %s", i, g.err.message);
        cr_assert_eq(g.import->readings[0].kind, cases[i].kind, "%zu", i);
        vikt_import_free(g.import);
    }
}

/* Customer, date and amount of what systems export; one invoice of 100. */
Test(ledger_columns, exports_of_known_systems_are_understood)
{
    static const char *const cases[] = {
        "Customer No.,Posting Date,Document Type,Document No.,Amount (LCY),Remaining Amt. (LCY)\n"
        "1,2025-01-01,Invoice,9,100,0\n",
        "Kundnr,Bokföringsdatum,Dokumenttyp,Dokumentnr,Belopp (BVA),Återstående belopp (BVA)\n"
        "1,2025-01-01,Faktura,9,100,0\n",
        "Debitornr.,Bogføringsdato,Bilagsnr.,Beløb (RV),Restbeløb (RV)\n1,2025-01-01,9,100,0\n",
        "Debitorennr.,Buchungsdatum,Belegart,Belegnr.,Betrag (MW),Restbetrag (MW)\n"
        "1,2025-01-01,Rechnung,9,100,0\n",
        "Customer account,Voucher,Date,Amount in accounting currency\n1,9,2025-01-01,100\n",
        "Customer,Document Number,Document Type,Document Date,Net due date,Amount in local "
        "currency\n1,9,RV,2025-01-01,2025-02-01,100\n",
        "Sell-to Customer No.,Document Date,Due Date,Amount,Amount Including VAT\n"
        "1,2025-01-01,2025-02-01,100,125\n",
        "Account Ref,Date,Type,Inv Ref,Net Amount,Tax Amount\n1,2025-01-01,SI,9,100,25\n",
        "Kundnr;Fakt.datum;Förf.datum;Nettobelopp;Varav moms\n1;2025-01-01;2025-02-01;100;25\n",
        "Kundenr;Fakturadato;Forf.dato;Beløp eks. mva;Utestående\n1;2025-01-01;2025-02-01;100;0\n",
        "Customer,Date,Document Number,Amount (Net),Amount (Tax),Amount (Gross)\n"
        "1,2025-01-01,9,100,25,125\n",
        "Kunden-Nr.;Rechnungsdatum;Rechnungsnummer;Total netto;Total MwSt.;Total brutto\n"
        "1;2025-01-01;9;100;25;125\n",
        "order_id,order_date,customer_id,order_total,order_tax\n9,2025-01-01,1,125,25\n",
        "{\"customer\":{\"id\":\"1\"},\"invoiceDate\":\"2025-01-01\",\"dueDate\":\"2025-02-01\","
        "\"amounts\":{\"net\":100,\"vat\":25}}\n",
        "Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Untaxed Amount "
        "Signed,Total "
        "Signed,Amount Due Signed\nINV/9,1,2025-01-01,2025-02-01,100,125,0\n",
        "Date,Gross Sales,Net Sales,Tax,Transaction ID,Customer ID\n2025-01-01,110,100,25,9,1\n",
        "Fakturanr;Kundnr;Fakturadatum;Netto\n=\"9\";=\"1\";2025-01-01;100,00\n",
        "Medlemsnr;Tidpunkt;Kvitto;Belopp inkl moms;Moms\n1;2025-01-01T08:15:00+01:00;9;125;25\n",
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        got g = {.rc = VIKT_OK};

        profile_init(&g.p);
        g.rc = sample_read(&g.p, cases[i], &g.heard, &g.import, &g.err);
        cr_assert_eq(g.rc, VIKT_OK, "%zu: %s", i, g.err.message);
        cr_assert_eq(g.import->readings[0].kind, VIKT_SOURCE_INVOICES, "%zu", i);
        cr_assert_float_eq(value(&g, "1", "revenue"), 100, 0, "%zu", i);
        vikt_import_free(g.import);
    }
}

/* Shops call the order's number its name. */
Test(ledger_columns, a_name_of_numbers_is_no_name_beside_a_better_one)
{
    got g = {.rc = VIKT_OK};

    read_ledger(
        &g, "Name,Billing Name,Created at,Subtotal\n#1,Alfa,2025-01-01,5\n#2,Alfa,2025-01-02,6\n",
        NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "Alfa", "revenue"), 11, 0);
    vikt_import_free(g.import);
}

/* One edit from "fakturadatum"; two from "kundnummer" and none else; said each time. */
Test(ledger_columns, a_typing_error_in_a_heading_is_forgiven_and_said)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnumer;Fakturadatun;Netto\n1;31.12.2024;10\n1;01.12.2024;5\n", NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 15, 0);
    cr_assert(has_heard(&g, VIKT_NOTE,
                        "\"Fakturadatun\" is taken as the ledger's date, as it is nearly"));
    cr_assert(has_heard(&g, VIKT_NOTE, "\"Kundnumer\" is taken as the ledger's customer"));
    /* no dates stand below it */
    read_ledger(&h, "Kundnr;Fakturadatun;Netto\n1;a;10\n", NULL);
    cr_assert_eq(h.rc, VIKT_INPUT);
    vikt_import_free(g.import);
}

/* 100 + 40 invoiced, 30 credited; 60 was paid. The balance runs on and is not what is open. */
Test(ledger_columns, debit_and_credit_are_invoices_and_by_their_words_credits_or_payments)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Typ;Debet;Kredit;Saldo\n1;2025-01-01;Faktura;100;;100\n"
                "1;2025-01-02;Betalning;;60;40\n1;2025-01-03;Kreditfaktura;;30;10\n"
                "1;2025-01-04;Faktura;40;0;50\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 110, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 30, 0);
    cr_assert(g.import->columns[sample_index(&g.p, "open_amount")] == NULL);
    cr_assert(has_heard(&g, VIKT_NOTE, "1 row is a payment and no sale"));
    cr_assert(has_heard(&g, VIKT_NOTE, "\"Saldo\" is not used"));
    vikt_import_free(g.import);
}

static void read_sides(got *g, vikt_credited credits)
{
    profile_init(&g->p);
    g->p.profile.sources[VIKT_SOURCE_INVOICES].credits = credits;
    read_ledger(g,
                "Kundnr;Buchungsdatum;Belegnr;Soll;Haben\n1;2025-01-01;7;100;\n1;2025-01-02;8;;60\n"
                "1;2025-01-04;9;40;0,00\n",
                NULL);
}

Test(ledger_columns, credits_that_no_word_tells_of_are_asked_for)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK}, i = {.rc = VIKT_OK};

    read_sides(&g, VIKT_CREDITED_UNKNOWN);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "\"Haben\" has an amount in 1 row"), "%s", g.err.message);
    cr_assert(strstr(g.err.message, "source.invoices.credits=payments"), "%s", g.err.message);
    read_sides(&h, VIKT_CREDITED_PAYMENTS);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "1", "revenue"), 140, 0);
    read_sides(&i, VIKT_CREDITED_NOTES);
    cr_assert_eq(i.rc, VIKT_OK, "%s", i.err.message);
    cr_assert_float_eq(value(&i, "1", "revenue"), 80, 0);
    vikt_import_free(h.import);
    vikt_import_free(i.import);
}

/* As of 2025-03-01: 100 and -20 were due, 50 was not. */
Test(ledger_columns, open_items_tell_what_is_open_and_not_what_was_sold)
{
    static const char items[] = "Kundnr;Fakturanr;Fakturadatum;Förfallodatum;Saldo\n"
                                "1;7;2025-01-01;2025-01-31;100\n1;8;2025-03-01;2025-03-31;50\n"
                                "1;9;2025-01-05;2025-02-04;-20\n";
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.rc = sample_read(&g.p, items, &g.heard, &g.import, &g.err);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 130, 0);
    cr_assert_float_eq(value(&g, "1", "overdue"), 80, 0);
    cr_assert(g.import->columns[sample_index(&g.p, "revenue")] == NULL);
    cr_assert(g.import->columns[sample_index(&g.p, "orders")] == NULL);
    cr_assert(g.import->columns[sample_index(&g.p, "growth_state")] == NULL);
    cr_assert(has_heard(&g, VIKT_WARNING, "is a list of open items"));
    vikt_import_free(g.import);
}

Test(ledger_columns, open_items_without_a_date_are_no_list_of_customers)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.rc = sample_read(&g.p, "Kundnr;Fakturanr;Förfallodatum;Saldo\n1;7;2025-01-31;100\n", &g.heard,
                       &g.import, &g.err);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "is the date; say it with date = COLUMN"), "%s", g.err.message);
}

/* With dates below, terms of payment are when it falls due; days are not. */
Test(ledger_columns, terms_of_payment_that_are_dates_are_due_dates)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(
        &g,
        "Kundennummer;Belegdatum;Netto;Zahlungsziel;Offen\n1;01.01.2025;100;31.01.2025;100\n"
        "1;31.03.2025;1;30.04.2025;1\n",
        NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "overdue"), 100, 0);
    read_ledger(&h, "Kundennummer;Belegdatum;Netto;Zahlungsziel;Offen\n1;01.01.2025;100;30;100\n",
                NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert(h.import->columns[sample_index(&h.p, "overdue")] == NULL);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* A file of invoices whose customer or amount nobody knows is no list of customers. */
Test(ledger_columns, what_an_invoice_lacks_is_asked_for)
{
    static const struct {
        const char *text, *asked;
    } cases[] = {
        {"Vem;Fakturadatum;Fakturanr;Netto\nA;2025-01-01;7;10\n", "customer = COLUMN"},
        {"Vem;Fakturanr;Förfallodatum;Pengar\nA;7;2025-01-01;10\n", "customer = COLUMN"},
        {"Kund;Fakturadatum;Fakturanr;Pengar\nA;2025-01-01;7;10\nA;2025-01-02;8;1\n",
         "net = COLUMN"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        got g = {.rc = VIKT_OK};

        profile_init(&g.p);
        g.rc = sample_read(&g.p, cases[i].text, &g.heard, &g.import, &g.err);
        cr_assert_eq(g.rc, VIKT_INPUT, "%zu", i);
        cr_assert(strstr(g.err.message, cases[i].asked), "%zu: %s", i, g.err.message);
    }
}

/* Each customer once, with its last invoice: a list. */
Test(ledger_columns, customers_who_come_once_with_an_invoice_and_no_amount_are_a_list)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.rc = sample_read(&g.p,
                       "Kundnr;Namn;Fakturadatum;Fakturanr;Pengar\n1;A;2025-01-01;7;10\n"
                       "2;B;2025-01-02;8;1\n",
                       &g.heard, &g.import, &g.err);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->readings[0].kind, VIKT_SOURCE_CUSTOMERS);
    vikt_import_free(g.import);
}
