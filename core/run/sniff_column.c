/* SPDX-License-Identifier: MIT */
#include "core/run/sniff_column.h"

#include "core/base/date.h"
#include "core/base/fail.h"
#include "core/base/map.h"
#include "core/import/decode_cell.h"
#include "core/import/settle.h"

/* ---- every column as a field of its own ---- */

/* What import reads of a profile: a field for each column of the sheet, with type and limits of the
 * one that the column was taken for. */
static bool make_form(const vikt_sniff_task *task, vikt_profile *form)
{
    size_t count = task->sheet->width;

    *form = (vikt_profile){.keeps_personal = task->profile->keeps_personal};
    memcpy(form->sources, task->profile->sources, sizeof form->sources);
    form->fields = vikt_arena_new(task->arena, count, sizeof *form->fields);
    form->field_count = count;
    if (!form->fields)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t field = task->match->headings[i].field;
        vikt_field *own = &form->fields[i];

        *own = (vikt_field){.min = -INFINITY, .max = INFINITY};
        if (field != VIKT_INDEX_NONE)
            *own = task->profile->fields[field];
        own->name = VIKT_TEXT("column");
        if (i == task->match->key)
            own->name = VIKT_TEXT("key");
        else if (i == task->match->name)
            own->name = VIKT_TEXT("name");
        own->required = false;
        own->builtin = false; /* all are read */
        if (task->types[i] != VIKT_TYPE_UNKNOWN)
            own->type = task->types[i];
    }
    return true;
}

static bool make_match(const vikt_sniff_task *task, vikt_match *out)
{
    size_t count = task->sheet->width;

    *out = *task->match;
    out->columns = vikt_arena_new(task->arena, count, sizeof *out->columns);
    for (size_t i = 0; out->columns && i < count; i++)
        out->columns[i] = i;
    return out->columns != NULL;
}

/* ---- what was read ---- */

static bool is_missing(const vikt_decoder *d, size_t slot)
{
    return d->type == VIKT_TYPE_TEXT ? d->cells[slot] == VIKT_CELL_NONE : isnan(d->numbers[slot]);
}

static vikt_text bytes_of(const vikt_decoder *d, const vikt_column *texts, size_t slot)
{
    if (d->type == VIKT_TYPE_TEXT)
        return vikt_column_text(texts, slot);
    return (vikt_text){(const char *)&d->numbers[slot], sizeof d->numbers[slot]};
}

static bool count_values(vikt_sniff_column *column, const vikt_load *load, const vikt_decoder *d)
{
    vikt_column texts = vikt_load_texts(load, d);
    bool done = true;
    vikt_map seen;

    vikt_map_init(&seen, load->arena->allocator);
    for (size_t slot = 0; done && slot < load->count; slot++) {
        if (is_missing(d, slot))
            continue;
        column->filled++;
        if (d->type != VIKT_TYPE_TEXT) {
            column->least = fmin(column->least, d->numbers[slot]); /* NaN gives way */
            column->greatest = fmax(column->greatest, d->numbers[slot]);
        }
        if (seen.count < VIKT_SNIFF_DISTINCT_MAX)
            done = vikt_map_put(&seen, bytes_of(d, &texts, slot), 0) != NULL;
    }
    column->distinct = seen.count;
    vikt_map_clear(&seen);
    return done;
}

/* Cells that are only empty are none. */
static bool count_bad(vikt_sniff_column *column, const vikt_load *load, const vikt_decoder *d)
{
    bool failed = false;

    for (size_t i = 0; i < d->bads.count; i++) {
        const vikt_bad *bad = &d->bads.items[i];
        bool doubled;
        vikt_text cell = vikt_text_trim(vikt_csv_cell(bad->raw, &doubled));

        if (cell.length == 0)
            continue;
        if (d->is_open && bad->reason == vikt_decode_order) {
            column->filled++; /* asked, not wrong */
            continue;
        }
        if (column->bad++)
            continue;
        if (!load->profile->keeps_personal)
            cell = vikt_personal_mask_within(
                load->arena, cell, d->personal ? VIKT_PERSONAL_HEADING : VIKT_PERSONAL_KEY,
                &failed);
        cell = vikt_reject_shown(load->arena, cell, VIKT_SNIFF_CELL_MAX, &failed);
        column->bad_row = bad->row;
        column->bad_cell = vikt_text_copy(load->arena, cell);
        column->bad_reason = bad->reason;
    }
    column->bad += column->bad ? d->bads.more : 0; /* they are as those before */
    column->filled += column->bad;
    column->empty = load->count - column->filled;
    return !failed;
}

static vikt_text value_of(const vikt_load *load, const vikt_decoder *d, size_t slot)
{
    vikt_column texts = vikt_load_texts(load, d);
    char text[VIKT_NUMBER_MAX];
    bool failed = false;

    if (is_missing(d, slot))
        return (vikt_text){NULL, 0};
    switch (d->type) {
    case VIKT_TYPE_NUMBER:
        return vikt_text_copy(load->arena,
                              (vikt_text){text, vikt_number_write(d->numbers[slot], text)});
    case VIKT_TYPE_DATE:
        vikt_date_write((vikt_date)d->numbers[slot], text);
        return vikt_text_copy(load->arena, vikt_text_of(text));
    case VIKT_TYPE_TRUTH:
        return d->numbers[slot] != 0 ? VIKT_TEXT("yes") : VIKT_TEXT("no");
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_TEXT:
        break;
    }
    return vikt_reject_shown(load->arena,
                             vikt_text_copy(load->arena, vikt_column_text(&texts, slot)),
                             VIKT_SNIFF_CELL_MAX, &failed);
}

static const char *question_of(const vikt_load *load, const vikt_decoder *d)
{
    vikt_error what = {0};
    char text[sizeof what.message + sizeof what.place.source + 64];

    (void)vikt_settle_question(load, d, &what);
    vikt_error_format(&what, text, sizeof text);
    return vikt_arena_copy(load->arena, text, strlen(text));
}

/* As import.c does it when all is read. */
static void turn_round(const vikt_load *load, const vikt_decoder *d)
{
    for (size_t slot = 0; slot < load->count; slot++)
        d->numbers[slot] = d->min + d->max - d->numbers[slot];
}

static bool fill(vikt_sniff_column *column, const vikt_load *load, const vikt_decoder *d)
{
    if (column->heading.turn == VIKT_TURN_SCALE && d->type == VIKT_TYPE_NUMBER)
        turn_round(load, d);
    column->type = d->type;
    column->form = vikt_settle_form(load->arena, d);
    column->personal = d->masked > 0;
    column->errors = d->errors;
    column->least = column->greatest = NAN;
    column->question = d->is_open ? question_of(load, d) : NULL;
    for (size_t slot = 0; slot < load->count && slot < VIKT_SNIFF_ROWS; slot++)
        column->values[slot] = value_of(load, d, slot);
    return column->form && (column->question || !d->is_open) && count_values(column, load, d) &&
           count_bad(column, load, d);
}

/* '.' or ',' as most number columns have it; 0 when none has decimals, or it is still asked. */
static char decimal_of(const vikt_load *load)
{
    size_t point = 0, comma = 0;

    for (size_t i = 0; i < load->decoder_count; i++) {
        const vikt_decoder *d = &load->decoders[i];
        const vikt_number_votes *votes = &d->looks.votes;
        size_t used = d->format.decimal == '.' ? votes->point + votes->maybe_point
                                               : votes->comma + votes->maybe_comma;

        if (d->is_open)
            continue;
        point += d->type == VIKT_TYPE_NUMBER && used && d->format.decimal == '.';
        comma += d->type == VIKT_TYPE_NUMBER && used && d->format.decimal == ',';
    }
    return point + comma == 0 ? 0 : point > comma ? '.' : ',';
}

static vikt_code take(const vikt_sniff_task *task, const vikt_load *load, vikt_sniff *out,
                      vikt_error *err)
{
    for (size_t i = 0; i < task->sheet->width; i++)
        out->columns[i].heading = task->match->headings[i];
    for (size_t i = 0; i < load->decoder_count; i++)
        if (!fill(&out->columns[load->decoders[i].column], load, &load->decoders[i]))
            return vikt_fail_memory(err);
    out->decimal = load->sums.told_decimal ? load->sums.told_decimal : decimal_of(load);
    out->titles += load->aside.titles;
    out->repeated_headings = load->aside.headings;
    out->totals = load->aside.totals;
    out->rows = load->count + load->ragged.count + load->ragged.more;
    out->ragged = load->ragged.count + load->ragged.more;
    for (size_t slot = 0; slot < load->count && slot < VIKT_SNIFF_ROWS; slot++)
        out->row_numbers[slot] = (long)load->rows[slot];
    return VIKT_OK;
}

vikt_code vikt_sniff_columns(const vikt_sniff_task *task, vikt_sniff *out, vikt_error *err)
{
    vikt_profile form;
    vikt_match match;
    const vikt_source_settings *settings = &task->profile->sources[task->kind];
    vikt_load load = {.sheet = task->sheet,
                      .match = &match,
                      .profile = &form,
                      .kind = task->kind,
                      .sums = {.told_decimal = settings->decimal,
                               .native_decimal = task->table->decimal,
                               .told_dates = settings->dates},
                      .leaves_open = true,
                      .arena = task->arena,
                      .shared = {.allocator = task->arena->allocator,
                                 .arena = task->arena,
                                 .pool = task->pool,
                                 .text = task->table->text.at,
                                 .skipped = task->table->encoding.skipped}};
    vikt_code rc;

    out->columns = vikt_arena_new(task->arena, task->sheet->width, sizeof *out->columns);
    if (!out->columns || !make_form(task, &form) || !make_match(task, &match))
        return vikt_fail_memory(err);
    rc = vikt_load_read(&load, task->table->newlines, err);
    if (rc == VIKT_OK)
        rc = take(task, &load, out, err);
    vikt_load_clear(&load);
    return rc;
}
