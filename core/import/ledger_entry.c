/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_entry.h"

#include "core/base/amount.h"
#include "core/import/ledger_says.h"

static bool has(const vikt_ledger *ledger, vikt_ledger_part part)
{
    return vikt_ledger_columns_has(&ledger->columns, part);
}

static bool reject(vikt_ledger *ledger, vikt_ledger_part part, const char *reason)
{
    vikt_ledger_rows_reject(&ledger->rows, part, reason, true);
    return false;
}

static bool read_date(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    switch (vikt_ledger_rows_date(&ledger->rows, VIKT_LEDGER_DATE, &e->date)) {
    case VIKT_LEDGER_CELL_READ:
        return true;
    case VIKT_LEDGER_CELL_EMPTY:
        return reject(ledger, VIKT_LEDGER_DATE, "the date is empty");
    case VIKT_LEDGER_CELL_WRONG:
        break;
    }
    return reject(ledger, VIKT_LEDGER_DATE, "is not a date");
}

static bool says(vikt_ledger *ledger, vikt_ledger_part part, bool (*what)(vikt_text cell))
{
    return has(ledger, part) && what(vikt_ledger_rows_text(&ledger->rows, part));
}

static bool read_cancelled(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    bool marked = false;
    vikt_ledger_cell read = vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_CANCELLED, &marked);

    e->cancelled = marked || says(ledger, VIKT_LEDGER_CANCELLED, vikt_ledger_says_cancelled) ||
                   says(ledger, VIKT_LEDGER_STATUS, vikt_ledger_says_cancelled) ||
                   says(ledger, VIKT_LEDGER_TYPE, vikt_ledger_says_cancelled);
    if (e->cancelled || read != VIKT_LEDGER_CELL_WRONG)
        return true;
    return reject(ledger, VIKT_LEDGER_CANCELLED, "is not yes or no");
}

static bool read_key(vikt_ledger *ledger)
{
    vikt_text key = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CUSTOMER);

    if (key.length == 0)
        return reject(ledger, VIKT_LEDGER_CUSTOMER, "the key is empty");
    if (key.length > VIKT_CELL_MAX)
        return reject(ledger, VIKT_LEDGER_CUSTOMER, "is longer than 65534 bytes");
    if (ledger->sheet->has_invalid && !vikt_text_valid(key, NULL))
        return reject(ledger, VIKT_LEDGER_CUSTOMER, "is not UTF-8");
    return true;
}

/* An amount in the file's currency; false when the cell does not give it. */
static bool read_part(vikt_ledger *ledger, vikt_ledger_part part, int64_t *out)
{
    switch (vikt_ledger_rows_amount(&ledger->rows, part, out)) {
    case VIKT_LEDGER_CELL_READ:
        return true;
    case VIKT_LEDGER_CELL_EMPTY:
        return reject(ledger, part, "the amount is empty");
    case VIKT_LEDGER_CELL_WRONG:
        break;
    }
    return reject(ledger, part, "is not an amount");
}

/* A credit note lowers what was sold, whichever sign its amount has. */
int64_t vikt_ledger_signed(vikt_ledger *ledger, int64_t amount)
{
    bool credit = false;

    if (amount <= 0)
        return amount;
    if (has(ledger, VIKT_LEDGER_CREDIT))
        (void)vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_CREDIT, &credit);
    credit = credit || says(ledger, VIKT_LEDGER_CREDIT, vikt_ledger_says_credit) ||
             says(ledger, VIKT_LEDGER_STATUS, vikt_ledger_says_credit) ||
             says(ledger, VIKT_LEDGER_TYPE, vikt_ledger_says_credit);
    return credit ? -amount : amount;
}

static bool convert(vikt_ledger *ledger, vikt_ledger_part part, double rate, int64_t *amount)
{
    if (rate == 1 || vikt_amount_convert(*amount, rate, amount))
        return true;
    return reject(ledger, part, "is too large");
}

bool vikt_ledger_entry_rate(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    const vikt_currency *currency;

    e->rate = 1;
    if (!has(ledger, VIKT_LEDGER_CURRENCY))
        return true;
    currency = vikt_currencies_of(&ledger->currencies,
                                  vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CURRENCY));
    if (!currency)
        return reject(ledger, VIKT_LEDGER_CURRENCY, "is no currency");
    e->rate = currency->rate;
    return true;
}

/* Lines of orders without an amount of their own: pieces times the price of one. */
static bool read_pieces(vikt_ledger *ledger, int64_t *amount)
{
    int64_t pieces;

    if (!read_part(ledger, VIKT_LEDGER_QUANTITY, &pieces))
        return false;
    if (vikt_amount_times(*amount, pieces, amount))
        return true;
    return reject(ledger, VIKT_LEDGER_PRICE, "is too large");
}

bool vikt_ledger_entry_amount(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    vikt_ledger_part part = ledger->columns.amount;
    int64_t vat = 0;

    if (!read_part(ledger, part, &e->amount))
        return false;
    if (part == VIKT_LEDGER_PRICE && !read_pieces(ledger, &e->amount))
        return false;
    if (ledger->columns.less_vat && !read_part(ledger, VIKT_LEDGER_VAT, &vat))
        return false;
    if (ledger->columns.vat_on_top)
        (void)vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_VAT, &vat);
    /* Both are far from the largest. */
    e->whole = vikt_ledger_signed(ledger, e->amount + (ledger->columns.vat_on_top ? vat : 0));
    e->amount = vikt_ledger_signed(ledger, e->amount - (ledger->columns.less_vat ? vat : 0));
    return convert(ledger, part, e->rate, &e->amount);
}

/* What every row must have, in both readings; false: the row is rejected. */
bool vikt_ledger_entry_read(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    *e = (vikt_ledger_entry){.rate = 1};
    return read_key(ledger) && read_date(ledger, e) && read_cancelled(ledger, e);
}
