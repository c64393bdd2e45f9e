/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_tell.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/kind.h"
#include "core/import/ledger_recall.h"

static bool has(const vikt_ledger *ledger, vikt_ledger_part part)
{
    return vikt_ledger_columns_has(&ledger->columns, part);
}

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
    if (part == VIKT_LEDGER_BALANCE) {
        vikt_tell(
            listener, VIKT_WARNING, VIKT_OK,
            vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
            "is a list of open items: what is open and overdue is read of \"%.*s\"; without "
            "a column of amounts, or net = HEADING under [source invoices], nothing tells "
            "what was sold",
            VIKT_SHOW(ledger->sheet->titles[column]));
        return;
    }
    if (part == VIKT_LEDGER_GROSS || part == VIKT_LEDGER_DEBIT)
        what = ledger->columns.less_vat ? " less the VAT" : ", which is with VAT";
    vikt_tell(listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row, (long)column + 1),
              "amounts are those of \"%.*s\"%s", VIKT_SHOW(ledger->sheet->titles[column]), what);
}

/* The profile says which column it is, or it is the one that was said before. */
static bool is_settled(const vikt_ledger *ledger)
{
    size_t column = ledger->columns.at[ledger->columns.amount];

    return ledger->columns.headings[column].match == VIKT_HEADING_COLUMN ||
           vikt_ledger_recall_agrees(&ledger->columns, ledger->sheet);
}

static void warn_count(const vikt_ledger *ledger, const vikt_listener *listener, size_t count,
                       const char *one, const char *many)
{
    if (count)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, vikt_place_of(ledger->sheet->source, 0, 0),
                  "%zu %s", count, count == 1 ? one : many);
}

/* By their words; then what counts, and might not. */
static void tell_left_out(const vikt_ledger *ledger, const vikt_listener *listener)
{
    char what[48];

    for (vikt_ledger_saying s = VIKT_SAYS_REFUNDED; s < VIKT_SAYINGS; s++) {
        bool one = ledger->left_out[s] == 1;

        snprintf(what, sizeof what, "%s %s", vikt_ledger_saying_name(s, one), one ? "is" : "are");
        tell_count(ledger, listener, ledger->left_out[s], what);
    }
    if (ledger->payments)
        vikt_tell(listener, VIKT_NOTE, VIKT_OK, vikt_place_of(ledger->sheet->source, 0, 0),
                  "%zu %s no %s: only what is open is read of %s", ledger->payments,
                  ledger->payments == 1 ? "row is a payment and" : "rows are payments and",
                  ledger->payments == 1 ? "sale" : "sales", ledger->payments == 1 ? "it" : "them");
    else
        warn_count(ledger, listener, ledger->rows_of.payments,
                   "row is a payment and counts as a sale, as no row says that it is an invoice",
                   "rows are payments and count as sales, as no row says that it is an invoice");
    if (ledger->paid_back)
        vikt_tell(listener, VIKT_NOTE, VIKT_OK, vikt_place_of(ledger->sheet->source, 0, 0),
                  "%zu %s less what was paid back, in \"%.*s\"", ledger->paid_back,
                  vikt_plural(ledger->paid_back, "row counts", "rows count"),
                  VIKT_SHOW(ledger->sheet->titles[ledger->columns.at[VIKT_LEDGER_REFUNDED]]));
    warn_count(ledger, listener, ledger->part_refunded,
               "row is refunded in part and counts in full",
               "rows are refunded in part and count in full");
    warn_count(ledger, listener, ledger->without_vat,
               "row has an empty cell for the VAT and counts as sold without VAT",
               "rows have an empty cell for the VAT and count as sold without VAT");
}

static bool is_nothing(vikt_text key)
{
    return vikt_kind_of(key) == VIKT_KIND_EMPTY || vikt_kind_is_blank(key);
}

/* Lists for people, and pivot tables, name a customer once and leave the rows below empty. */
static void tell_nameless(const vikt_ledger *ledger, const vikt_listener *listener)
{
    const vikt_bads *bads = &ledger->rows.bads;
    size_t count = 0;

    for (size_t i = 0; i < bads->count; i++)
        count += bads->items[i].slot == VIKT_LEDGER_CUSTOMER && is_nothing(bads->items[i].raw);
    if (count > 1 && count * 10 >= ledger->rows.count)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK,
                  vikt_place_of(ledger->sheet->source, ledger->sheet->heading_row,
                                (long)ledger->columns.at[VIKT_LEDGER_CUSTOMER] + 1),
                  "%zu rows have no customer and are not counted; if they are of the customer "
                  "above, repeat it in every row (in a pivot table: Repeat All Item Labels)",
                  count);
}

void vikt_ledger_tell(const vikt_ledger *ledger, const vikt_listener *listener)
{
    char day[11], later[64];

    vikt_date_write(ledger->as_of, day);
    snprintf(later, sizeof later, "%s after %s %s", vikt_plural(ledger->later, "row", "rows"), day,
             vikt_plural(ledger->later, "is", "are"));
    if (ledger->columns.amount == VIKT_LEDGER_BALANCE || !is_settled(ledger))
        tell_amount(ledger, listener);
    tell_left_out(ledger, listener);
    tell_count(ledger, listener, ledger->later, later);
    tell_nameless(ledger, listener);
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

/* ---- what ends a reading ---- */

/* "all 12 rows are", "the only row is". */
static const char *all_rows(char out[48], size_t count)
{
    snprintf(out, 48, count == 1 ? "the only row is" : "all %zu rows are", count);
    return out;
}

vikt_code vikt_ledger_check_rejects(const vikt_ledger *ledger, vikt_error *err)
{
    vikt_bads_sum sum = {.count = 0};

    vikt_bads_sum_add(&sum, &ledger->rows.bads);
    return vikt_bads_sum_check(&sum, ledger->sheet->source, err);
}

/* Why not even one row can be used, by the first of them. */
static vikt_code fail_unused(const vikt_ledger *ledger, vikt_error *err)
{
    const vikt_bad *bad = &ledger->rows.bads.items[0];
    bool has_column = bad->slot != VIKT_INDEX_NONE, failed = false;
    size_t column = has_column ? ledger->columns.at[bad->slot] : 0;
    vikt_place place =
        vikt_place_of(ledger->sheet->source, bad->row, has_column ? (long)column + 1 : 0);
    char rows[64] = "the only row cannot be used";
    vikt_text value = {NULL, 0};

    if (ledger->rows.count > 1)
        snprintf(rows, sizeof rows, "none of the %zu rows can be used", ledger->rows.count);
    if (has_column)
        value = vikt_reject_value(ledger->rows.arena, bad, VIKT_PERSONAL_HEADING, &failed);
    if (failed)
        return vikt_fail_memory(err);
    if (value.length == 0)
        return vikt_fail(err, VIKT_INPUT, place, "%s: %s", rows, bad->reason);
    value = vikt_text_start(value, 60);
    return vikt_fail(err, VIKT_INPUT, place, "%s: \"%.*s\" in \"%.*s\" %s", rows, VIKT_SHOW(value),
                     VIKT_SHOW(ledger->sheet->titles[column]), bad->reason);
}

/* Rows that say why none can be used are told by the rejects. */
vikt_code vikt_ledger_check_used(const vikt_ledger *ledger, vikt_error *err)
{
    char day[11], rows[48];

    if (ledger->used)
        return VIKT_OK;
    vikt_date_write(ledger->as_of, day);
    if (ledger->later)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(ledger->sheet->source, 0, 0),
                         "%s later than %s; choose another date with --as-of",
                         all_rows(rows, ledger->later), day);
    if (ledger->rows.bads.count)
        return fail_unused(ledger, err);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(ledger->sheet->source, 0, 0),
                     "has no invoices: %s cancelled, drafts or the like",
                     all_rows(rows, ledger->rows.count));
}
