/* SPDX-License-Identifier: MIT */
#include "core/run/sniff.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/profile/needs.h"
#include "core/run/prepare.h"
#include "core/run/sniff_column.h"

/* What the result's texts point into. */
typedef struct holder {
    vikt_sniff sniff; /* first: the caller's pointer is also this one's */
    vikt_table table;
    vikt_pool pool;
    vikt_sheet sheet;
    vikt_match match;
} holder;

static const char *line_ends_of(vikt_text text)
{
    size_t feeds = 0, pairs = 0;

    for (const char *at = text.at, *end = text.at + text.length; at < end; at++) {
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

/* Once: the same may be told and be what ended the reading. */
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

static vikt_code ask(vikt_sniff *sniff, const vikt_error *what, vikt_error *err)
{
    char text[sizeof what->message + sizeof what->place.source + 64];

    vikt_error_format(what, text, sizeof text);
    return add_question(sniff, vikt_text_of(text), err);
}

/* A run that could not be had for want of memory asks nothing. */
static bool is_question(vikt_code code)
{
    return code == VIKT_INPUT || code == VIKT_PROFILE;
}

/* ---- what the file is ---- */

static void find_kind(vikt_sniff *sniff)
{
    sniff->kind = VIKT_SOURCE_CUSTOMERS;
    sniff->kind_why = "one row a customer";
}

static vikt_code find_headings(holder *h, vikt_error *err)
{
    vikt_run *run = h->sniff.run;
    vikt_error why = {0};
    vikt_code rc = vikt_match_of(&h->sheet, run->profile, NULL, &run->arena, &h->match, &why);

    if (rc == VIKT_OK)
        return VIKT_OK;
    if (is_question(rc) && h->match.headings)
        return ask(&h->sniff, &why, err);
    if (err)
        *err = why;
    return rc;
}

static vikt_code read_columns(holder *h, vikt_error *err)
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

    return types ? vikt_sniff_columns(&task, &h->sniff, err) : vikt_fail_memory(err);
}

/* Which columns the profile has a use for; of those, what can be read in two ways is asked. */
static vikt_code tell_read(vikt_sniff *sniff, vikt_error *err)
{
    vikt_run *run = sniff->run;
    vikt_code rc = VIKT_OK;
    bool *wanted;

    if (!vikt_needs_of_fields(run->profile, &run->arena, &wanted))
        return vikt_fail_memory(err);
    for (size_t i = 0; rc == VIKT_OK && i < sniff->column_count; i++) {
        vikt_sniff_column *column = &sniff->columns[i];
        size_t field = column->heading.field;

        column->heading.read =
            i == sniff->key || i == sniff->name || (field != VIKT_INDEX_NONE && wanted[field]);
        if (column->heading.read && column->question)
            rc = add_question(sniff, vikt_text_of(column->question), err);
    }
    return rc;
}

/* Reads the file as a run does. */
static vikt_code try_run(vikt_sniff *sniff, const vikt_run_options *options, vikt_error *err)
{
    const vikt_notices *notices = &sniff->run->notices;
    vikt_error why = {0};
    vikt_code rc = vikt_prepare_data(sniff->run, options, &why);

    if (rc == VIKT_OK)
        return VIKT_OK;
    if (is_question(rc)) {
        rc = ask(sniff, &why, err);
        for (size_t i = 0; rc == VIKT_OK && i < notices->count; i++)
            if (notices->items[i].severity == VIKT_ERROR)
                rc = add_question(sniff, notices->items[i].text, err);
        return rc;
    }
    if (err)
        *err = why;
    return rc;
}

static vikt_code open_file(holder *h, const vikt_run_options *options, vikt_error *err)
{
    vikt_run *run = h->sniff.run;
    const vikt_source_settings *settings;
    vikt_code rc = vikt_company_find(options->company, &run->arena, &run->company, err);

    if (rc == VIKT_OK && run->company.is_folder)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(options->company, 0, 0),
                         "is a folder; expected a data file");
    if (rc == VIKT_OK)
        rc = vikt_prepare_profile(run, options, err);
    if (rc != VIKT_OK)
        return rc;
    run->customers = run->company.data; /* a ledger is found to be one */
    settings = &run->profile->sources[VIKT_SOURCE_CUSTOMERS];
    rc = vikt_table_open(run->company.data, settings, run->allocator, &h->table, err);
    if (rc != VIKT_OK)
        return rc;
    h->pool.mapped = h->table.text.at;
    return vikt_sheet_open(&h->table, settings, &run->arena, &h->sheet, err);
}

static void tell_file(holder *h)
{
    vikt_sniff *sniff = &h->sniff;

    sniff->format = h->table.format;
    sniff->bytes = h->table.bytes;
    sniff->encoding = h->table.encoding.name;
    sniff->charset = vikt_charset_name(h->table.encoding.charset);
    sniff->proof = vikt_encoding_proof(&h->table.encoding);
    if (!h->table.separator) { /* those of the file, not of what was made of it */
        sniff->line_ends = line_ends_of(h->table.text);
        sniff->separator = h->sheet.separator == '\n' ? '\0' : h->sheet.separator;
    }
    sniff->heading_row = h->sheet.heading_row;
    sniff->column_count = vikt_sheet_columns(&h->sheet);
}

static vikt_code look(holder *h, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = open_file(h, options, err);

    if (rc != VIKT_OK)
        return rc;
    tell_file(h);
    find_kind(&h->sniff);
    rc = find_headings(h, err);
    h->sniff.key = h->match.key;
    h->sniff.name = h->match.name;
    if (rc == VIKT_OK)
        rc = read_columns(h, err);
    if (rc == VIKT_OK)
        rc = tell_read(&h->sniff, err);
    return rc == VIKT_OK ? try_run(&h->sniff, options, err) : rc;
}

vikt_code vikt_sniff_file(const vikt_run_options *options, const vikt_listener *listener,
                          vikt_sniff **out, vikt_error *err)
{
    const vikt_allocator *allocator =
        options->allocator ? options->allocator : vikt_allocator_default();
    holder *h = vikt_acquire(allocator, 1, sizeof *h);
    vikt_locale locale;
    vikt_code rc;

    *out = NULL;
    if (!h)
        return vikt_fail_memory(err);
    h->table.source.allocator = allocator;
    vikt_buffer_init(&h->pool.grown, allocator, SIZE_MAX / 2);
    h->sniff.run = vikt_run_new(options, listener);
    if (!h->sniff.run) {
        vikt_release(allocator, h);
        return vikt_fail_memory(err);
    }
    locale = vikt_locale_begin();
    rc = look(h, options, err);
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
    holder *h = (holder *)sniff;
    const vikt_allocator *allocator;

    if (!sniff)
        return;
    allocator = sniff->run->allocator;
    vikt_buffer_clear(&h->pool.grown);
    vikt_table_close(&h->table);
    vikt_run_free(sniff->run);
    vikt_release(allocator, h);
}

size_t vikt_sniff_questions(const vikt_sniff *sniff)
{
    return sniff->question_count;
}
