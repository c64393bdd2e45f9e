/* SPDX-License-Identifier: MIT */
#include "core/import/sheet.h"

#include "core/base/fail.h"
#include "core/import/dialect.h"
#include "core/import/import.h"
#include "core/import/reject.h"

vikt_code vikt_sheet_fail(const vikt_sheet *sheet, vikt_csv_state state, const vikt_csv_row *row,
                          vikt_error *err)
{
    if (state == VIKT_CSV_UNCLOSED)
        return vikt_fail(err, VIKT_INPUT,
                         vikt_place_of(sheet->source, row->number, (long)row->cells + 1),
                         "a quote opens here and is not closed");
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, row->number, 0),
                     "the row is longer than %d bytes", VIKT_ROW_BYTES_MAX);
}

/* A cell without quotes and blanks; copied when it must be rewritten. */
static vikt_text clean(vikt_arena *arena, vikt_text raw, bool *failed)
{
    bool doubled;
    vikt_text cell = vikt_csv_cell(raw, &doubled);

    if (doubled) {
        char *copy = vikt_arena_new(arena, cell.length, 1);

        *failed |= !copy;
        cell = copy ? (vikt_text){copy, vikt_csv_unquote(cell, copy)} : (vikt_text){NULL, 0};
    }
    return vikt_text_trim(cell);
}

static vikt_code take_titles(vikt_sheet *sheet, const vikt_csv_row *row, vikt_arena *arena,
                             vikt_error *err)
{
    bool failed = false;

    if (row->cells > VIKT_COLUMNS_MAX)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, row->number, 0),
                         "has %zu columns, at most %d are possible", row->cells, VIKT_COLUMNS_MAX);
    sheet->width = row->cells;
    sheet->heading_row = row->number;
    sheet->titles = vikt_arena_new(arena, sheet->width, sizeof *sheet->titles);
    if (!sheet->titles)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < sheet->width; i++) {
        vikt_text title = clean(arena, vikt_csv_raw(row->slots, i), &failed);

        sheet->titles[i] = vikt_reject_shown(arena, title, SIZE_MAX, &failed);
        if (title.length)
            sheet->least = i + 1;
    }
    return failed ? vikt_fail_memory(err) : VIKT_OK;
}

static vikt_code take_sample(vikt_sheet *sheet, vikt_csv *csv, vikt_csv_row *row, vikt_arena *arena,
                             vikt_error *err)
{
    vikt_csv_state state = VIKT_CSV_ROW;
    size_t capacity = 0;
    vikt_text *cells;
    bool failed = false;

    while (sheet->sample_rows < VIKT_SAMPLE_ROWS) {
        state = vikt_csv_next(csv, row);
        if (state != VIKT_CSV_ROW)
            break;
        sheet->sample = vikt_arena_grow(arena, sheet->sample, sheet->sample_rows, &capacity,
                                        sheet->width * sizeof *sheet->sample);
        if (!sheet->sample)
            return vikt_fail_memory(err);
        cells = sheet->sample + sheet->sample_rows++ * sheet->width;
        for (size_t i = 0; i < sheet->width && i < row->cells; i++)
            cells[i] = clean(arena, vikt_csv_raw(row->slots, i), &failed);
    }
    if (state == VIKT_CSV_UNCLOSED || state == VIKT_CSV_TOO_LONG)
        return vikt_sheet_fail(sheet, state, row, err);
    if (sheet->sample_rows == 0)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, 0),
                         "has only a heading and no rows");
    return failed ? vikt_fail_memory(err) : VIKT_OK;
}

vikt_code vikt_sheet_open(const vikt_table *table, const vikt_source_settings *settings,
                          vikt_arena *arena, vikt_sheet *out, vikt_error *err)
{
    const char *source = table->name;
    vikt_text text = table->text;
    vikt_csv_row row = {.room = VIKT_COLUMNS_MAX};
    vikt_csv_state state;
    size_t told;
    vikt_csv csv;
    vikt_code rc;

    (void)settings;
    *out = (vikt_sheet){.source = source, .text = text, .has_invalid = table->has_invalid};
    row.slots = vikt_arena_new(arena, VIKT_COLUMNS_MAX + 1, sizeof *row.slots);
    if (!row.slots)
        return vikt_fail_memory(err);
    if (!table->separator && vikt_dialect_is_profile(text))
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(source, 0, 0),
                         "is a profile; run its folder, or use --rules FILE");
    out->separator = table->separator;
    told = table->separator ? 0 : vikt_dialect_told(text, &out->separator);
    if (!out->separator)
        out->separator = vikt_dialect_separator(text);
    vikt_csv_open(&csv, text.at + told, text.at + text.length, out->separator,
                  table->first_record + (told > 0));
    state = vikt_csv_next(&csv, &row);
    if (state == VIKT_CSV_END)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(source, 0, 0), "is empty");
    if (state != VIKT_CSV_ROW)
        return vikt_sheet_fail(out, state, &row, err);
    rc = take_titles(out, &row, arena, err);
    if (rc != VIKT_OK)
        return rc;
    out->data = csv.start;
    return take_sample(out, &csv, &row, arena, err);
}

vikt_text vikt_sheet_cell(const vikt_sheet *sheet, size_t row, size_t column)
{
    return sheet->sample[row * sheet->width + column];
}

size_t vikt_sheet_columns(const vikt_sheet *sheet)
{
    size_t count = sheet->least;

    for (size_t row = 0; row < sheet->sample_rows; row++)
        for (size_t i = count; i < sheet->width; i++)
            if (vikt_sheet_cell(sheet, row, i).length)
                count = i + 1;
    return count;
}
