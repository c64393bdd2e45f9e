/* SPDX-License-Identifier: MIT */
#include "core/import/ledger.h"

#include "core/base/amount.h"
#include "core/base/fail.h"
#include "core/import/ledger_entry.h"
#include "core/import/ledger_kind.h"
#include "core/import/ledger_payment.h"
#include "core/import/ledger_tell.h"
#include "core/import/ledger_use.h"

vikt_date vikt_ledger_year_before(vikt_date date)
{
    vikt_date before = date;
    long year, month, day;

    vikt_date_split(date, &year, &month, &day);
    if (!vikt_date_of(year - 1, month, day, &before))
        (void)vikt_date_of(year - 1, month, day - 1, &before);
    return before;
}

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

/* ---- the first reading: formats, currencies, the newest date ---- */

static void count_currency(vikt_ledger *ledger)
{
    vikt_currency *currency;

    if (!vikt_ledger_columns_reads(&ledger->columns, VIKT_LEDGER_CURRENCY))
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

/* Numbers in order come again only at once. */
static void look_at_number(vikt_ledger *ledger)
{
    vikt_text number;

    if (ledger->numbers.is_mixed)
        return;
    number = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_INVOICE);
    if (number.length)
        (void)vikt_sequence_add(&ledger->numbers, number);
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
    vikt_ledger_entry e;

    ledger->has_newest = false;
    ledger->currencies.count = 0;
    ledger->vat = (vikt_vat_votes){.rates = ledger->vat.rates};
    ledger->paid = (vikt_paid_votes){.dates = 0};
    ledger->numbers = (vikt_sequence){.length = 0};
    ledger->rows_of = (vikt_row_votes){.credits = 0};
    vikt_ledger_rows_begin(&ledger->rows, false);
    while (vikt_ledger_rows_next(&ledger->rows, &rc, err)) {
        vikt_ledger_rows_vote(&ledger->rows);
        if (!vikt_ledger_entry_read(ledger, &e) || e.left_out >= VIKT_SAYS_CANCELLED ||
            (as_of && e.date > *as_of))
            continue;
        vikt_ledger_kind_vote(ledger, &e);
        count_currency(ledger);
        look_at_number(ledger);
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

/* A row without a number is an order of its own. */
static void add_order(vikt_ledger *ledger, vikt_account *account)
{
    vikt_text number = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_INVOICE);
    vikt_orders *orders = &ledger->orders;
    size_t room = ledger->order_room ? ledger->order_room
                                     : vikt_orders_room(vikt_accounts_count(&ledger->accounts));

    if (number.length == 0) {
        account->orders += orders->part == 0;
        return;
    }
    if (!ledger->numbers.is_mixed && vikt_sequence_add(&ledger->counted, number))
        vikt_orders_empty(orders);
    if (ledger->counted.is_mixed && !ledger->numbers.is_mixed) /* as no row said before */
        orders->incomplete = ledger->numbers.is_mixed = true;
    account->orders +=
        vikt_orders_add(orders, vikt_account_key(account), number, room, &ledger->rows.failed);
}

static bool add_group(vikt_ledger *ledger, vikt_account *account, int64_t amount)
{
    vikt_text group = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_GROUP);

    if (!ledger->has_groups || group.length == 0)
        return true;
    return vikt_account_add_group(&ledger->accounts, account, group, amount, &ledger->has_groups);
}

/* Sums of the periods; false when one is too large. */
static bool add_sale(vikt_ledger *ledger, vikt_account *account, const vikt_ledger_entry *e)
{
    if (e->amount > 0)
        add_day(ledger, account, e->date);
    if (e->date <= ledger->before)
        return true;
    if (e->date <= ledger->start)
        return vikt_amount_add(&account->revenue_before, e->amount);
    if (e->amount > 0)
        add_order(ledger, account);
    if (!add_group(ledger, account, e->amount))
        ledger->rows.failed = true;
    return vikt_amount_add(&account->revenue, e->amount) &&
           (e->amount >= 0 || vikt_amount_add(&account->credits, -e->amount));
}

/* As a list of customers would have it. */
vikt_text vikt_ledger_key(const vikt_ledger *ledger, vikt_text key, char masked[VIKT_PERSONAL_MAX])
{
    vikt_text shown = vikt_personal_mask(key, ledger->personal, true, masked);

    return shown.length ? shown : key;
}

/* The account of a row; *is_masked: under another key than the row has. */
static vikt_account *account_of(vikt_ledger *ledger, bool *is_masked)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text key = vikt_ledger_rows_text(&ledger->rows, VIKT_LEDGER_CUSTOMER);
    vikt_text kept = vikt_ledger_key(ledger, key, masked);

    *is_masked = kept.at != key.at;
    return vikt_accounts_of(&ledger->accounts, kept, vikt_accounts_hash(&ledger->accounts, kept));
}

static vikt_code add_row(vikt_ledger *ledger, const vikt_ledger_entry *e, vikt_error *err)
{
    bool is_masked;
    vikt_account *account = account_of(ledger, &is_masked);
    vikt_text name;

    ledger->masked += is_masked;
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
    if (!add_sale(ledger, account, e) || !vikt_ledger_add_payment(ledger, account, e))
        return too_large(ledger, err);
    return VIKT_OK;
}

static vikt_code accumulate(vikt_ledger *ledger, vikt_error *err)
{
    size_t keys = ledger->columns.at[VIKT_LEDGER_CUSTOMER];
    vikt_code rc = VIKT_OK;
    vikt_ledger_entry e;

    vikt_ledger_rows_begin(&ledger->rows, true);
    while (rc == VIKT_OK && vikt_ledger_rows_next(&ledger->rows, &rc, err)) {
        vikt_ledger_ahead_send(&ledger->rows.ahead, &ledger->accounts, keys);
        if (!vikt_ledger_entry_read(ledger, &e))
            continue;
        ledger->left_out[e.left_out]++;
        ledger->later += !e.left_out && e.date > ledger->as_of;
        if (e.left_out || e.date > ledger->as_of)
            continue;
        ledger->part_refunded += vikt_ledger_entry_says(&e, VIKT_SAYS_PART_REFUNDED) &&
                                 !vikt_ledger_columns_has(&ledger->columns, VIKT_LEDGER_REFUNDED);
        if (!vikt_ledger_entry_rate(ledger, &e) || !vikt_ledger_entry_amount(ledger, &e))
            continue;
        ledger->used++;
        rc = add_row(ledger, &e, err);
    }
    if (rc == VIKT_OK && ledger->rows.failed)
        rc = vikt_fail_memory(err);
    return rc;
}

/* ---- further readings: orders of which there are too many for one ---- */

static bool is_order(vikt_ledger *ledger, vikt_ledger_entry *e)
{
    return vikt_ledger_entry_read(ledger, e) && !e->left_out && e->date > ledger->start &&
           e->date <= ledger->as_of && vikt_ledger_entry_rate(ledger, e) &&
           vikt_ledger_entry_amount(ledger, e) && e->amount > 0;
}

/* What the other readings said of the rows stays. */
static vikt_code count_part(vikt_ledger *ledger, vikt_error *err)
{
    vikt_ledger_rows said = ledger->rows;
    vikt_code rc = VIKT_OK;
    vikt_ledger_entry e;
    bool is_masked;

    vikt_ledger_rows_begin(&ledger->rows, false);
    ledger->counted = (vikt_sequence){.length = 0};
    while (!ledger->orders.incomplete && vikt_ledger_rows_next(&ledger->rows, &rc, err))
        if (is_order(ledger, &e))
            add_order(ledger, account_of(ledger, &is_masked));
    said.failed = ledger->rows.failed;
    ledger->rows = said;
    return rc == VIKT_OK && said.failed ? vikt_fail_memory(err) : rc;
}

static vikt_code count_orders(vikt_ledger *ledger, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK && ledger->orders.incomplete) {
        vikt_orders_restart(&ledger->orders);
        for (size_t i = 0; i < vikt_accounts_count(&ledger->accounts); i++)
            vikt_accounts_at(&ledger->accounts, i)->orders = 0;
        do {
            ledger->readings++;
            rc = count_part(ledger, err);
        } while (rc == VIKT_OK && !ledger->orders.incomplete && vikt_orders_next(&ledger->orders));
    }
    vikt_orders_clear(&ledger->orders);
    vikt_accounts_finish(&ledger->accounts);
    return rc;
}

static vikt_code find_personal(vikt_ledger *ledger, const vikt_profile *profile, vikt_arena *arena,
                               vikt_error *err)
{
    vikt_words words;
    bool told;

    if (profile->keeps_personal)
        return VIKT_OK;
    if (!vikt_heading_words(arena, ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_CUSTOMER]],
                            &words))
        return vikt_fail_memory(err);
    vikt_personal_headings(&words, 1, &told);
    ledger->personal = told ? VIKT_PERSONAL_HEADING : VIKT_PERSONAL_KEY;
    return VIKT_OK;
}

/* The column of a part is found out to be another part. */
static void become(vikt_ledger *ledger, vikt_ledger_part from, vikt_ledger_part to)
{
    size_t column = ledger->columns.at[from];

    ledger->columns.at[to] = column;
    ledger->columns.at[from] = VIKT_INDEX_NONE;
    ledger->columns.headings[column].part = vikt_ledger_word(to);
    if (ledger->columns.found)
        ledger->columns.found[column].part = vikt_ledger_word(to);
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

static vikt_code begin(vikt_ledger *ledger, const vikt_ledger_file *file,
                       const vikt_ledger_columns *columns, vikt_arena *arena, vikt_error *err)
{
    vikt_code rc;

    *ledger = (vikt_ledger){.sheet = file->sheet, .columns = *columns, .has_groups = true};
    ledger->currencies.own = file->profile->currency;
    ledger->credited = file->profile->sources[VIKT_SOURCE_INVOICES].credits;
    if (has(ledger, VIKT_LEDGER_VAT))
        ledger->vat.rates =
            vikt_vat_rates(ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_VAT]]);
    ledger->order_room = file->order_room;
    vikt_accounts_init(&ledger->accounts, arena->allocator);
    vikt_orders_init(&ledger->orders, arena->allocator);
    rc = find_personal(ledger, file->profile, arena, err);
    if (rc == VIKT_OK)
        rc = vikt_ledger_rows_open(file, &ledger->columns, arena, &ledger->rows, err);
    return rc;
}

/* How the rows are to be read, once all of them have been seen. */
static vikt_code settle(vikt_ledger *ledger, const vikt_ledger_file *file,
                        const vikt_listener *listener, vikt_error *err)
{
    vikt_code rc = vikt_ledger_rows_ask(&ledger->rows, err);

    if (rc == VIKT_OK)
        rc = vikt_ledger_kind_ask(ledger, err);
    if (rc == VIKT_OK)
        rc = settle_vat(ledger, err);
    if (rc != VIKT_OK)
        return rc;
    settle_paid(ledger, listener);
    vikt_ledger_kind_settle_balance(ledger, listener);
    return vikt_currencies_settle(&ledger->currencies, file->profile, file->sheet->source, listener,
                                  err);
}

static vikt_code add_up(vikt_ledger *ledger, vikt_error *err)
{
    vikt_code rc = accumulate(ledger, err);

    if (rc == VIKT_OK)
        rc = vikt_ledger_check_rejects(ledger, err);
    if (rc == VIKT_OK)
        rc = count_orders(ledger, err);
    if (rc == VIKT_OK)
        rc = vikt_ledger_check_used(ledger, err);
    if (rc == VIKT_OK)
        rc = vikt_ledger_kind_check_keys(ledger, err);
    return rc;
}

vikt_code vikt_ledger_read(const vikt_ledger_file *file, const vikt_ledger_columns *columns,
                           const vikt_date *as_of, const vikt_listener *listener, vikt_arena *arena,
                           vikt_ledger *out, vikt_error *err)
{
    bool changed = false;
    vikt_code rc = begin(out, file, columns, arena, err);

    if (rc == VIKT_OK)
        rc = survey(out, as_of, &changed, err);
    if (rc == VIKT_OK && changed) /* dates were read as those of the first rows */
        rc = survey(out, as_of, &changed, err);
    if (rc == VIKT_OK)
        rc = settle(out, file, listener, err);
    if (rc != VIKT_OK)
        return rc;
    out->as_of = as_of ? *as_of : out->newest;
    out->start = vikt_ledger_year_before(out->as_of);
    out->before = vikt_ledger_year_before(out->start);
    rc = add_up(out, err);
    if (rc == VIKT_OK)
        vikt_ledger_tell(out, listener);
    return rc;
}

void vikt_ledger_clear(vikt_ledger *ledger)
{
    vikt_ledger_rows_clear(&ledger->rows);
    vikt_orders_clear(&ledger->orders);
    vikt_accounts_clear(&ledger->accounts);
}
