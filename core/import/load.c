/* SPDX-License-Identifier: MIT */
#include "core/import/load.h"

#include "core/base/encoding.h"
#include "core/base/fail.h"
#include "core/import/decode_cell.h"
#include "core/import/settle.h"
#include "core/profile/needs.h"

enum { VALUE = sizeof(double) }; /* and of a vikt_cell */

static const char *outside(vikt_arena *arena, double min, double max)
{
    char low[VIKT_NUMBER_MAX + 1] = "", high[VIKT_NUMBER_MAX + 1] = "";

    if (isfinite(min))
        low[vikt_number_write(min, low)] = '\0';
    if (isfinite(max))
        high[vikt_number_write(max, high)] = '\0';
    if (!isfinite(min))
        return vikt_arena_print(arena, "is above %s", high);
    if (!isfinite(max))
        return vikt_arena_print(arena, "is below %s", low);
    return vikt_arena_print(arena, "is outside %s..%s", low, high);
}

static bool add_decoder(vikt_load *load, size_t field, size_t column)
{
    vikt_decoder *d = &load->decoders[load->decoder_count++];
    const vikt_field *told = field == VIKT_INDEX_NONE ? NULL : &load->profile->fields[field];

    *d = (vikt_decoder){.field = field, .column = column, .type = VIKT_TYPE_TEXT};
    d->min = told ? told->min : -INFINITY;
    d->max = told ? told->max : INFINITY;
    d->outside = outside(load->arena, d->min, d->max);
    d->if_empty = told && told->required ? "is empty and required" : NULL;
    d->is_opposite = load->match->headings[column].turn == VIKT_TURN_TRUTH;
    if (told)
        d->type = told->type;
    return d->outside != NULL;
}

/* Keys and names are text whatever the profile says. */
static vikt_decoder *add_identity(vikt_load *load, size_t field, size_t column)
{
    vikt_decoder *d = NULL;

    for (size_t i = 0; field != VIKT_INDEX_NONE && i < load->decoder_count; i++)
        if (load->decoders[i].field == field)
            d = &load->decoders[i];
    if (!d && add_decoder(load, VIKT_INDEX_NONE, column))
        d = &load->decoders[load->decoder_count - 1];
    if (d)
        d->type = VIKT_TYPE_TEXT;
    return d;
}

/* Told by the heading, or by what stands in the column. */
static bool holds_org_numbers(const vikt_load *load, const vikt_decoder *d)
{
    return load->match->personal[d->column] ||
           (d->field != VIKT_INDEX_NONE &&
            vikt_text_is(load->profile->fields[d->field].name, "org_no"));
}

/* Such numbers are text, whatever the profile says: as numbers they could not be masked. */
static void find_personal(vikt_load *load)
{
    for (size_t i = 0; !load->profile->keeps_personal && i < load->decoder_count; i++) {
        vikt_decoder *d = &load->decoders[i];

        d->is_key = d == load->key;
        d->personal = d->is_key ? VIKT_PERSONAL_KEY : VIKT_PERSONAL_NONE;
        if (!holds_org_numbers(load, d))
            continue;
        d->personal = VIKT_PERSONAL_HEADING;
        d->type = VIKT_TYPE_TEXT;
        load->has_personal = true;
    }
    /* A row that is rejected is shown with the columns that nothing reads. */
    for (size_t i = 0; !load->profile->keeps_personal && i < load->sheet->width; i++)
        load->has_personal |= load->match->personal[i];
}

static vikt_code plan(vikt_load *load, vikt_error *err)
{
    const vikt_match *match = load->match;
    size_t fields = load->profile->field_count;
    bool *wanted;

    if (!vikt_needs_of_fields(load->profile, load->arena, &wanted))
        return vikt_fail_memory(err);
    load->decoders = vikt_arena_new(load->arena, fields + 2, sizeof *load->decoders);
    if (!load->decoders)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < fields; i++)
        if (wanted[i] && match->columns[i] != VIKT_INDEX_NONE &&
            !add_decoder(load, i, match->columns[i]))
            return vikt_fail_memory(err);
    if (match->key != VIKT_INDEX_NONE) {
        load->key = add_identity(load, vikt_profile_key_slot(load->profile), match->key);
        if (!load->key)
            return vikt_fail_memory(err);
        load->key->if_empty = "the key is empty";
    }
    if (match->name != VIKT_INDEX_NONE) {
        load->name = add_identity(load, vikt_profile_name_slot(load->profile), match->name);
        if (!load->name)
            return vikt_fail_memory(err);
    }
    find_personal(load);
    return VIKT_OK;
}

static void look_at_sample(const vikt_load *load, vikt_looks *sample)
{
    const vikt_sheet *sheet = load->sheet;

    for (size_t column = 0; column < sheet->width; column++) {
        const vikt_decoder *d = vikt_settle_looker(load, column);
        bool is_date = d && d->type == VIKT_TYPE_DATE;

        for (size_t row = 0; row < sheet->sample_rows; row++) {
            vikt_text cell = vikt_sheet_cell(sheet, row, column);

            if (is_date)
                vikt_looks_add_date(&sample[column], cell);
            else
                vikt_looks_add(&sample[column], cell);
        }
    }
}

/* Begins a column anew, as what its type is now. */
static void renew(vikt_load *load, vikt_decoder *d)
{
    char *values = load->values + (size_t)(d - load->decoders) * load->capacity * VALUE;

    d->cells = d->type == VIKT_TYPE_TEXT ? (vikt_cell *)(void *)values : NULL;
    d->numbers = d->type == VIKT_TYPE_TEXT ? NULL : (double *)(void *)values;
    d->looks = (vikt_looks){.dates = 0};
    load->shared.rejects -= d->bads.count;
    d->bads.count = d->bads.more = 0;
    d->masked = d->errors = d->contrary = 0;
}

static vikt_code add_ragged(vikt_load *load, const vikt_csv_row *row, vikt_error *err)
{
    vikt_bads *ragged = &load->ragged;
    vikt_text raw = {row->slots[0], (size_t)(row->end - row->slots[0])};
    vikt_bad bad = {.raw = raw, .slot = VIKT_INDEX_NONE, .row = row->number, .whole_row = true};

    if (ragged->count == VIKT_REJECTS_MAX) {
        ragged->more++;
        return VIKT_OK;
    }
    bad.reason = vikt_arena_print(load->arena, "has %zu %s, expected %zu", row->cells,
                                  vikt_plural(row->cells, "cell", "cells"), load->sheet->least);
    if (!bad.reason || !vikt_bads_add(ragged, load->shared.allocator, bad))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

/* Where keys stand, or names in their place. */
static size_t key_column(const vikt_load *load)
{
    return load->match->key != VIKT_INDEX_NONE ? load->match->key : load->match->name;
}

/* Whether a row is no customer and no reject either. Only those that begin so, or have too few
 * cells, are looked at: a million plain rows cost a byte each. */
static bool is_aside(vikt_load *load, const vikt_csv_row *row, bool is_ragged, bool is_first)
{
    const vikt_aside *aside = &load->sheet->aside;
    vikt_aside_counts again = {0};

    if (!is_ragged && !vikt_aside_may_be(aside, row))
        return false;
    return vikt_aside_count(vikt_aside_of(aside, row, key_column(load)),
                            is_first ? &load->aside : &again);
}

/* A row may lack the cells behind the last heading. */
static void fill_row(const vikt_load *load, vikt_csv_row *row)
{
    for (size_t i = row->cells; i < load->sheet->width; i++)
        row->slots[i + 1] = row->end;
}

typedef struct pass {
    vikt_csv csv;
    vikt_csv_row row;
    vikt_batch batch;
    bool is_first, is_done;
} pass;

static vikt_code fill_batch(vikt_load *load, pass *p, vikt_error *err)
{
    vikt_batch *batch = &p->batch;
    vikt_code rc = VIKT_OK;

    batch->first += batch->count;
    batch->count = 0;
    while (rc == VIKT_OK && batch->count < VIKT_BATCH_ROWS) {
        vikt_csv_state state;
        size_t slot = batch->first + batch->count;
        bool is_ragged;

        p->row.slots = batch->slots + batch->count * batch->stride;
        state = vikt_csv_next(&p->csv, &p->row);
        p->is_done = state == VIKT_CSV_END;
        if (p->is_done)
            break;
        if (state != VIKT_CSV_ROW)
            return vikt_sheet_fail(load->sheet, state, &p->row, err);
        is_ragged = !vikt_sheet_is_whole(load->sheet, &p->row);
        if (is_aside(load, &p->row, is_ragged, p->is_first))
            continue;
        if (is_ragged) {
            rc = p->is_first ? add_ragged(load, &p->row, err) : VIKT_OK;
            continue;
        }
        if (slot == load->capacity || p->row.number > UINT32_MAX)
            return vikt_fail(err, VIKT_LIMIT, vikt_place_of(load->sheet->source, p->row.number, 0),
                             "more than %zu customers in one file", load->most);
        fill_row(load, &p->row);
        load->rows[slot] = (uint32_t)p->row.number;
        batch->numbers[batch->count++] = p->row.number;
    }
    return rc;
}

/* Only the cells of a batch with wrong bytes need to be checked one by one. */
static void look_for_invalid(vikt_load *load, const vikt_batch *batch, const char *end)
{
    vikt_survey survey = {0};

    if (!load->sheet->has_invalid || batch->count == 0)
        return;
    vikt_survey_of((vikt_text){batch->slots[0], (size_t)(end - batch->slots[0])}, &survey);
    load->shared.has_invalid = survey.invalid > 0;
}

static void begin(const vikt_load *load, pass *p)
{
    const vikt_sheet *sheet = load->sheet;

    vikt_csv_open(&p->csv, sheet->data, vikt_text_end(sheet->text), sheet->separator,
                  sheet->heading_row);
    p->row.room = sheet->width;
    p->batch.first = p->batch.count = 0;
    p->is_done = false;
}

/* Reads the file for the columns that are marked. */
static vikt_code run(vikt_load *load, pass *p, const bool *marked, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < load->decoder_count; i++)
        if (marked[i])
            renew(load, &load->decoders[i]);
    begin(load, p);
    while (rc == VIKT_OK && !p->is_done) {
        rc = fill_batch(load, p, err);
        look_for_invalid(load, &p->batch, p->csv.start);
        for (size_t i = 0; rc == VIKT_OK && i < load->decoder_count; i++)
            if (marked[i])
                vikt_decode(&load->decoders[i], &load->shared, &p->batch);
    }
    if (rc == VIKT_OK && load->shared.failed)
        rc = vikt_fail_memory(err);
    load->count = p->batch.first + p->batch.count;
    p->is_first = false;
    return rc;
}

/* Votes of all rows for the columns that no decoder looked at: those may tell what others do not.
 */
static vikt_code survey(vikt_load *load, pass *p, vikt_looks *sample, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    begin(load, p);
    for (size_t column = 0; column < load->sheet->width; column++)
        if (!vikt_settle_looker(load, column))
            sample[column] = (vikt_looks){.dates = 0};
    while (rc == VIKT_OK && !p->is_done) {
        rc = fill_batch(load, p, err);
        for (size_t i = 0; i < p->batch.count * load->sheet->width; i++) {
            size_t column = i % load->sheet->width;
            const char *const *slots = p->batch.slots + i / load->sheet->width * p->batch.stride;
            bool doubled;

            if (!vikt_settle_looker(load, column))
                vikt_looks_add(
                    &sample[column],
                    vikt_decode_unquoted(&load->shared, vikt_csv_raw(slots, column), &doubled));
        }
    }
    return rc;
}

/* Settles all columns by all of their cells, and reads those again that are other than they seemed.
 */
static vikt_code settle_all(vikt_load *load, pass *p, vikt_looks *sample, bool *marked,
                            vikt_error *err)
{
    bool again = false, is_open = false;
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < load->decoder_count; i++)
        is_open |= marked[i] = vikt_settle_lacks(load, &load->decoders[i]);
    if (is_open)
        rc = survey(load, p, sample, err);
    if (rc != VIKT_OK)
        return rc;
    vikt_settle_sums(load, sample, false);
    for (size_t i = 0; i < load->decoder_count; i++) {
        vikt_looks seen = load->decoders[i].looks;
        bool tells = !marked[i];

        marked[i] = vikt_settle(load, &load->decoders[i], &seen);
        again |= marked[i];
        if (!tells && !load->decoders[i].is_open)
            vikt_settle_note(load, &load->decoders[i]);
    }
    /* What had no room beside the rejects of a column that seemed to be another has some now. */
    for (size_t i = 0; again && i < load->decoder_count; i++)
        marked[i] |= load->decoders[i].bads.more > 0;
    rc = load->leaves_open ? VIKT_OK : vikt_settle_ask(load, err);
    return rc == VIKT_OK && again ? run(load, p, marked, err) : rc;
}

static vikt_code read_rows(vikt_load *load, pass *p, vikt_looks *sample, bool *marked,
                           vikt_error *err)
{
    vikt_code rc;

    for (size_t i = 0; i < load->decoder_count; i++) {
        load->decoders[i].open_type = load->decoders[i].type == VIKT_TYPE_UNKNOWN;
        marked[i] = true;
    }
    look_at_sample(load, sample);
    vikt_settle_sums(load, sample, true);
    for (size_t i = 0; i < load->decoder_count; i++)
        (void)vikt_settle(load, &load->decoders[i], &sample[load->decoders[i].column]);
    p->is_first = true;
    rc = run(load, p, marked, err);
    return rc == VIKT_OK ? settle_all(load, p, sample, marked, err) : rc;
}

/* Whoever only looks at the columns may have as many as there are. */
static vikt_code check_rejects(const vikt_load *load, vikt_error *err)
{
    vikt_bads_sum sum = {.count = 0};

    vikt_bads_sum_add(&sum, &load->ragged);
    for (size_t i = 0; i < load->decoder_count; i++)
        vikt_bads_sum_add(&sum, &load->decoders[i].bads);
    return load->leaves_open ? VIKT_OK : vikt_bads_sum_check(&sum, load->sheet->source, err);
}

vikt_code vikt_load_read(vikt_load *load, size_t newlines, vikt_error *err)
{
    const vikt_sheet *sheet = load->sheet;
    size_t size = (size_t)(sheet->text.at + sheet->text.length - sheet->data);
    size_t most = size / (sheet->least ? sheet->least : 1) + 1, stride = sheet->width + 1;
    vikt_looks *sample = vikt_arena_new(load->arena, sheet->width, sizeof *sample);
    vikt_code rc = plan(load, err);
    bool *marked;
    pass p = {.is_first = true};

    if (rc != VIKT_OK)
        return rc;
    load->most = load->most ? load->most : VIKT_CUSTOMERS_MAX;
    load->capacity = newlines + 1 < most ? newlines + 1 : most;
    load->capacity = load->capacity < load->most ? load->capacity : load->most;
    marked = vikt_arena_new(load->arena, load->decoder_count, sizeof *marked);
    load->rows = vikt_arena_blank(load->arena, load->capacity, sizeof *load->rows);
    load->values = vikt_arena_blank(load->arena, load->decoder_count * load->capacity, VALUE);
    load->shared.scratch = vikt_arena_new(load->arena, VIKT_CELL_MAX, 1);
    p.batch.slots = vikt_arena_new(load->arena, VIKT_BATCH_ROWS * stride, sizeof *p.batch.slots);
    p.batch.stride = stride;
    if (!sample || !marked || !load->rows || !load->values || !load->shared.scratch ||
        !p.batch.slots)
        return vikt_fail_memory(err);
    rc = read_rows(load, &p, sample, marked, err);
    if (rc == VIKT_OK)
        rc = check_rejects(load, err);
    if (rc == VIKT_OK)
        vikt_settle_warn(load);
    return rc;
}

void vikt_load_clear(vikt_load *load)
{
    for (size_t i = 0; i < load->decoder_count; i++)
        vikt_release(load->shared.allocator, load->decoders[i].bads.items);
    vikt_release(load->shared.allocator, load->ragged.items);
}

vikt_column vikt_load_texts(const vikt_load *load, const vikt_decoder *decoder)
{
    return (vikt_column){.type = VIKT_TYPE_TEXT,
                         .count = load->count,
                         .cells = decoder->cells,
                         .pool = load->shared.pool};
}
