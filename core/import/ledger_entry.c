/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_entry.h"

#include "core/base/amount.h"
#include "core/import/kind.h"
#include "core/import/ledger_use.h"

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

/* What a column of words says of the row. */
static unsigned says(vikt_ledger *ledger, vikt_ledger_part part)
{
    vikt_ledger_saying saying;

    if (!has(ledger, part))
        return 0;
    saying = vikt_ledger_says_again(&ledger->said, vikt_ledger_rows_text(&ledger->rows, part));
    if (saying == VIKT_SAYS_PAYMENT && part != VIKT_LEDGER_TYPE)
        return 0; /* how an order is paid */
    return 1u << saying;
}

/* The first of the reasons why a row was never sold. */
static vikt_ledger_saying reason_of(const vikt_ledger *ledger, const vikt_ledger_entry *e)
{
    for (vikt_ledger_saying saying = VIKT_SAYS_CANCELLED; saying < VIKT_SAYINGS; saying++)
        if (vikt_ledger_entry_says(e, saying))
            return saying;
    /* Where credits are rows of their own, they take back what was refunded. */
    return vikt_ledger_entry_says(e, VIKT_SAYS_REFUNDED) && ledger->rows_of.credits == 0
               ? VIKT_SAYS_REFUNDED
               : VIKT_SAYS_NOTHING;
}

/* What stands under "Kreditfaktura", "S/H", "Krediterar faktura": yes or no, a word, a side, or the
 * number of the invoice that the row takes back. */
static void read_credit(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    vikt_text cell = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CREDIT);
    vikt_ledger_side side;
    bool credit = false;

    if (!has(ledger, VIKT_LEDGER_CREDIT) || cell.length == 0)
        return;
    side = vikt_ledger_side_of(cell);
    if (side != VIKT_SIDE_NONE) {
        e->on_credit = side == VIKT_SIDE_CREDIT;
        if (e->on_credit && ledger->credited == VIKT_CREDITED_NOTES)
            e->says |= 1u << VIKT_SAYS_CREDIT;
        if (e->on_credit && ledger->credited == VIKT_CREDITED_PAYMENTS)
            e->says |= 1u << VIKT_SAYS_PAYMENT;
        return;
    }
    e->says |= says(ledger, VIKT_LEDGER_CREDIT);
    if (vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_CREDIT, &credit) ==
        VIKT_LEDGER_CELL_WRONG)
        credit =
            vikt_ledger_takes_back(cell, vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_INVOICE));
    e->says |= (unsigned)credit << VIKT_SAYS_CREDIT;
}

static bool read_words(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    bool cancelled = false;
    vikt_ledger_cell read =
        vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_CANCELLED, &cancelled);

    e->says = says(ledger, VIKT_LEDGER_CANCELLED) | says(ledger, VIKT_LEDGER_STATUS) |
              says(ledger, VIKT_LEDGER_TYPE) | (unsigned)cancelled << VIKT_SAYS_CANCELLED;
    read_credit(ledger, e);
    e->left_out = reason_of(ledger, e);
    if (e->left_out || read != VIKT_LEDGER_CELL_WRONG)
        return true;
    return reject(ledger, VIKT_LEDGER_CANCELLED, "is not yes or no");
}

static bool read_key(vikt_ledger *ledger)
{
    vikt_text key = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CUSTOMER);

    if (key.length == 0 || (*key.at == '(' && vikt_kind_is_blank(key)))
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

static bool is_credit(const vikt_ledger_entry *e)
{
    return vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT) ||
           vikt_ledger_entry_says(e, VIKT_SAYS_REFUND);
}

/* A credit note lowers what was sold, whichever sign its amount has. */
int64_t vikt_ledger_signed(const vikt_ledger_entry *e, int64_t amount)
{
    return is_credit(e) && amount > 0 ? -amount : amount;
}

double vikt_ledger_rate_of(const vikt_ledger *ledger, const vikt_ledger_entry *e,
                           vikt_ledger_part part)
{
    return ledger->columns.is_local[part] ? 1 : e->rate;
}

/* Money that came or went: beside invoices, payments are no sales, and neither is what was paid
 * back. */
static bool is_payment(const vikt_ledger *ledger, const vikt_ledger_entry *e)
{
    bool beside =
        ledger->rows_of.invoices || ledger->columns.amount == VIKT_LEDGER_DEBIT || e->on_credit;

    if (ledger->rows_of.payments == 0 || !beside)
        return false;
    return vikt_ledger_entry_says(e, VIKT_SAYS_PAYMENT) ||
           vikt_ledger_entry_says(e, VIKT_SAYS_REFUND);
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
    if (!vikt_ledger_columns_reads(&ledger->columns, VIKT_LEDGER_CURRENCY))
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

/* The VAT within the amount, which has its sign. An empty cell is no VAT, as of sales abroad, which
 * is counted. */
static bool read_vat(vikt_ledger *ledger, const vikt_ledger_entry *e, int64_t *vat)
{
    switch (vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_VAT, vat)) {
    case VIKT_LEDGER_CELL_READ:
        if ((*vat < 0) != (e->amount < 0))
            *vat = -*vat;
        return true;
    case VIKT_LEDGER_CELL_EMPTY:
        *vat = 0;
        ledger->without_vat += e->amount != 0;
        return true;
    case VIKT_LEDGER_CELL_WRONG:
        break;
    }
    return reject(ledger, VIKT_LEDGER_VAT, "is not an amount");
}

/* One of debit and credit: an empty cell is 0, unless both are empty. */
static bool read_side(vikt_ledger *ledger, vikt_ledger_part part, int64_t *out, size_t *empty)
{
    *out = 0;
    switch (vikt_ledger_rows_amount(&ledger->rows, part, out)) {
    case VIKT_LEDGER_CELL_READ:
        return true;
    case VIKT_LEDGER_CELL_EMPTY:
        ++*empty;
        return true;
    case VIKT_LEDGER_CELL_WRONG:
        break;
    }
    return reject(ledger, part, "is not an amount");
}

/* Debit is what was invoiced; credit, of credit notes, takes off it. */
static bool read_sides(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    bool is_note =
        ledger->credited == VIKT_CREDITED_NOTES || vikt_ledger_entry_says(e, VIKT_SAYS_CREDIT);
    int64_t credit;
    size_t empty = 0;

    if (!read_side(ledger, VIKT_LEDGER_DEBIT, &e->amount, &empty) ||
        !read_side(ledger, VIKT_LEDGER_CREDITED, &credit, &empty))
        return false;
    if (empty == 2)
        return reject(ledger, VIKT_LEDGER_DEBIT, "the amount is empty");
    ledger->payments += credit != 0 && !is_note;
    /* Both are far from the largest. */
    e->amount -= is_note ? credit : 0;
    return true;
}

/* What stands in the columns of amounts, before any VAT is taken off. */
static bool read_amount(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    vikt_ledger_part part = ledger->columns.amount;

    if (part == VIKT_LEDGER_BALANCE) /* only what is open is known */
        return true;
    if (part == VIKT_LEDGER_DEBIT)
        return read_sides(ledger, e);
    return read_part(ledger, part, &e->amount) &&
           (part != VIKT_LEDGER_PRICE || read_pieces(ledger, &e->amount));
}

/* What was paid back is no sale, unless credits, which are rows of their own, take it off. The VAT
 * was paid back with it. */
static bool take_off_refund(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    int64_t back = 0, whole = e->whole;

    if (!has(ledger, VIKT_LEDGER_REFUNDED))
        return true;
    if (vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_REFUNDED, &back) ==
        VIKT_LEDGER_CELL_WRONG)
        return reject(ledger, VIKT_LEDGER_REFUNDED, "is not an amount");
    back = back < 0 ? -back : back;
    if (back == 0 || whole <= 0 || ledger->rows_of.credits)
        return true;
    back = back < whole ? back : whole;
    ledger->paid_back++;
    e->whole = whole - back;
    e->amount = vikt_amount_share(e->amount, e->whole, whole);
    return true;
}

bool vikt_ledger_entry_amount(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    vikt_ledger_part part = ledger->columns.amount;
    int64_t vat = 0;

    e->turned = e->on_credit;
    if (is_payment(ledger, e)) {
        ledger->payments++;
        return true;
    }
    if (!read_amount(ledger, e))
        return false;
    e->turned |= is_credit(e) && (e->amount > 0 || part == VIKT_LEDGER_BALANCE);
    if (ledger->columns.less_vat && !read_vat(ledger, e, &vat))
        return false;
    if (ledger->columns.vat_on_top)
        (void)vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_VAT, &vat);
    /* Both are far from the largest. */
    e->whole = vikt_ledger_signed(e, e->amount + (ledger->columns.vat_on_top ? vat : 0));
    e->amount = vikt_ledger_signed(e, e->amount - (ledger->columns.less_vat ? vat : 0));
    return take_off_refund(ledger, e) &&
           convert(ledger, part, vikt_ledger_rate_of(ledger, e, part), &e->amount);
}

/* What every row must have, in both readings; false: the row is rejected. */
bool vikt_ledger_entry_read(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    *e = (vikt_ledger_entry){.rate = 1};
    return read_key(ledger) && read_date(ledger, e) && read_words(ledger, e);
}
