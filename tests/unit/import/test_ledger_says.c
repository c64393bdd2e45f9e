/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_says.h"

#include "ledger_reading.h"

Test(ledger_says, words_of_kinds_and_states_in_five_languages)
{
    static const struct {
        const char *cell;
        vikt_ledger_saying says;
    } cases[] = {
        {"Utkast", VIKT_SAYS_DRAFT},
        {"checkout-draft", VIKT_SAYS_DRAFT},
        {"Kladde", VIKT_SAYS_DRAFT},
        {"Entwurf", VIKT_SAYS_DRAFT},
        {"Offert", VIKT_SAYS_QUOTE},
        {"Pro forma invoice", VIKT_SAYS_QUOTE},
        {"Angebot", VIKT_SAYS_QUOTE},
        {"Failed", VIKT_SAYS_FAILED},
        {"Misslyckad", VIKT_SAYS_FAILED},
        {"Pending payment", VIKT_SAYS_PENDING},
        {"VOID", VIKT_SAYS_CANCELLED},
        {"Annulleret", VIKT_SAYS_CANCELLED},
        {"Ej makulerad", VIKT_SAYS_NOTHING},
        {"Not voided", VIKT_SAYS_NOTHING},
        {"Refunded", VIKT_SAYS_REFUNDED},
        {"partially_refunded", VIKT_SAYS_PART_REFUNDED},
        {"shop_order_refund", VIKT_SAYS_REFUND},
        {"Sales credit note", VIKT_SAYS_CREDIT},
        {"Credit card", VIKT_SAYS_NOTHING},
        {"Payment", VIKT_SAYS_PAYMENT},
        {"Inbetalning", VIKT_SAYS_PAYMENT},
        {"Awaiting payment", VIKT_SAYS_NOTHING},
        {"Sales invoice", VIKT_SAYS_INVOICE},
        {"Return Order", VIKT_SAYS_CREDIT},
        {"", VIKT_SAYS_NOTHING},
    };
    vikt_said said = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vikt_text cell = vikt_text_of(cases[i].cell);

        cr_assert_eq(vikt_ledger_says(cell), cases[i].says, "%s", cases[i].cell);
        cr_assert_eq(vikt_ledger_says_again(&said, cell), cases[i].says, "%s", cases[i].cell);
        cr_assert_eq(vikt_ledger_says_again(&said, cell), cases[i].says, "%s", cases[i].cell);
    }
}

/* 10 counts; of the rest each is a power of two, so that any that counts would show. */
Test(ledger_says, what_was_never_sold_does_not_count_and_is_said)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Status;Netto\n1;2025-01-01;Paid;10\n1;2025-01-02;Draft;1\n"
                "1;2025-01-02;Draft;2\n1;2025-01-02;Quote;4\n1;2025-01-02;Failed;8\n"
                "1;2025-01-02;Void;16\n1;2025-01-02;Pending payment;32\n1;2025-01-02;Refunded;64\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 10, 0);
    cr_assert(has_heard(&g, VIKT_NOTE, "2 drafts are left out"));
    cr_assert(has_heard(&g, VIKT_NOTE, "1 quote is left out"));
    cr_assert(has_heard(&g, VIKT_NOTE, "1 failed row is left out"));
    cr_assert(has_heard(&g, VIKT_NOTE, "1 cancelled row is left out"));
    cr_assert(has_heard(&g, VIKT_NOTE, "1 row that waits for payment is left out"));
    cr_assert(has_heard(&g, VIKT_NOTE, "1 refunded row is left out"));
    vikt_import_free(g.import);
}

/* The sale of 64 and its refund of -64 are rows of their own: leaving one of them out would count
 * the other. */
Test(ledger_says, what_was_refunded_counts_where_its_credit_stands_too)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Status;Netto\n1;2025-01-01;Completed;10\n1;2025-01-02;Refunded;64\n"
                "1;2025-01-03;Completed;-64\n1;2025-01-04;Partially refunded;5\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 15, 0);
    cr_assert(has_heard(&g, VIKT_WARNING, "1 row is refunded in part and counts in full"));
    vikt_import_free(g.import);
}

/* 100 - 30 and 50; of 250 with VAT, 200 without, a fifth was paid back: 160. A status that says so
 * changes nothing. */
Test(ledger_says, what_was_paid_back_of_a_row_is_taken_off_it)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Customer ID;Created (UTC);Amount;Amount Refunded;Currency;Status\n"
                "1;2025-01-01;100.00;30.00;sek;Paid\n1;2025-01-02;50.00;0.00;sek;Paid\n"
                "1;2025-01-03;64.00;64.00;sek;Refunded\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 120, 0);
    cr_assert(has_heard(&g, VIKT_NOTE, "1 row counts less what was paid back"));
    vikt_import_free(g.import);

    g = (got){.rc = VIKT_OK};
    read_ledger(&g,
                "Customer ID;Date;Status;Gross amount;VAT;Refunded amount\n"
                "1;2025-01-01;partially_refunded;250;50;50\n1;2025-01-02;paid;500;100;\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 560, 0);
    cr_assert_not(has_heard(&g, VIKT_WARNING, "refunded in part"));
    vikt_import_free(g.import);
}

/* The credit takes it off already. */
Test(ledger_says, what_was_paid_back_is_not_taken_off_twice)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Customer ID;Date;Amount;Amount Refunded\n1;2025-01-01;100;30\n"
                "1;2025-01-02;-30;0\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 70, 0);
    vikt_import_free(g.import);
}

/* Invoices 1000 + 2000, a credit of 250; 1000 was paid, 300 came too much, 50 of that went back. */
Test(ledger_says, payments_are_no_sales_beside_invoices)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Document Type;Netto;Remaining Amount\n1;2025-01-01;Invoice;1000;0\n"
                "1;2025-01-02;Invoice;2000;2000\n1;2025-01-03;Credit Memo;-250;-250\n"
                "1;2025-01-04;Payment;-1300;-300\n1;2025-01-05;Refund;50;50\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 2750, 0);
    cr_assert_float_eq(value(&g, "1", "credits"), 250, 0);
    cr_assert_float_eq(value(&g, "1", "open_amount"), 1500, 0);
    cr_assert(has_heard(&g, VIKT_NOTE, "2 rows are payments and no sales"));
    vikt_import_free(g.import);
}

Test(ledger_says, payments_alone_are_what_there_is)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Type;Netto\n1;2025-01-01;charge;10\n1;2025-01-02;payment;20\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "revenue"), 30, 0);
    cr_assert(has_heard(&g, VIKT_WARNING, "1 row is a payment and counts as a sale"));
    vikt_import_free(g.import);
}

/* 125 - 25, 100 without VAT, and a credit of -125 whose VAT has no sign: -100. */
Test(ledger_says, an_empty_cell_for_the_vat_is_none_and_said)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Totalt;Moms\n1;2025-01-01;125;25\n1;2025-01-02;100;\n"
                "2;2025-01-02;-125;25\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 200, 0);
    cr_assert_float_eq(value(&g, "2", "revenue"), -100, 0);
    cr_assert_eq(g.import->reject_count, 0);
    cr_assert(has_heard(&g, VIKT_WARNING, "1 row has an empty cell for the VAT"));
    vikt_import_free(g.import);
}

/* Two lines of one invoice, each with the balance of all of it: 240 would be owed, of 120. */
Test(ledger_says, a_balance_beyond_its_row_is_not_the_rows_own)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Fakturanr;Datum;Radbelopp;Saldo\n1;7;2025-01-01;60;120\n"
                "1;7;2025-01-01;40;120\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 100, 0);
    cr_assert(g.import->columns[sample_index(&g.p, "open_amount")] == NULL);
    cr_assert(has_heard(&g, VIKT_WARNING, "\"Saldo\" is not used: in 2 of 2 rows"));
    vikt_import_free(g.import);
}
