/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_kind.h"

#include "core/base/fail.h"
#include "core/import/ledger_use.h"
#include "core/import/rounded.h"

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
    vikt_ledger_part part = ledger->columns.amount;
    bool sides = part == VIKT_LEDGER_DEBIT;
    int64_t amount;

    if ((!sides && !e->on_credit) || part == VIKT_LEDGER_BALANCE || ledger->credited ||
        vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT) || vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT))
        return;
    if (vikt_ledger_rows_amount(&ledger->rows, sides ? VIKT_LEDGER_CREDITED : part, &amount) !=
            VIKT_LEDGER_CELL_READ ||
        amount == 0 || (!sides && amount < 0)) /* a credit by its sign */
        return;
    if (ledger->rows_of.unsure++ == 0)
        ledger->rows_of.first_row = ledger->rows.row.number;
}

vikt_code vikt_ledger_kind_ask(const vikt_ledger *ledger, vikt_error *err)
{
    bool sides = ledger->columns.amount == VIKT_LEDGER_DEBIT;
    size_t column = ledger->columns.at[sides ? VIKT_LEDGER_CREDITED : VIKT_LEDGER_CREDIT];
    size_t unsure = ledger->rows_of.unsure;

    if (unsure == 0)
        return VIKT_OK;
    return vikt_fail(
        err, VIKT_INPUT,
        vikt_place_of(ledger->sheet->source, ledger->rows_of.first_row, (long)column + 1),
        "\"%.*s\" has %s in %zu %s, which may be %s; say credits = payments or credits = "
        "notes under [source invoices], or --set source.invoices.credits=payments, or type = "
        "COLUMN for one whose words tell",
        VIKT_SHOW(ledger->sheet->titles[column]), sides ? "an amount" : "the credit side", unsure,
        vikt_plural(unsure, "row", "rows"),
        vikt_plural(unsure, "a payment or a credit note", "payments or credit notes"));
}

static int64_t positive(int64_t amount)
{
    return amount < 0 ? -amount : amount;
}

/* Of a row with VAT on top it is at most 1.3 times the amount, and then some for fees. */
static void look_at_balance(vikt_ledger *ledger)
{
    vikt_ledger_part part = ledger->columns.amount;
    bool alike = ledger->columns.is_local[part] == ledger->columns.is_local[VIKT_LEDGER_BALANCE];
    int64_t amount, balance;

    if (!has(ledger, VIKT_LEDGER_BALANCE) || !alike || part == VIKT_LEDGER_BALANCE ||
        part == VIKT_LEDGER_PRICE || part == VIKT_LEDGER_DEBIT)
        return;
    if (vikt_ledger_rows_amount(&ledger->rows, part, &amount) != VIKT_LEDGER_CELL_READ ||
        vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_BALANCE, &balance) !=
            VIKT_LEDGER_CELL_READ ||
        balance == 0)
        return;
    ledger->rows_of.balances++;
    ledger->rows_of.larger += (positive(balance) - 100000) / 13 > positive(amount) / 10;
}

void vikt_ledger_kind_settle_balance(vikt_ledger *ledger, const vikt_listener *listener)
{
    size_t column = ledger->columns.at[VIKT_LEDGER_BALANCE];
    const vikt_row_votes *votes = &ledger->rows_of;

    if (votes->larger * 10 <= votes->balances ||
        ledger->columns.headings[column].match == VIKT_HEADING_COLUMN)
        return;
    vikt_tell(listener, VIKT_WARNING, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
              "\"%.*s\" is not used: in %zu of %zu rows it is larger than the row's own amount, "
              "so it is that of a whole invoice or runs on; if it is not, write balance = %.*s "
              "under [source invoices]",
              VIKT_SHOW(ledger->sheet->titles[column]), votes->larger, votes->balances,
              VIKT_SHOW(ledger->sheet->titles[column]));
    ledger->columns.headings[column].part = NULL;
    ledger->columns.headings[column].match = VIKT_HEADING_UNUSED;
    ledger->columns.at[VIKT_LEDGER_BALANCE] = VIKT_INDEX_NONE;
}

vikt_code vikt_ledger_kind_check_keys(const vikt_ledger *ledger, vikt_error *err)
{
    size_t column = ledger->columns.at[VIKT_LEDGER_CUSTOMER], count = 0;

    for (size_t i = 0; i < vikt_accounts_count(&ledger->accounts); i++)
        count += vikt_key_is_rounded(vikt_account_key(vikt_accounts_at(&ledger->accounts, i)));
    if (count == 0)
        return VIKT_OK;
    return vikt_fail(
        err, VIKT_INPUT,
        vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
        "%zu %s in \"%.*s\" %s rounded by a spreadsheet (5,56E+09), and rows of several customers "
        "may have become one's; export again, with the column formatted as text, or name another "
        "one with customer = COLUMN under [source invoices]",
        count, vikt_plural(count, "key", "keys"), VIKT_SHOW(ledger->sheet->titles[column]),
        vikt_plural(count, "was", "were"));
}

void vikt_ledger_kind_vote(vikt_ledger *ledger, const vikt_ledger_entry *e)
{
    vikt_row_votes *votes = &ledger->rows_of;

    look_at_credit(ledger, e);
    look_at_balance(ledger);
    votes->invoices += vikt_ledger_entry_says(e, VIKT_SAYS_INVOICE);
    votes->payments += vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT);
    if (vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT) ||
        (!has(ledger, VIKT_LEDGER_STATUS) && !has(ledger, VIKT_LEDGER_REFUNDED)))
        return;
    votes->credits += vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT) ||
                      vikt_ledger_entry_says(e, VIKT_SAYS_REFUND) ||
                      has_minus(vikt_ledger_rows_text(&ledger->rows, ledger->columns.amount));
}
