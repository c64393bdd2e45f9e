/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_payment.h"

#include "core/base/amount.h"

static bool has(const vikt_ledger *ledger, vikt_ledger_part part)
{
    return vikt_ledger_columns_has(&ledger->columns, part);
}

/* A date that is not needed to use the row: what cannot be read is a reject of the cell. */
static bool read_other_date(vikt_ledger *ledger, vikt_ledger_part part, vikt_date *out)
{
    vikt_ledger_cell read = vikt_ledger_rows_date(&ledger->rows, part, out);

    if (read == VIKT_LEDGER_CELL_WRONG)
        vikt_ledger_rows_reject(&ledger->rows, part, "is not a date", false);
    return read == VIKT_LEDGER_CELL_READ;
}

/* What is still to be paid of a row as of the date: its balance, unless that is of a payment which
 * came later; without balances all of what has no payment. With VAT where that is known. */
static bool read_open(vikt_ledger *ledger, const vikt_ledger_entry *e, bool paid, bool paid_later,
                      int64_t *open)
{
    vikt_ledger_part part = VIKT_LEDGER_BALANCE;
    vikt_ledger_cell read;
    double rate;

    *open = 0;
    if (paid_later || !has(ledger, VIKT_LEDGER_BALANCE)) {
        part = VIKT_LEDGER_GROSS;
        if (paid && !paid_later)
            return true;
    }
    if (has(ledger, part)) {
        read = vikt_ledger_rows_amount(&ledger->rows, part, open);
        if (read == VIKT_LEDGER_CELL_WRONG)
            vikt_ledger_rows_reject(&ledger->rows, part, "is not an amount", false);
        if (read != VIKT_LEDGER_CELL_READ)
            return true;
        if (part == VIKT_LEDGER_GROSS)
            *open = vikt_ledger_signed(e, *open);
        else if (e->turned && *open > 0)
            *open = -*open;
    } else {
        *open = e->whole;
        part = ledger->columns.amount;
    }
    rate = vikt_ledger_rate_of(ledger, e, part);
    return rate == 1 || vikt_amount_convert(*open, rate, open);
}

/* F-08. A row is an invoice here. */
static bool add_bill(const vikt_ledger *ledger, vikt_account *account, const vikt_ledger_entry *e,
                     vikt_date due, bool paid, vikt_date paid_on)
{
    vikt_date until = paid ? paid_on : ledger->as_of;
    long late = until > due ? until - due : 0;

    if (e->amount <= 0)
        return true;
    account->bills++;
    account->late_bills += late > 0;
    account->late_days += late;
    if (late > account->worst)
        account->worst = (int32_t)late;
    return vikt_amount_add(&account->bill_amount, e->amount) &&
           vikt_amount_add_times(&account->late_amount_days, e->amount, late);
}

bool vikt_ledger_add_payment(vikt_ledger *ledger, vikt_account *account, const vikt_ledger_entry *e)
{
    vikt_date due = 0, paid_on = 0;
    bool has_due = read_other_date(ledger, VIKT_LEDGER_DUE, &due);
    bool flags = vikt_ledger_pays_by_flags(ledger), paid = false, later;
    int64_t open = 0;

    if (flags &&
        vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_PAID, &paid) == VIKT_LEDGER_CELL_WRONG)
        vikt_ledger_rows_reject(&ledger->rows, VIKT_LEDGER_PAID, "is not yes or no", false);
    if (!flags)
        paid = read_other_date(ledger, VIKT_LEDGER_PAID, &paid_on);
    later = paid && !flags && paid_on > ledger->as_of;

    if (!has(ledger, VIKT_LEDGER_PAID) && !has(ledger, VIKT_LEDGER_BALANCE))
        return true;
    if (!read_open(ledger, e, paid, later, &open) || !vikt_amount_add(&account->open, open))
        return false;
    if (!has_due)
        return true;
    if (due < ledger->as_of && !vikt_amount_add(&account->overdue, open))
        return false;
    if (flags) /* when it was paid is not known */
        return true;
    return add_bill(ledger, account, e, due, paid && !later, paid_on);
}
