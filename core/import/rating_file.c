/* SPDX-License-Identifier: MIT */
#include "core/import/rating_file.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/load.h"
#include "core/import/name.h"
#include "core/import/rating_form.h"

/* What is needed while a sheet is read. */
typedef struct reader {
    vikt_rating_heap *heap;
    const vikt_rating_file *file;
    vikt_arena arena;
    vikt_pool pool;
    vikt_table table;
    vikt_sheet sheet;
    vikt_rating_form form;
    vikt_match match;
    vikt_load load;
    const vikt_decoder *raters; /* the column of their names; NULL: the file's */
    uint32_t *customers;        /* by slot; UINT32_MAX: none */
    uint32_t *who;              /* by slot: number of the rater */
} reader;

bool vikt_rating_heap_reject(vikt_rating_heap *heap, size_t file, vikt_reject reject)
{
    vikt_reading *reading = &heap->readings[file];

    if (heap->reject_count == VIKT_REJECTS_MAX) {
        heap->more_rejects++;
        return true;
    }
    heap->rejects = vikt_arena_grow(&heap->import->arena, heap->rejects, heap->reject_count,
                                    &heap->reject_capacity, sizeof *heap->rejects);
    if (!heap->rejects)
        return false;
    reject.source = reading->source;
    reading->rejected_rows += reject.whole_row;
    reading->rejected_cells += !reject.whole_row;
    heap->rejects[heap->reject_count++] = reject;
    return true;
}

/* ---- headings ---- */

static vikt_code fail_unrated(const reader *r, vikt_error *err)
{
    char fields[256] = "";
    size_t length = 0;

    for (size_t i = 0; i < r->form.profile.field_count; i++) {
        vikt_text name = r->form.profile.fields[i].name;

        if (r->form.rated[i] && length + name.length + 3 < sizeof fields)
            length += (size_t)snprintf(fields + length, sizeof fields - length, "%s%.*s",
                                       length ? ", " : "", VIKT_SHOW(name));
    }
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->sheet.source, r->sheet.heading_row, 0),
                     "has no column for marks; the fields with a scale are: %s", fields);
}

/* Headings and titles outlive the table. */
static vikt_code keep_headings(reader *r, vikt_error *err)
{
    vikt_rating_heap *heap = r->heap;
    vikt_arena *arena = &heap->import->arena;
    vikt_reading *reading = &heap->readings[heap->file_count];
    vikt_text *titles = vikt_arena_new(arena, heap->profile->field_count, sizeof *titles);
    size_t rated = 0;

    reading->heading_count = vikt_sheet_columns(&r->sheet);
    reading->headings = vikt_arena_new(arena, reading->heading_count, sizeof *reading->headings);
    heap->titles[heap->file_count] = titles;
    if (!titles || !reading->headings)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < reading->heading_count; i++) {
        vikt_heading *to = &reading->headings[i];
        size_t field = r->match.headings[i].field;

        *to = r->match.headings[i];
        to->text = vikt_text_copy(arena, to->text.length ? to->text : VIKT_TEXT(""));
        to->why = to->why ? vikt_arena_copy(arena, to->why, strlen(to->why)) : NULL;
        to->field = field == VIKT_INDEX_NONE ? field : r->form.fields[field];
        if (field != VIKT_INDEX_NONE && field == r->form.rater)
            to->part = "rater";
        to->read = field != VIKT_INDEX_NONE;
        if (!to->text.at)
            return vikt_fail_memory(err);
        if (field != VIKT_INDEX_NONE && r->form.rated[field]) {
            titles[to->field] = to->text;
            rated++;
        }
    }
    return rated ? VIKT_OK : fail_unrated(r, err);
}

/* ---- who ---- */

/* The number of a rater; spellings that differ in case and blanks are one, and the first of them in
 * bytewise order is shown, so that the order of rows changes nothing. */
static vikt_code find_rater(reader *r, vikt_text name, uint32_t *out, vikt_error *err)
{
    vikt_rating_heap *heap = r->heap;
    vikt_arena *arena = &heap->import->arena;
    vikt_text folded = vikt_name_folded(&r->arena, name);
    size_t i = 0;

    name = vikt_text_trim(name);
    if (!folded.at)
        return vikt_fail_memory(err);
    while (i < heap->rater_count && !vikt_text_equal(heap->folded[i], folded))
        i++;
    *out = (uint32_t)i;
    if (i == VIKT_RATERS_MAX)
        return vikt_fail(err, VIKT_LIMIT, vikt_place_of(r->sheet.source, 0, 0),
                         "more than %d raters; is the column of their names another one?",
                         VIKT_RATERS_MAX);
    if (i < heap->rater_count && vikt_text_compare(heap->raters[i], name) <= 0)
        return VIKT_OK;
    heap->raters[i] = vikt_text_copy(arena, name);
    if (i == heap->rater_count) {
        heap->folded[i] = vikt_text_copy(arena, folded);
        heap->rater_count++;
    }
    return heap->raters[i].at && heap->folded[i].at ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_text text_at(const vikt_load *load, const vikt_decoder *decoder, size_t slot)
{
    vikt_column column;

    if (!decoder)
        return (vikt_text){NULL, 0};
    column = vikt_load_texts(load, decoder);
    return vikt_text_trim(vikt_column_text(&column, slot));
}

/* Customer and rater of every row; a row without a customer is rejected. */
static vikt_code find_rows(reader *r, vikt_error *err)
{
    vikt_arena *arena = &r->heap->import->arena;

    for (size_t slot = 0; slot < r->load.count; slot++) {
        vikt_text key = text_at(&r->load, r->load.key, slot);
        vikt_text name = text_at(&r->load, r->load.name, slot);
        vikt_text rater = text_at(&r->load, r->raters, slot);
        const char *why = NULL;
        size_t customer = vikt_rating_join_find(&r->heap->join, key, name, &why);
        vikt_reject reject = {.row = (long)r->load.rows[slot], .whole_row = true};
        vikt_code rc = find_rater(r, rater.length ? rater : r->file->rater, &r->who[slot], err);

        if (rc != VIKT_OK)
            return rc;
        r->customers[slot] = customer == VIKT_INDEX_NONE ? UINT32_MAX : (uint32_t)customer;
        if (customer != VIKT_INDEX_NONE)
            continue;
        reject.reason = vikt_text_of(why);
        reject.value =
            vikt_text_copy(arena, vikt_text_start(key.length ? key : name, VIKT_REJECT_VALUE_MAX));
        if (r->heap->join.failed || !vikt_rating_heap_reject(r->heap, r->heap->file_count, reject))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

/* ---- marks ---- */

static vikt_code take_marks(reader *r, const vikt_decoder *d, vikt_error *err)
{
    vikt_rating_heap *heap = r->heap;
    bool turned = r->match.headings[d->column].turn == VIKT_TURN_SCALE;

    for (size_t slot = 0; slot < r->load.count; slot++) {
        if (isnan(d->numbers[slot]) || r->customers[slot] == UINT32_MAX)
            continue;
        if (heap->given_count == heap->given_capacity) {
            size_t capacity = heap->given_capacity ? heap->given_capacity * 2 : 256;
            vikt_mark_given *grown =
                vikt_resize(r->arena.allocator, heap->given, capacity, sizeof *grown);

            if (!grown)
                return vikt_fail_memory(err);
            heap->given = grown;
            heap->given_capacity = capacity;
        }
        heap->given[heap->given_count++] = (vikt_mark_given){
            .customer = r->customers[slot],
            .field = (uint32_t)r->form.fields[d->field],
            .rater = r->who[slot],
            .file = (uint32_t)heap->file_count,
            .row = r->load.rows[slot],
            .mark = turned ? d->min + d->max - d->numbers[slot] : d->numbers[slot]};
    }
    return VIKT_OK;
}

/* What people write who give no mark. */
static bool is_no_mark(vikt_text cell)
{
    static const char *const words[] = {"x", "X", "-", "?", "\xe2\x80\x93", "\xe2\x80\x94"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_text_is(cell, words[i]))
            return true;
    return cell.length == 0;
}

static vikt_code take_bads(reader *r, const vikt_decoder *d, vikt_error *err)
{
    vikt_rating_heap *heap = r->heap;
    vikt_arena *arena = &heap->import->arena;

    for (size_t i = 0; i < d->bads.count; i++) {
        const vikt_bad *bad = &d->bads.items[i];
        bool doubled, failed = false;
        vikt_text cell = vikt_text_trim(vikt_csv_cell(bad->raw, &doubled));
        vikt_reject reject = {.row = bad->row};

        if (is_no_mark(cell) || bad->slot == VIKT_INDEX_NONE ||
            r->customers[bad->slot] == UINT32_MAX)
            continue;
        cell = vikt_reject_shown(&r->arena, cell, VIKT_REJECT_VALUE_MAX, &failed);
        reject.column = heap->titles[heap->file_count][r->form.fields[d->field]];
        reject.key = vikt_reject_key(arena, heap->import->keys, r->customers[bad->slot], &failed);
        reject.value = vikt_text_copy(arena, cell);
        reject.reason = vikt_text_of(vikt_arena_copy(arena, bad->reason, strlen(bad->reason)));
        if (failed || !reject.reason.at || !vikt_rating_heap_reject(heap, heap->file_count, reject))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

static vikt_code take_ragged(reader *r, vikt_error *err)
{
    vikt_arena *arena = &r->heap->import->arena;

    for (size_t i = 0; i < r->load.ragged.count; i++) {
        const vikt_bad *bad = &r->load.ragged.items[i];
        bool failed = false;
        vikt_text shown = vikt_reject_shown(&r->arena, bad->raw, VIKT_REJECT_VALUE_MAX, &failed);
        vikt_reject reject = {.row = bad->row, .whole_row = true};

        if (r->load.has_personal)
            shown = vikt_personal_mask_within(&r->arena, shown, VIKT_PERSONAL_HEADING, &failed);
        reject.value = vikt_text_copy(arena, shown);
        reject.reason = vikt_text_of(vikt_arena_copy(arena, bad->reason, strlen(bad->reason)));
        if (failed || !reject.reason.at ||
            !vikt_rating_heap_reject(r->heap, r->heap->file_count, reject))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

static vikt_code take_all(reader *r, vikt_error *err)
{
    vikt_code rc = take_ragged(r, err);

    r->customers = vikt_arena_new(&r->arena, r->load.count, sizeof *r->customers);
    r->who = vikt_arena_new(&r->arena, r->load.count, sizeof *r->who);
    if (!r->customers || !r->who)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < r->load.decoder_count; i++)
        if (r->load.decoders[i].field != VIKT_INDEX_NONE &&
            r->load.decoders[i].field == r->form.rater)
            r->raters = &r->load.decoders[i];
    if (rc == VIKT_OK)
        rc = find_rows(r, err);
    for (size_t i = 0; rc == VIKT_OK && i < r->load.decoder_count; i++) {
        const vikt_decoder *d = &r->load.decoders[i];

        if (d->field == VIKT_INDEX_NONE || !r->form.rated[d->field])
            continue;
        rc = take_marks(r, d, err);
        if (rc == VIKT_OK)
            rc = take_bads(r, d, err);
    }
    return rc;
}

/* ---- the file ---- */

static vikt_code read_rows(reader *r, vikt_error *err)
{
    vikt_rating_heap *heap = r->heap;
    const vikt_source_settings *settings = &heap->profile->sources[VIKT_SOURCE_RATINGS];
    vikt_code rc = vikt_sheet_open(&r->table, settings, &r->arena, &r->sheet, err);

    vikt_encoding_warn(&r->table.encoding, r->table.name, heap->listener);
    vikt_table_warn(&r->table, heap->listener);
    if (rc == VIKT_OK && !vikt_rating_form_of(heap->profile, &r->sheet, &r->arena, &r->form))
        rc = vikt_fail_memory(err);
    if (rc == VIKT_OK)
        rc = vikt_match_again(&r->sheet, &r->form.profile, heap->known, heap->listener, &r->arena,
                              &r->match, err);
    if (rc == VIKT_OK)
        rc = keep_headings(r, err);
    if (rc != VIKT_OK)
        return rc;
    r->load = (vikt_load){.sheet = &r->sheet,
                          .match = &r->match,
                          .profile = &r->form.profile,
                          .listener = heap->listener,
                          .kind = VIKT_SOURCE_RATINGS,
                          .sums = {.told_decimal = settings->decimal,
                                   .native_decimal = r->table.decimal,
                                   .told_dates = settings->dates},
                          .arena = &r->arena,
                          .shared = {.allocator = r->arena.allocator,
                                     .arena = &r->arena,
                                     .pool = &r->pool,
                                     .text = r->table.text.at,
                                     .skipped = r->table.encoding.skipped}};
    rc = vikt_load_read(&r->load, r->table.newlines, err);
    return rc == VIKT_OK ? take_all(r, err) : rc;
}

static bool tell_reading(const reader *r, vikt_reading *reading)
{
    vikt_arena *arena = &r->heap->import->arena;

    reading->kind = VIKT_SOURCE_RATINGS;
    vikt_table_tell(&r->table, reading);
    vikt_sheet_tell(&r->sheet, &r->load.aside, reading);
    /* The table and the sheet are closed. */
    reading->format = vikt_arena_copy(arena, reading->format, strlen(reading->format));
    if (reading->proof.length)
        reading->proof = vikt_text_copy(arena, reading->proof);
    reading->separator = r->sheet.separator == '\n' ? '\0' : r->sheet.separator;
    if (r->table.separator) /* not the file's own, but that of what was made of it */
        reading->separator = '\0';
    memcpy(reading->fingerprint, r->match.fingerprint, sizeof reading->fingerprint);
    reading->remembered = r->match.remembered;
    reading->key_origin = r->load.key ? VIKT_KEY_COLUMN : VIKT_KEY_BY_NAME;
    reading->rows = r->load.count + r->load.ragged.count;
    return reading->format && (reading->proof.at || !reading->proof.length);
}

vikt_code vikt_rating_file_read(vikt_rating_heap *heap, const vikt_rating_file *file,
                                vikt_error *err)
{
    reader r = {.heap = heap, .file = file};
    vikt_reading *reading = &heap->readings[heap->file_count];
    vikt_code rc;

    vikt_arena_init(&r.arena, heap->import->arena.allocator);
    vikt_buffer_init(&r.pool.grown, r.arena.allocator, SIZE_MAX / 2);
    reading->source = vikt_text_copy(&heap->import->arena, vikt_text_of(file->path));
    rc = reading->source.at
             ? vikt_table_open(file->path, &heap->profile->sources[VIKT_SOURCE_RATINGS],
                               r.arena.allocator, &r.table, err)
             : vikt_fail_memory(err);
    if (rc != VIKT_OK)
        goto cleanup;
    r.pool.mapped = r.table.text.at;
    rc = read_rows(&r, err);
    if (rc == VIKT_OK)
        rc = vikt_table_check(&r.table, err);
    if (rc == VIKT_OK && !tell_reading(&r, reading))
        rc = vikt_fail_memory(err);
    heap->file_count++;
cleanup:
    vikt_load_clear(&r.load);
    vikt_table_close(&r.table);
    vikt_buffer_clear(&r.pool.grown);
    vikt_arena_clear(&r.arena);
    return rc;
}
