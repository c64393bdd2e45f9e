/* SPDX-License-Identifier: MIT
 *
 * Reading a text as a ledger, into fields that ledgers tell.
 */
#ifndef VIKT_TEST_LEDGER_READING_H
#define VIKT_TEST_LEDGER_READING_H

#include <criterion/criterion.h>
#include <unistd.h>

#include "sample_profile.h"

static inline vikt_date day(const char *text)
{
    vikt_date date = 0;

    cr_assert(vikt_date_read(vikt_text_of(text), &date));
    return date;
}

static const char *const fields[] = {
    "revenue_prev",   "orders", "recency",     "tenure",  "average_order", "regularity",
    "credits",        "mix",    "open_amount", "overdue", "late_share",    "days_late_weighted",
    "product_groups", NULL,
};

/* A profile with the fields that ledgers tell, besides those of the sample. */
static inline void profile_init(sample_profile *p)
{
    memset(p, 0, sizeof *p);
    sample_field(p, "key", VIKT_TYPE_TEXT, NULL);
    sample_field(p, "name", VIKT_TYPE_TEXT, NULL);
    sample_field(p, "revenue", VIKT_TYPE_NUMBER, NULL);
    for (size_t i = 0; fields[i]; i++)
        sample_field(p, fields[i], VIKT_TYPE_NUMBER, NULL);
    sample_field(p, "growth_state", VIKT_TYPE_TEXT, NULL);
}

typedef struct got {
    sample_profile p;
    vikt_import *import;
    vikt_code rc;
    vikt_error err;
    heard heard;
} got;

/* Reads text as a ledger; as_of NULL: its newest day. */
static inline void read_ledger(got *g, const char *text, const char *as_of)
{
    char path[] = "/tmp/vikt-ledger-XXXXXX";
    vikt_import_request request = {.invoices = path};
    vikt_listener listener = {hear, &g->heard};
    FILE *file = fdopen(mkstemp(path), "wb");

    if (!g->p.profile.field_count)
        profile_init(&g->p);
    if (as_of) {
        request.has_as_of = true;
        request.as_of = day(as_of);
    }
    fputs(text, file);
    fclose(file);
    g->rc = vikt_import_sources(&request, &g->p.profile, &listener, NULL, &g->import, &g->err);
    remove(path);
}

static inline double value(const got *g, const char *key, const char *field)
{
    const vikt_column *column = g->import->columns[sample_index(&g->p, field)];

    cr_assert(column != NULL, "%s", field);
    for (size_t i = 0; i < g->import->count; i++)
        if (vikt_text_is(vikt_column_text(g->import->keys, i), key))
            return column->numbers[i];
    cr_assert_fail("no customer %s", key);
    return 0;
}

static inline vikt_text text(size_t row, const vikt_column *column)
{
    return vikt_column_text(column, row);
}

static inline bool has_heard(const got *g, vikt_severity severity, const char *text)
{
    return heard_of(&g->heard, severity, text);
}

#endif
