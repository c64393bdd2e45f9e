/* SPDX-License-Identifier: MIT */
#include "core/import/ledger.h"

#include <stdio.h>

#include "core/base/amount.h"
#include "core/base/fail.h"
#include "core/import/ledger_ahead.h"
#include "core/import/ledger_says.h"

vikt_date vikt_ledger_year_before(vikt_date date)
{
    vikt_date before = date;
    long year, month, day;

    vikt_date_split(date, &year, &month, &day);
    if (!vikt_date_of(year - 1, month, day, &before))
        (void)vikt_date_of(year - 1, month, day - 1, &before);
    return before;
}

/* What a row says, as far as it can be used. */
typedef struct entry {
    vikt_date date;
    int64_t amount;
    int64_t whole; /* what was to be paid, in the row's currency; with VAT as far as known */
    double rate;   /* 1: it is in the company's currency */
    bool cancelled;
} entry;

static bool has(const vikt_ledger *ledger, vikt_ledger_part part)
{
    return vikt_ledger_columns_has(&ledger->columns, part);
}

static vikt_code too_large(const vikt_ledger *ledger, vikt_error *err)
{
    return vikt_fail(err, VIKT_LIMIT,
                     vikt_place_of(ledger->sheet->source, ledger->rows.row.number, 0),
                     "the sum of a customer's amounts is too large to be exact");
}

/* ---- reading one row ---- */

static bool reject(vikt_ledger *ledger, vikt_ledger_part part, const char *reason)
{
    vikt_ledger_rows_reject(&ledger->rows, part, reason, true);
    return false;
}

static bool read_date(vikt_ledger *ledger, entry *e)
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

static bool read_cancelled(vikt_ledger *ledger, entry *e)
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
static int64_t signed_amount(vikt_ledger *ledger, int64_t amount)
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

static bool read_rate(vikt_ledger *ledger, entry *e)
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

static bool read_amount(vikt_ledger *ledger, entry *e)
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
    e->whole = signed_amount(ledger, e->amount + (ledger->columns.vat_on_top ? vat : 0));
    e->amount = signed_amount(ledger, e->amount - (ledger->columns.less_vat ? vat : 0));
    return convert(ledger, part, e->rate, &e->amount);
}

/* What every row must have, in both readings; false: the row is rejected. */
static bool read_row(vikt_ledger *ledger, entry *e)
{
    *e = (entry){.rate = 1};
    return read_key(ledger) && read_date(ledger, e) && read_cancelled(ledger, e);
}

/* ---- the first reading: formats, currencies, the newest date ---- */

static void count_currency(vikt_ledger *ledger)
{
    vikt_currency *currency;

    if (!has(ledger, VIKT_LEDGER_CURRENCY))
        return;
    currency = vikt_currencies_of(&ledger->currencies,
                                  vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CURRENCY));
    if (currency)
        currency->rows++;
}

/* Is the amount with or without the VAT that stands beside it? */
static void look_at_vat(vikt_ledger *ledger)
{
    int64_t amount, vat;

    if (ledger->columns.amount != VIKT_LEDGER_AMOUNT || !has(ledger, VIKT_LEDGER_VAT))
        return;
    if (vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_AMOUNT, &amount) ==
            VIKT_LEDGER_CELL_READ &&
        vikt_ledger_rows_amount(&ledger->rows, VIKT_LEDGER_VAT, &vat) == VIKT_LEDGER_CELL_READ)
        vikt_vat_vote(&ledger->vat, amount, vat);
}

/* "Betald" may hold dates, yes and no, or what has been paid. */
static void look_at_paid(vikt_ledger *ledger)
{
    vikt_number_votes votes = {0};
    vikt_date date;
    bool flag;

    if (!has(ledger, VIKT_LEDGER_PAID) ||
        vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_PAID).length == 0)
        return;
    if (vikt_ledger_rows_date(&ledger->rows, VIKT_LEDGER_PAID, &date) == VIKT_LEDGER_CELL_READ)
        ledger->paid.dates++;
    else if (vikt_ledger_rows_truth(&ledger->rows, VIKT_LEDGER_PAID, &flag) ==
             VIKT_LEDGER_CELL_READ)
        ledger->paid.flags++;
    else
        vikt_number_vote(&votes, vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_PAID));
    ledger->paid.amounts += votes.numbers;
}

/* Rows after a date that is told are left out, so they need no rate. */
static vikt_code survey(vikt_ledger *ledger, const vikt_date *as_of, bool *changed, vikt_error *err)
{
    vikt_code rc = VIKT_OK;
    entry e;

    ledger->has_newest = false;
    ledger->currencies.count = 0;
    ledger->vat = (vikt_vat_votes){.rates = ledger->vat.rates};
    ledger->paid = (vikt_paid_votes){.dates = 0};
    vikt_ledger_rows_begin(&ledger->rows, false);
    while (vikt_ledger_rows_next(&ledger->rows, &rc, err)) {
        vikt_ledger_rows_vote(&ledger->rows);
        if (!read_row(ledger, &e) || e.cancelled || (as_of && e.date > *as_of))
            continue;
        count_currency(ledger);
        if (!ledger->has_newest || e.date > ledger->newest)
            ledger->newest = e.date;
        ledger->has_newest = true;
        look_at_vat(ledger);
        look_at_paid(ledger);
    }
    *changed = vikt_ledger_rows_settle(&ledger->rows);
    return rc;
}

/* ---- the second reading: accounts ---- */

static void add_day(vikt_ledger *ledger, vikt_account *account, vikt_date date)
{
    size_t ago = (size_t)(ledger->as_of - date);

    if (!account->has_purchase || date < account->first)
        account->first = (int32_t)date;
    if (!account->has_purchase || date > account->last)
        account->last = (int32_t)date;
    account->has_purchase = true;
    if (date > ledger->before)
        account->days[ago / 64] |= UINT64_C(1) << ago % 64;
}

static bool is_new_order(vikt_ledger *ledger, uint64_t customer)
{
    vikt_text number = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_INVOICE);

    return number.length == 0 ||
           vikt_accounts_add_order(&ledger->accounts, customer, number, &ledger->rows.failed);
}

static bool add_group(vikt_ledger *ledger, vikt_account *account, int64_t amount)
{
    vikt_text group = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_GROUP);

    if (!ledger->has_groups || group.length == 0)
        return true;
    return vikt_account_add_group(&ledger->accounts, account, group, amount, &ledger->has_groups);
}

/* Sums of the periods; false when one is too large. */
static bool add_sale(vikt_ledger *ledger, vikt_account *account, const entry *e, uint64_t customer)
{
    if (e->amount > 0)
        add_day(ledger, account, e->date);
    if (e->date <= ledger->before)
        return true;
    if (e->date <= ledger->start)
        return vikt_amount_add(&account->revenue_before, e->amount);
    if (e->amount > 0 && is_new_order(ledger, customer))
        account->orders++;
    if (!add_group(ledger, account, e->amount))
        ledger->rows.failed = true;
    return vikt_amount_add(&account->revenue, e->amount) &&
           (e->amount >= 0 || vikt_amount_add(&account->credits, -e->amount));
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
static bool read_open(vikt_ledger *ledger, const entry *e, bool paid, bool paid_later,
                      int64_t *open)
{
    vikt_ledger_part part = VIKT_LEDGER_BALANCE;
    vikt_ledger_cell read;

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
            *open = signed_amount(ledger, *open);
    } else {
        *open = e->whole;
    }
    return e->rate == 1 || vikt_amount_convert(*open, e->rate, open);
}

/* F-08. A row is an invoice here. */
static bool add_bill(const vikt_ledger *ledger, vikt_account *account, const entry *e,
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

static bool add_payment(vikt_ledger *ledger, vikt_account *account, const entry *e)
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

/* As a list of customers would have it. */
vikt_text vikt_ledger_key(const vikt_ledger *ledger, vikt_text key, char masked[VIKT_PERSONAL_MAX])
{
    vikt_text shown = vikt_personal_mask(key, ledger->personal, true, masked);

    return shown.length ? shown : key;
}

static vikt_code add_row(vikt_ledger *ledger, const entry *e, vikt_error *err)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text key = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CUSTOMER), name;
    vikt_text kept = vikt_ledger_key(ledger, key, masked);
    uint64_t hash = vikt_account_hash(kept);
    vikt_account *account = vikt_accounts_of(&ledger->accounts, kept, hash);

    ledger->masked += kept.at != key.at;
    if (!account && vikt_accounts_count(&ledger->accounts) == VIKT_CUSTOMERS_MAX)
        return vikt_fail(err, VIKT_LIMIT,
                         vikt_place_of(ledger->sheet->source, ledger->rows.row.number, 0),
                         "more than %d customers in one file", VIKT_CUSTOMERS_MAX);
    if (!account)
        return vikt_fail_memory(err);
    name = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_NAME);
    if (name.length <= VIKT_CELL_MAX && !ledger->columns.by_name &&
        (!ledger->sheet->has_invalid || vikt_text_valid(name, NULL)) &&
        !vikt_account_take_name(&ledger->accounts, account, name, e->date))
        return vikt_fail_memory(err);
    if (!add_sale(ledger, account, e, hash) || !add_payment(ledger, account, e))
        return too_large(ledger, err);
    return VIKT_OK;
}

static vikt_code accumulate(vikt_ledger *ledger, vikt_error *err)
{
    const char **slots =
        vikt_arena_new(ledger->rows.arena, ledger->sheet->width + 1, sizeof *slots);
    vikt_ledger_ahead ahead;
    vikt_code rc = VIKT_OK;
    entry e;

    if (!slots)
        return vikt_fail_memory(err);
    vikt_ledger_rows_begin(&ledger->rows, true);
    vikt_ledger_ahead_begin(&ahead, &ledger->rows, slots);
    while (rc == VIKT_OK && vikt_ledger_rows_next(&ledger->rows, &rc, err)) {
        vikt_ledger_ahead_of(&ahead, &ledger->accounts, ledger->rows.row.number);
        if (!read_row(ledger, &e))
            continue;
        if (e.cancelled || e.date > ledger->as_of) {
            ledger->cancelled += e.cancelled;
            ledger->later += !e.cancelled;
            continue;
        }
        if (!read_rate(ledger, &e) || !read_amount(ledger, &e))
            continue;
        ledger->used++;
        rc = add_row(ledger, &e, err);
    }
    if (rc == VIKT_OK && ledger->rows.failed)
        rc = vikt_fail_memory(err);
    vikt_accounts_finish(&ledger->accounts);
    return rc;
}

/* ---- telling ---- */

static void tell_count(const vikt_ledger *ledger, const vikt_listener *listener, size_t count,
                       const char *what)
{
    if (count)
        vikt_tell(listener, VIKT_NOTE, VIKT_OK, vikt_place_of(ledger->sheet->source, 0, 0),
                  "%zu %s left out", count, what);
}

static void tell_rated(const vikt_ledger *ledger, const vikt_listener *listener)
{
    size_t column = ledger->columns.at[ledger->columns.amount];

    vikt_tell(listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
              "amounts are those of \"%.*s\"%s; that \"%.*s\" is %s it tells",
              VIKT_SHOW(ledger->sheet->titles[column]),
              ledger->columns.less_vat ? " less the VAT" : ", which is without VAT",
              VIKT_SHOW(ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_VAT]]),
              ledger->columns.less_vat ? "within" : "on top of");
}

static void tell_pieces(const vikt_ledger *ledger, const vikt_listener *listener)
{
    size_t price = ledger->columns.at[VIKT_LEDGER_PRICE];

    vikt_tell(listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)price + 1),
              "amounts are \"%.*s\" times \"%.*s\", before any discount, with VAT if the price is",
              VIKT_SHOW(ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_QUANTITY]]),
              VIKT_SHOW(ledger->sheet->titles[price]));
}

static void tell_amount(const vikt_ledger *ledger, const vikt_listener *listener)
{
    vikt_ledger_part part = ledger->columns.amount;
    size_t column = ledger->columns.at[part];
    const char *what = ", which may be with or without VAT; if another column is without it, write "
                       "net = HEADING under [source invoices]";

    if (ledger->columns.vat_rated) {
        tell_rated(ledger, listener);
        return;
    }
    if (part == VIKT_LEDGER_PRICE) {
        tell_pieces(ledger, listener);
        return;
    }
    if (part == VIKT_LEDGER_NET)
        return;
    if (part == VIKT_LEDGER_GROSS)
        what = ledger->columns.less_vat ? " less the VAT" : ", which is with VAT";
    vikt_tell(listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
              "amounts are those of \"%.*s\"%s", VIKT_SHOW(ledger->sheet->titles[column]), what);
}

static void tell(const vikt_ledger *ledger, const vikt_listener *listener)
{
    char day[11], later[64];

    vikt_date_write(ledger->as_of, day);
    snprintf(later, sizeof later, "%s after %s %s", ledger->later == 1 ? "row" : "rows", day,
             ledger->later == 1 ? "is" : "are");
    tell_amount(ledger, listener);
    tell_count(ledger, listener, ledger->cancelled,
               ledger->cancelled == 1 ? "cancelled row is" : "cancelled rows are");
    tell_count(ledger, listener, ledger->later, later);
    if (ledger->masked)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK,
                  vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row,
                                (long)ledger->columns.at[VIKT_LEDGER_CUSTOMER] + 1),
                  "\"%.*s\" is the key and holds personal numbers: kept and shown masked, with a "
                  "sign behind that tells them apart (personal = keep under [profile] leaves them)",
                  VIKT_SHOW(ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_CUSTOMER]]));
    if (has(ledger, VIKT_LEDGER_GROUP) && !ledger->has_groups)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, vikt_place_of(ledger->sheet->source, 0, 0),
                  "there are more than %d product groups: nothing is made of them",
                  VIKT_LEDGER_GROUPS_MAX);
}

/* Rows that say why none can be used are told by the rejects. */
static vikt_code check_used(const vikt_ledger *ledger, vikt_error *err)
{
    const vikt_bads *bads = &ledger->rows.bads;
    vikt_place place =
        vikt_place_of(ledger->sheet->source, bads->count ? bads->items[0].row : 0, 0);
    char day[11];

    if (ledger->used)
        return VIKT_OK;
    vikt_date_write(ledger->as_of, day);
    if (ledger->later)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(ledger->sheet->source, 0, 0),
                         "all %zu rows are later than %s; choose another date with --as-of",
                         ledger->later, day);
    if (bads->count)
        return vikt_fail(err, VIKT_INPUT, place, "none of the %zu rows can be used; this one: %s",
                         ledger->rows.count, bads->items[0].reason);
    return vikt_fail(err, VIKT_INPUT, place, "has no invoices: all %zu rows are cancelled",
                     ledger->cancelled);
}

static vikt_code find_personal(vikt_ledger *ledger, const vikt_profile *profile, vikt_arena *arena,
                               vikt_error *err)
{
    vikt_words words;

    if (profile->keeps_personal)
        return VIKT_OK;
    if (!vikt_heading_words(arena, ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_CUSTOMER]],
                            &words))
        return vikt_fail_memory(err);
    ledger->personal = vikt_personal_heading(&words) ? VIKT_PERSONAL_HEADING : VIKT_PERSONAL_KEY;
    return VIKT_OK;
}

/* The column of a part is found out to be another part. */
static void become(vikt_ledger *ledger, vikt_ledger_part from, vikt_ledger_part to)
{
    size_t column = ledger->columns.at[from];

    ledger->columns.at[to] = column;
    ledger->columns.at[from] = VIKT_INDEX_NONE;
    ledger->columns.headings[column].part = vikt_ledger_word(to);
    ledger->rows.forms[to] = ledger->rows.forms[from];
}

static vikt_code settle_vat(vikt_ledger *ledger, vikt_error *err)
{
    vikt_ledger_columns *columns = &ledger->columns;
    vikt_vat_side side = vikt_vat_decide(&ledger->vat);
    size_t column = columns->at[VIKT_LEDGER_AMOUNT], vat = columns->at[VIKT_LEDGER_VAT];

    switch (side) {
    case VIKT_VAT_NONE:
        return VIKT_OK;
    case VIKT_VAT_UNKNOWN:
        return vikt_fail(
            err, VIKT_INPUT,
            vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
            "\"%.*s\" may be with or without \"%.*s\", whose rates do not tell; say net = %.*s "
            "or gross = %.*s under [source invoices], or --set \"source.invoices.net=%.*s\"",
            VIKT_SHOW(ledger->sheet->titles[column]), VIKT_SHOW(ledger->sheet->titles[vat]),
            VIKT_SHOW(ledger->sheet->titles[column]), VIKT_SHOW(ledger->sheet->titles[column]),
            VIKT_SHOW(ledger->sheet->titles[column]));
    case VIKT_VAT_NET:
    case VIKT_VAT_GROSS:
        break;
    }
    columns->vat_rated = true;
    columns->less_vat = side == VIKT_VAT_GROSS;
    columns->amount = side == VIKT_VAT_GROSS ? VIKT_LEDGER_GROSS : VIKT_LEDGER_NET;
    become(ledger, VIKT_LEDGER_AMOUNT, columns->amount);
    columns->vat_on_top = side == VIKT_VAT_NET && !has(ledger, VIKT_LEDGER_GROSS);
    return VIKT_OK;
}

/* A column of what has been paid tells no day, and what is left only with the amount. */
static void settle_paid(vikt_ledger *ledger, const vikt_listener *listener)
{
    size_t column = ledger->columns.at[VIKT_LEDGER_PAID];

    if (ledger->paid.dates || ledger->paid.amounts == 0)
        return;
    vikt_tell(listener, VIKT_WARNING, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
              "\"%.*s\" holds amounts, not dates or yes and no: nothing is made of it",
              VIKT_SHOW(ledger->sheet->titles[column]));
    ledger->columns.headings[column].part = NULL;
    ledger->columns.headings[column].match = VIKT_HEADING_UNUSED;
    ledger->columns.at[VIKT_LEDGER_PAID] = VIKT_INDEX_NONE;
}

bool vikt_ledger_pays_by_flags(const vikt_ledger *ledger)
{
    return ledger->paid.flags && ledger->paid.dates == 0 && ledger->paid.amounts == 0;
}

vikt_code vikt_ledger_read(const vikt_ledger_file *file, const vikt_ledger_columns *columns,
                           const vikt_date *as_of, const vikt_listener *listener, vikt_arena *arena,
                           vikt_ledger *out, vikt_error *err)
{
    bool changed = false;
    vikt_code rc;

    *out = (vikt_ledger){.sheet = file->sheet, .columns = *columns, .has_groups = true};
    if (has(out, VIKT_LEDGER_VAT))
        out->vat.rates = vikt_vat_rates(out->sheet->titles[out->columns.at[VIKT_LEDGER_VAT]]);
    vikt_accounts_init(&out->accounts, arena->allocator);
    rc = find_personal(out, file->profile, arena, err);
    if (rc == VIKT_OK)
        rc = vikt_ledger_rows_open(file, &out->columns, arena, &out->rows, err);
    if (rc == VIKT_OK)
        rc = survey(out, as_of, &changed, err);
    if (rc == VIKT_OK && changed) /* dates were read as those of the first rows */
        rc = survey(out, as_of, &changed, err);
    if (rc == VIKT_OK)
        rc = vikt_ledger_rows_ask(&out->rows, err);
    if (rc == VIKT_OK)
        rc = settle_vat(out, err);
    if (rc == VIKT_OK)
        settle_paid(out, listener);
    if (rc == VIKT_OK)
        rc = vikt_currencies_settle(&out->currencies, file->profile, file->sheet->source, listener,
                                    err);
    if (rc != VIKT_OK)
        return rc;
    out->as_of = as_of ? *as_of : out->newest;
    out->start = vikt_ledger_year_before(out->as_of);
    out->before = vikt_ledger_year_before(out->start);
    rc = accumulate(out, err);
    if (rc == VIKT_OK)
        rc = check_used(out, err);
    if (rc == VIKT_OK)
        tell(out, listener);
    return rc;
}

void vikt_ledger_clear(vikt_ledger *ledger)
{
    vikt_ledger_rows_clear(&ledger->rows);
    vikt_accounts_clear(&ledger->accounts);
}
