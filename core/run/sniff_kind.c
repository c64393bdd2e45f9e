/* SPDX-License-Identifier: MIT
 *
 * What a file is, and which of its columns is what.
 */
#include <string.h>

#include "core/profile/rated.h"
#include "core/run/sniff_work.h"
#include "core/import/ledger_month.h"
#include "core/import/ledger_use.h"

/* Marks on several scales, and nothing else that a register of customers would have. */
static bool holds_ratings(const vikt_sniff_work *h)
{
    const vikt_profile *profile = h->sniff.run->profile;
    size_t rated = 0;

    for (size_t i = 0; i < h->sheet.width; i++) {
        size_t field = h->match.headings[i].field;
        double min, max;

        if (field == VIKT_INDEX_NONE || i == h->match.key || i == h->match.name)
            continue;
        if (vikt_rated_scale(profile, field, &min, &max))
            rated++;
        else if (!vikt_text_is(profile->fields[field].name, "note"))
            return false;
    }
    return rated > 1;
}

bool vikt_sniff_told_ledger(const vikt_run *run)
{
    vikt_text name = run->profile->invoices;
    vikt_arena arena;
    const char *path;
    bool same;

    vikt_arena_init(&arena, run->allocator);
    path = name.length ? vikt_company_path(&run->company, name, &arena) : NULL;
    same = path && strcmp(path, run->company.data) == 0;
    vikt_arena_clear(&arena);
    return same;
}

/* As a run decides it; the profile may have named the file. */
static vikt_code find_kind(vikt_sniff_work *h, vikt_error *err)
{
    vikt_sniff *sniff = &h->sniff;
    vikt_import_request request = {.customers = sniff->run->company.data};
    vikt_import import = {.count = 0};
    vikt_invoices to = {.request = &request, .profile = sniff->run->profile, .import = &import};
    bool is_ledger = sniff->kind == VIKT_SOURCE_INVOICES;
    vikt_error why = {0};
    vikt_code rc = VIKT_OK;

    to.pool = &h->pool;
    sniff->kind_why = "a row a customer, with what is known of it";
    if (is_ledger) {
        sniff->kind_why = "the profile says so";
        return VIKT_OK;
    }
    vikt_arena_init(&import.arena, sniff->run->allocator);
    rc = vikt_invoices_suspect(&to, &h->table, &h->sheet, &is_ledger, &why);
    vikt_arena_clear(&import.arena);
    if (vikt_sniff_is_question(rc)) {
        is_ledger = true;
        rc = vikt_sniff_ask(sniff, &why, err);
    } else if (rc != VIKT_OK && err) {
        *err = why;
    }
    if (is_ledger) {
        sniff->kind = VIKT_SOURCE_INVOICES;
        sniff->kind_why = h->table.is_ledger
                              ? "the format holds transactions"
                              : "rows with a customer, a date and an amount, of invoices or of "
                                "customers that repeat";
    }
    return rc;
}

/* What the columns are in a ledger. */
static vikt_code find_parts(vikt_sniff_work *h, vikt_error *err)
{
    vikt_run *run = h->sniff.run;
    vikt_error why = {0};
    vikt_code rc =
        vikt_ledger_columns_of(&h->sheet, run->profile, NULL, &run->arena, &h->ledger, &why);

    if (rc == VIKT_OK) {
        h->match.headings = h->ledger.headings;
        h->match.name = h->ledger.at[VIKT_LEDGER_NAME];
        h->match.key = h->ledger.at[VIKT_LEDGER_CUSTOMER];
        if (h->ledger.by_name) {
            h->match.name = h->match.key;
            h->match.key = VIKT_INDEX_NONE;
        }
        if (!vikt_ledger_columns_enough(&h->ledger))
            rc = vikt_ledger_columns_fail(&h->ledger, &h->sheet, &why);
    }
    if (vikt_sniff_is_question(rc))
        return vikt_sniff_ask(&h->sniff, &why, err);
    if (rc != VIKT_OK && err)
        *err = why;
    return rc;
}

/* What a part must hold. */
static vikt_type type_of_part(vikt_ledger_part part)
{
    switch (part) {
    case VIKT_LEDGER_DATE:
    case VIKT_LEDGER_DUE:
    case VIKT_LEDGER_PAID:
        return VIKT_TYPE_DATE;
    case VIKT_LEDGER_NET:
    case VIKT_LEDGER_GROSS:
    case VIKT_LEDGER_AMOUNT:
    case VIKT_LEDGER_VAT:
    case VIKT_LEDGER_BALANCE:
    case VIKT_LEDGER_QUANTITY:
    case VIKT_LEDGER_PRICE:
    case VIKT_LEDGER_DEBIT:
    case VIKT_LEDGER_CREDITED:
    case VIKT_LEDGER_REFUNDED:
        return VIKT_TYPE_NUMBER;
    case VIKT_LEDGER_CUSTOMER:
    case VIKT_LEDGER_NAME:
    case VIKT_LEDGER_INVOICE:
    case VIKT_LEDGER_CURRENCY:
    case VIKT_LEDGER_GROUP:
    case VIKT_LEDGER_STATUS:
    case VIKT_LEDGER_TYPE:
        return VIKT_TYPE_TEXT;
    case VIKT_LEDGER_CANCELLED: /* a date or yes */
    case VIKT_LEDGER_CREDIT:
    case VIKT_LEDGER_PARTS:
        break;
    }
    return VIKT_TYPE_UNKNOWN;
}

static vikt_code find_headings(vikt_sniff_work *h, vikt_error *err)
{
    vikt_run *run = h->sniff.run;
    vikt_error why = {0};
    vikt_code rc = vikt_match_of(&h->sheet, run->profile, NULL, &run->arena, &h->match, &why);

    if (vikt_sniff_is_question(rc) && h->match.words && h->sniff.kind == VIKT_SOURCE_INVOICES)
        rc = VIKT_OK; /* its columns are no fields */
    if (rc == VIKT_OK)
        return h->sniff.kind == VIKT_SOURCE_INVOICES ? find_parts(h, err) : VIKT_OK;
    if (vikt_sniff_is_question(rc) && h->match.words) {
        h->sniff.is_unmatched = true;
        return vikt_sniff_ask(&h->sniff, &why, err);
    }
    if (err)
        *err = why;
    return rc;
}

static bool is_ledger(const vikt_sniff_work *h)
{
    return h->sniff.kind == VIKT_SOURCE_INVOICES && h->ledger.headings;
}

bool vikt_sniff_reads_part(const vikt_sniff_work *h, size_t column)
{
    for (vikt_ledger_part part = 0; is_ledger(h) && part < VIKT_LEDGER_PARTS; part++)
        if (h->ledger.at[part] == column && vikt_ledger_columns_reads(&h->ledger, part))
            return true;
    return false;
}

vikt_code vikt_sniff_identify(vikt_sniff_work *h, vikt_error *err)
{
    vikt_code rc = find_kind(h, err);

    if (rc == VIKT_OK)
        rc = find_headings(h, err);
    if (rc == VIKT_OK && h->sniff.kind == VIKT_SOURCE_CUSTOMERS && holds_ratings(h)) {
        h->sniff.kind = VIKT_SOURCE_RATINGS;
        h->sniff.kind_why = "a row a customer, with marks on several scales and no amount";
    }
    return rc;
}

void vikt_sniff_part_types(const vikt_sniff_work *h, vikt_type *types)
{
    for (vikt_ledger_part part = 0; is_ledger(h) && part < VIKT_LEDGER_PARTS; part++)
        if (vikt_ledger_columns_has(&h->ledger, part))
            types[h->ledger.at[part]] = type_of_part(part);
    /* Months are shown as they stand: their days are the ledger's. */
    if (is_ledger(h) && vikt_ledger_columns_has(&h->ledger, VIKT_LEDGER_DATE) &&
        vikt_ledger_holds_months(&h->sheet, h->ledger.at[VIKT_LEDGER_DATE]))
        types[h->ledger.at[VIKT_LEDGER_DATE]] = VIKT_TYPE_TEXT;
}
