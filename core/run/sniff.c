/* SPDX-License-Identifier: MIT */
#include "core/run/sniff.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/profile/needs.h"
#include "core/run/prepare.h"
#include "core/run/sniff_column.h"
#include "core/run/sniff_work.h"

enum { FAR = 2932896 }; /* 9999-12-31 */

static const char *line_ends_of(vikt_text text)
{
    size_t feeds = 0, pairs = 0;

    for (const char *at = text.at, *end = vikt_text_end(text); at < end; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at)
            break;
        feeds++;
        pairs += at > text.at && at[-1] == '\r';
    }
    if (feeds == 0)
        return "none";
    return pairs == feeds ? "CRLF" : pairs == 0 ? "LF" : "mixed";
}

/* ---- questions: what would stop a run ---- */

/* The same may be told and be what ended the reading. */
static vikt_code add_question(vikt_sniff *sniff, vikt_text text, vikt_error *err)
{
    vikt_arena *arena = &sniff->run->arena;
    char *copy;

    for (size_t i = 0; i < sniff->question_count; i++)
        if (vikt_text_is(text, sniff->questions[i]))
            return VIKT_OK;
    copy = vikt_arena_copy(arena, text.at, text.length);
    sniff->questions = vikt_arena_grow(arena, sniff->questions, sniff->question_count,
                                       &sniff->question_capacity, sizeof *sniff->questions);
    if (!sniff->questions || !copy)
        return vikt_fail_memory(err);
    sniff->questions[sniff->question_count++] = copy;
    return VIKT_OK;
}

vikt_code vikt_sniff_ask(vikt_sniff *sniff, const vikt_error *what, vikt_error *err)
{
    char text[sizeof what->message + sizeof what->place.source + 64];

    vikt_error_format(what, text, sizeof text);
    return add_question(sniff, vikt_text_of(text), err);
}

bool vikt_sniff_is_question(vikt_code code)
{
    return code == VIKT_INPUT || code == VIKT_PROFILE || code == VIKT_LIMIT;
}

/* ---- looking ---- */

static vikt_code read_columns(vikt_sniff_work *h, vikt_error *err)
{
    vikt_arena *arena = &h->sniff.run->arena;
    vikt_type *types = vikt_arena_new(arena, h->sheet.width, sizeof *types);
    vikt_sniff_task task = {.sheet = &h->sheet,
                            .match = &h->match,
                            .profile = h->sniff.run->profile,
                            .types = types,
                            .arena = arena,
                            .pool = &h->pool,
                            .table = &h->table,
                            .kind = h->sniff.kind};

    if (!types)
        return vikt_fail_memory(err);
    vikt_sniff_part_types(h, types);
    return vikt_sniff_columns(&task, &h->sniff, err);
}

/* Which columns the profile has a use for; of those, what can be read in two ways is asked. */
static vikt_code tell_read(vikt_sniff_work *h, vikt_error *err)
{
    vikt_sniff *sniff = &h->sniff;
    vikt_run *run = sniff->run;
    vikt_code rc = VIKT_OK;
    bool *wanted;

    if (!vikt_needs_of_fields(run->profile, &run->arena, &wanted))
        return vikt_fail_memory(err);
    for (size_t i = 0; rc == VIKT_OK && i < sniff->column_count; i++) {
        vikt_sniff_column *column = &sniff->columns[i];
        size_t field = column->heading.field;

        column->heading.read =
            i == sniff->key || i == sniff->name || vikt_sniff_reads_part(h, i) ||
            (field != VIKT_INDEX_NONE && (wanted[field] || sniff->kind == VIKT_SOURCE_RATINGS));
        if (column->heading.read && column->question)
            rc = add_question(sniff, vikt_text_of(column->question), err);
    }
    return rc;
}

/* All rows of a ledger tell more than its headings: whether "Belopp" is with VAT. */
static void take_parts(vikt_sniff *sniff)
{
    const vikt_import *import = sniff->run->import;

    for (size_t i = 0; i < import->reading_count; i++) {
        const vikt_reading *reading = &import->readings[i];

        if (reading->kind != VIKT_SOURCE_INVOICES)
            continue;
        for (size_t j = 0; j < sniff->column_count && j < reading->heading_count; j++) {
            sniff->columns[j].heading.part = reading->headings[j].part;
            sniff->columns[j].heading.match = reading->headings[j].match;
            sniff->columns[j].heading.read = reading->headings[j].read;
        }
    }
}

/* Reads the file as a run does. */
static vikt_code try_run(vikt_sniff *sniff, const vikt_run_options *options, vikt_error *err)
{
    const vikt_notices *notices = &sniff->run->notices;
    vikt_error why = {0};
    vikt_run *run = sniff->run;
    vikt_code rc;

    run->customers = sniff->kind == VIKT_SOURCE_CUSTOMERS || !run->profile->invoices.length
                         ? run->company.data
                         : NULL;
    run->invoices = run->customers ? NULL : run->company.data;
    run->as_of = FAR;                             /* a ledger ends where it ends */
    run->profile->ratings = (vikt_text){NULL, 0}; /* this file alone is looked at */
    rc = vikt_prepare_data(run, options, &why);
    if (rc == VIKT_OK) {
        take_parts(sniff);
        return VIKT_OK;
    }
    if (vikt_sniff_is_question(rc)) {
        rc = vikt_sniff_ask(sniff, &why, err);
        for (size_t i = 0; rc == VIKT_OK && i < notices->count; i++)
            if (notices->items[i].severity == VIKT_ERROR)
                rc = add_question(sniff, notices->items[i].text, err);
        return rc;
    }
    if (err)
        *err = why;
    return rc;
}

static vikt_code prepare(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = vikt_company_find(options->company, &run->arena, &run->company, err);

    if (rc == VIKT_OK && run->company.is_folder)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(options->company, 0, 0),
                         "is a folder; expected a data file");
    return rc == VIKT_OK ? vikt_prepare_profile(run, options, err) : rc;
}

/* Of several tables in a file it is asked which one is meant; the first one is looked at. */
static vikt_code open_sheet(vikt_sniff_work *h, const vikt_source_settings *settings,
                            vikt_error *err)
{
    vikt_arena *arena = &h->sniff.run->arena;
    vikt_source_settings first = *settings;
    vikt_error why = {0};
    vikt_code rc = vikt_sheet_open(&h->table, settings, arena, &h->sheet, &why);

    h->sniff.has_tables = rc == VIKT_INPUT && h->sheet.extent.next > 0;
    if (!h->sniff.has_tables) {
        if (rc != VIKT_OK && err)
            *err = why;
        return rc;
    }
    rc = vikt_sniff_ask(&h->sniff, &why, err);
    first.has_heading = true;
    first.heading = h->sheet.has_heading ? (size_t)h->sheet.heading_row : 0;
    return rc == VIKT_OK ? vikt_sheet_open(&h->table, &first, arena, &h->sheet, err) : rc;
}

static vikt_code open_file(vikt_sniff_work *h, vikt_error *err)
{
    vikt_run *run = h->sniff.run;
    const vikt_source_settings *settings;
    vikt_code rc;

    if (vikt_sniff_told_ledger(run))
        h->sniff.kind = VIKT_SOURCE_INVOICES;
    settings = &run->profile->sources[h->sniff.kind];
    rc = vikt_source_open(run->company.data, run->allocator, &h->source, err);
    if (rc != VIKT_OK)
        return rc;
    run->given = h->source.bytes;
    rc = vikt_table_open_given(run->company.data, run->given, settings, run->allocator, &h->table,
                               err);
    if (rc != VIKT_OK)
        return rc;
    h->pool.mapped = h->table.text.at;
    return open_sheet(h, settings, err);
}

static void tell_file(vikt_sniff_work *h)
{
    vikt_sniff *sniff = &h->sniff;

    sniff->format = h->table.format;
    sniff->bytes = h->table.bytes;
    sniff->encoding = h->table.encoding.name;
    sniff->charset = vikt_charset_name(h->table.encoding.charset);
    sniff->is_text = !h->table.separator || h->table.has_blanks;
    sniff->proof = h->sheet.proof;
    sniff->line_ends = sniff->is_text ? line_ends_of(h->table.text) : NULL;
    if (sniff->is_text && h->sheet.separator != '\n')
        sniff->separator = h->table.has_blanks ? ' ' : h->sheet.separator;
    sniff->has_heading = h->sheet.has_heading;
    sniff->titles = h->sheet.title_rows;
    sniff->footers = h->sheet.extent.footers;
    sniff->heading_row = sniff->has_heading ? h->sheet.heading_row : 0;
    sniff->column_count = vikt_sheet_columns(&h->sheet);
}

vikt_code vikt_sniff_look(vikt_sniff_work *h, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = open_file(h, err);

    if (rc != VIKT_OK)
        return rc;
    tell_file(h);
    rc = vikt_sniff_identify(h, err);
    h->sniff.key = h->match.key;
    h->sniff.name = h->match.name;
    if (rc == VIKT_OK)
        rc = read_columns(h, err);
    if (rc == VIKT_OK)
        rc = tell_read(h, err);
    if (rc != VIKT_OK || h->sniff.kind == VIKT_SOURCE_RATINGS)
        return rc; /* ratings alone are no company */
    return try_run(&h->sniff, options, err);
}

vikt_sniff_work *vikt_sniff_new(const vikt_run_options *options, const vikt_listener *listener)
{
    const vikt_allocator *allocator =
        options->allocator ? options->allocator : vikt_allocator_default();
    vikt_sniff_work *h = vikt_acquire(allocator, 1, sizeof *h);

    if (!h)
        return NULL;
    h->table.source.allocator = h->source.allocator = allocator;
    vikt_buffer_init(&h->pool.grown, allocator, SIZE_MAX / 2);
    h->sniff.run = vikt_run_new(options, listener);
    if (h->sniff.run)
        return h;
    vikt_release(allocator, h);
    return NULL;
}

vikt_code vikt_sniff_file(const vikt_run_options *options, const vikt_listener *listener,
                          vikt_sniff **out, vikt_error *err)
{
    vikt_sniff_work *h = vikt_sniff_new(options, listener);
    vikt_locale locale;
    vikt_code rc;

    *out = NULL;
    if (!h)
        return vikt_fail_memory(err);
    locale = vikt_locale_begin();
    rc = prepare(h->sniff.run, options, err);
    if (rc == VIKT_OK)
        rc = vikt_sniff_look(h, options, err);
    if (rc == VIKT_OK)
        rc = vikt_source_check(&h->source, err);
    vikt_locale_end(locale);
    h->sniff.run->notices.next = NULL; /* lent during the call only */
    if (rc == VIKT_OK)
        *out = &h->sniff;
    else
        vikt_sniff_free(&h->sniff);
    return rc;
}

void vikt_sniff_free(vikt_sniff *sniff)
{
    vikt_sniff_work *h = (vikt_sniff_work *)sniff;
    const vikt_allocator *allocator;

    if (!sniff)
        return;
    allocator = sniff->run->allocator;
    vikt_buffer_clear(&h->pool.grown);
    vikt_table_close(&h->table);
    vikt_run_free(sniff->run);
    vikt_source_close(&h->source);
    vikt_release(allocator, h);
}

size_t vikt_sniff_questions(const vikt_sniff *sniff)
{
    return sniff->question_count;
}
