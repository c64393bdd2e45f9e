/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_measures.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/amount.h"
#include "core/base/fail.h"
#include "core/import/order.h"
#include "core/profile/needs.h"

enum {
    SHARE_OF_MIX = 100, /* a group counts from one hundredth of the purchases */
    AHEAD = 8           /* accounts */
};

/* What a measure is made of besides dates and amounts. */
typedef enum need { NOTHING, GROUPS, DUE_AND_PAID, OPEN, OPEN_AND_DUE } need;

/* An account and what its groups come to. */
typedef struct view {
    const vikt_ledger *ledger;
    const vikt_account *account;
    int64_t *groups; /* sums above 0, from the largest */
    size_t group_count;
    int64_t total; /* of them */
} view;

typedef double measure_of(const view *v);

static double revenue(const view *v)
{
    return vikt_amount_value(v->account->revenue);
}

static double revenue_prev(const view *v)
{
    return vikt_amount_value(v->account->revenue_before);
}

static double orders(const view *v)
{
    return v->account->orders;
}

static double recency(const view *v)
{
    return v->account->has_purchase ? (double)(v->ledger->as_of - v->account->last) : NAN;
}

static double tenure(const view *v)
{
    return v->account->has_purchase ? (double)(v->ledger->as_of - v->account->first) : NAN;
}

static double average_order(const view *v)
{
    return v->account->orders ? revenue(v) / v->account->orders : NAN;
}

static double credits(const view *v)
{
    return vikt_amount_value(v->account->credits);
}

/* The coefficient of variation of n gaps with sum s and sum of squares q: sqrt(q n - s^2) / s. All
 * of it is in integers up to the root. */
static double regularity(const view *v)
{
    long last = -1, gaps = 0, sum = 0, squares = 0;

    for (long day = 0; day < VIKT_LEDGER_DAY_WORDS * 64; day++) {
        if (!(v->account->days[day / 64] >> day % 64 & 1))
            continue;
        if (last >= 0) {
            gaps++;
            sum += day - last;
            squares += (day - last) * (day - last);
        }
        last = day;
    }
    return gaps >= 2 ? sqrt((double)(squares * gaps - sum * sum)) / (double)sum : NAN;
}

static double product_groups(const view *v)
{
    size_t count = 0;

    for (size_t i = 0; i < v->group_count; i++)
        count += v->groups[i] >= v->total / SHARE_OF_MIX + (v->total % SHARE_OF_MIX > 0);
    return (double)count;
}

static double mix(const view *v)
{
    double entropy = 0;

    for (size_t i = 0; i < v->group_count; i++) {
        double share = (double)v->groups[i] / (double)v->total;

        entropy -= share * log(share);
    }
    return v->group_count ? exp(entropy) : NAN;
}

static double days_late(const view *v)
{
    return v->account->bills ? (double)v->account->late_days / v->account->bills : NAN;
}

static double days_late_weighted(const view *v)
{
    return v->account->bills
               ? (double)v->account->late_amount_days / (double)v->account->bill_amount
               : NAN;
}

static double late_share(const view *v)
{
    return v->account->bills ? (double)v->account->late_bills / v->account->bills : NAN;
}

static double days_late_worst(const view *v)
{
    return v->account->bills ? (double)v->account->worst : NAN;
}

static double open_amount(const view *v)
{
    return vikt_amount_value(v->account->open);
}

static double overdue(const view *v)
{
    return vikt_amount_value(v->account->overdue);
}

static const struct measure {
    const char *name;
    need needs;
    bool zero; /* without invoices it is 0; else missing */
    measure_of *of;
} measures[] = {
    {"revenue", NOTHING, true, revenue},
    {"revenue_prev", NOTHING, true, revenue_prev},
    {"orders", NOTHING, true, orders},
    {"recency", NOTHING, false, recency},
    {"tenure", NOTHING, false, tenure},
    {"average_order", NOTHING, false, average_order},
    {"regularity", NOTHING, false, regularity},
    {"credits", NOTHING, true, credits},
    {"product_groups", GROUPS, true, product_groups},
    {"mix", GROUPS, false, mix},
    {"days_late", DUE_AND_PAID, false, days_late},
    {"days_late_weighted", DUE_AND_PAID, false, days_late_weighted},
    {"late_share", DUE_AND_PAID, false, late_share},
    {"days_late_worst", DUE_AND_PAID, false, days_late_worst},
    {"open_amount", OPEN, true, open_amount},
    {"overdue", OPEN_AND_DUE, true, overdue},
};

enum { MEASURES = sizeof measures / sizeof *measures };

static const struct measure *find_measure(vikt_text name)
{
    for (size_t i = 0; i < MEASURES; i++)
        if (vikt_text_is(name, measures[i].name))
            return &measures[i];
    return NULL;
}

double vikt_ledger_measure_nothing(vikt_text field)
{
    const struct measure *measure = find_measure(field);

    return measure && measure->zero ? 0 : NAN;
}

static bool is_there(const vikt_ledger *ledger, need needs)
{
    const vikt_ledger_columns *columns = &ledger->columns;
    bool due = vikt_ledger_columns_has(columns, VIKT_LEDGER_DUE);
    bool paid = vikt_ledger_columns_has(columns, VIKT_LEDGER_PAID);
    bool open = paid || vikt_ledger_columns_has(columns, VIKT_LEDGER_BALANCE);
    bool sold = columns->amount != VIKT_LEDGER_BALANCE;

    switch (needs) {
    case NOTHING:
        return sold;
    case GROUPS:
        return sold && ledger->has_groups && vikt_ledger_columns_has(columns, VIKT_LEDGER_GROUP);
    case DUE_AND_PAID:
        return sold && due && paid && !vikt_ledger_pays_by_flags(ledger);
    case OPEN:
        return open;
    case OPEN_AND_DUE:
        return open && due;
    }
    return false;
}

/* The states of F-06. */
static const char *state_of(const vikt_ledger *ledger, const vikt_account *account)
{
    if (account->revenue_before > 0)
        return account->revenue > 0 ? "known" : "lost";
    if (account->revenue <= 0)
        return "undefined";
    return account->first <= ledger->before ? "returned" : "new";
}

/* ---- columns ---- */

typedef struct maker {
    const vikt_ledger *ledger;
    vikt_pool *pool;
    vikt_arena *arena;
    uint32_t *items; /* accounts in key order */
    vikt_ledger_result *out;
    view view;
    const struct measure **wanted; /* by field; NULL: none */
    vikt_column *state;            /* of growth_state */
} maker;

static const vikt_account *account_at(const maker *m, size_t row)
{
    return vikt_accounts_at(&m->ledger->accounts, m->items[row]);
}

static int from_largest(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a < b) - (a > b);
}

/* A group whose credits are more than its purchases counts as 0. */
static void look_at(maker *m, size_t row)
{
    const vikt_group_sum *sum;

    m->view.account = account_at(m, row);
    m->view.group_count = 0;
    m->view.total = 0;
    for (uint32_t at = m->view.account->groups; at; at = sum->next) {
        sum = vikt_paged_at(&m->ledger->accounts.groups, at - 1);
        if (sum->amount <= 0 || !vikt_amount_add(&m->view.total, sum->amount))
            continue;
        m->view.groups[m->view.group_count++] = sum->amount;
    }
    if (m->view.group_count > 1)
        qsort(m->view.groups, m->view.group_count, sizeof *m->view.groups, from_largest);
}

static bool add_texts(maker *m)
{
    bool failed = false, names = vikt_ledger_columns_has(&m->ledger->columns, VIKT_LEDGER_NAME) &&
                                 !m->ledger->columns.by_name;
    vikt_ledger_result *out = m->out;

    out->keys = vikt_column_new(m->arena, VIKT_TYPE_TEXT, out->count, m->pool);
    if (names)
        out->names = vikt_column_new(m->arena, VIKT_TYPE_TEXT, out->count, m->pool);
    if (!out->keys || (names && !out->names))
        return false;
    for (size_t i = 0; i < out->count && !failed; i++) {
        const vikt_account *account = vikt_accounts_at(&m->ledger->accounts, i);
        vikt_text key = vikt_account_key(account);
        vikt_text name = {account->name, account->name_length};

        out->keys->cells[i] = vikt_cell_copied(m->pool, key, &failed);
        if (names && account->name)
            out->names->cells[i] = vikt_cell_copied(m->pool, name, &failed);
    }
    return !failed;
}

/* Texts are made in the order of the accounts; their order is found by the keys. */
static bool sort_accounts(maker *m)
{
    const vikt_allocator *allocator = m->arena->allocator;
    size_t count = m->out->count;
    vikt_cell *cells = vikt_acquire(allocator, count, sizeof *cells);
    bool done = cells != NULL;

    for (size_t i = 0; done && i < count; i++)
        m->items[i] = (uint32_t)i;
    done = done && vikt_order_rows(m->out->keys, allocator, m->items, count, NULL);
    for (size_t pass = 0; done && pass < 2; pass++) {
        vikt_column *column = pass == 0 ? m->out->keys : m->out->names;

        for (size_t i = 0; column && i < count; i++)
            cells[i] = column->cells[m->items[i]];
        if (column)
            memcpy(column->cells, cells, count * sizeof *cells);
    }
    vikt_release(allocator, cells);
    return done;
}

static bool takes(const vikt_field *field, vikt_type type)
{
    return field->type == VIKT_TYPE_UNKNOWN || field->type == type;
}

/* Only of what the profile reads: a column costs as much as a part of the account. */
static bool add_columns(maker *m, const vikt_profile *profile)
{
    bool *needed;

    if (!vikt_needs_of_fields(profile, m->arena, &needed))
        return false;
    for (size_t f = 0; f < profile->field_count; f++) {
        const vikt_field *field = &profile->fields[f];
        const struct measure *measure = find_measure(field->name);

        if (!needed[f])
            continue;
        if (measure && is_there(m->ledger, measure->needs) && takes(field, VIKT_TYPE_NUMBER)) {
            m->wanted[f] = measure;
            m->out->columns[f] = vikt_column_new(m->arena, VIKT_TYPE_NUMBER, m->out->count, NULL);
        } else if (vikt_text_is(field->name, "growth_state") && is_there(m->ledger, NOTHING) &&
                   takes(field, VIKT_TYPE_TEXT)) {
            m->state = m->out->columns[f] =
                vikt_column_new(m->arena, VIKT_TYPE_TEXT, m->out->count, m->pool);
        } else {
            continue;
        }
        if (!m->out->columns[f])
            return false;
    }
    return true;
}

/* A text that many customers have is kept once. */
static vikt_cell shared_text(maker *m, const char *text, vikt_cell *known, bool *failed)
{
    if (*known == VIKT_CELL_NONE)
        *known = vikt_cell_copied(m->pool, vikt_text_of(text), failed);
    return *known;
}

static bool fill(maker *m, size_t field_count)
{
    static const char *const states[] = {"new", "returned", "lost", "undefined", "known"};
    vikt_cell known[5] = {VIKT_CELL_NONE, VIKT_CELL_NONE, VIKT_CELL_NONE, VIKT_CELL_NONE,
                          VIKT_CELL_NONE};
    bool failed = false;

    for (size_t row = 0; row < m->out->count && !failed; row++) {
        const char *state;

        if (row + AHEAD < m->out->count)
            vikt_account_fetch(account_at(m, row + AHEAD));
        look_at(m, row);
        for (size_t f = 0; f < field_count; f++)
            if (m->wanted[f])
                m->out->columns[f]->numbers[row] = m->wanted[f]->of(&m->view);
        if (!m->state)
            continue;
        state = state_of(m->ledger, m->view.account);
        for (size_t i = 0; i < 5; i++)
            if (strcmp(states[i], state) == 0)
                m->state->cells[row] = shared_text(m, state, &known[i], &failed);
    }
    return !failed;
}

vikt_code vikt_ledger_measures_of(const vikt_ledger *ledger, const vikt_profile *profile,
                                  vikt_pool *pool, vikt_arena *arena, vikt_ledger_result *out,
                                  vikt_error *err)
{
    maker m = {.ledger = ledger, .pool = pool, .arena = arena, .out = out};
    const vikt_allocator *allocator = arena->allocator;
    bool done;

    *out = (vikt_ledger_result){.count = vikt_accounts_count(&ledger->accounts)};
    m.view.ledger = ledger;
    m.view.groups =
        vikt_acquire(allocator, ledger->accounts.group_names.count + 1, sizeof *m.view.groups);
    m.items = vikt_acquire(allocator, out->count, sizeof *m.items);
    m.wanted = vikt_arena_new(arena, profile->field_count, sizeof *m.wanted);
    out->columns = vikt_arena_new(arena, profile->field_count, sizeof(vikt_column *));
    done = m.view.groups && m.items && m.wanted && out->columns;
    done = done && add_texts(&m) && sort_accounts(&m);
    done = done && add_columns(&m, profile) && fill(&m, profile->field_count);
    vikt_release(allocator, m.view.groups);
    vikt_release(allocator, m.items);
    return done ? VIKT_OK : vikt_fail_memory(err);
}
