/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_kind.h"

#include "core/base/fail.h"

static bool has(const vikt_ledger *ledger, vikt_ledger_part part)
{
    return vikt_ledger_columns_has(&ledger->columns, part);
}

/* "-12", "12-", "(12)", or a minus that is a sign of its own. */
static bool has_minus(vikt_text cell)
{
    return cell.length && (strchr("-(\xe2", *cell.at) || cell.at[cell.length - 1] == '-');
}

/* Money that came in and credit notes stand in one column. */
static void look_at_credit(vikt_ledger *ledger, const vikt_ledger_entry *e)
{
    int64_t amount;

    if (ledger->columns.amount != VIKT_LEDGER_DEBIT || ledger->credited ||
        vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT) || vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT))
        return;
    if (vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_CREDITED, &amount) !=
            VIKT_LEDGER_CELL_READ ||
        amount == 0)
        return;
    if (ledger->rows_of.unsure++ == 0)
        ledger->rows_of.first_row = ledger->rows.row.number;
}

vikt_code vikt_ledger_kind_ask(const vikt_ledger *ledger, vikt_error *err)
{
    size_t column = ledger->columns.at[VIKT_LEDGER_CREDITED], unsure = ledger->rows_of.unsure;

    if (unsure == 0)
        return VIKT_OK;
    return vikt_fail(
        err, VIKT_INPUT,
        vikt_place_of(ledger->sheet->source, ledger->rows_of.first_row, (long)column + 1),
        "\"%.*s\" has an amount in %zu %s, which may be %s; say credits = payments or credits = "
        "notes under [source invoices], or --set source.invoices.credits=payments, or type = "
        "COLUMN for one whose words tell",
        VIKT_SHOW(ledger->sheet->titles[column]), unsure, vikt_plural(unsure, "row", "rows"),
        vikt_plural(unsure, "a payment or a credit note", "payments or credit notes"));
}

void vikt_ledger_kind_vote(vikt_ledger *ledger, const vikt_ledger_entry *e)
{
    vikt_row_votes *votes = &ledger->rows_of;

    look_at_credit(ledger, e);
    votes->invoices += vikt_ledger_entry_says(e, VIKT_SAYS_INVOICE);
    votes->payments += vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT);
    if (vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT) || !has(ledger, VIKT_LEDGER_STATUS))
        return;
    votes->credits += vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT) ||
                      vikt_ledger_entry_says(e, VIKT_SAYS_REFUND) ||
                      has_minus(vikt_ledger_rows_text(&ledger->rows, ledger->columns.amount));
}
