/* SPDX-License-Identifier: MIT */
#include "core/import/sheet.h"

#include "core/base/fail.h"
#include "core/import/beside.h"
#include "core/import/dialect.h"
#include "core/import/outline.h"
#include "core/import/personal.h"
#include "core/import/preamble.h"
#include "core/import/reject.h"
#include "core/import/subheading.h"

enum { PROOF_MAX = 60 }; /* bytes */

static bool is_separated_blank(char separator, const char *at, const char *end)
{
    for (; at < end; at++)
        if (*at != separator && !strchr(" \t\"", *at))
            return false;
    return true;
}

bool vikt_sheet_ends_blank(const vikt_sheet *sheet, const vikt_csv_row *row)
{
    return is_separated_blank(sheet->separator, row->slots[sheet->width], row->end);
}

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

/* A heading of several lines is one line everywhere it is shown, and in settings. */
static vikt_text one_line(vikt_arena *arena, vikt_text title, bool *failed)
{
    size_t length = 0;
    char *copy;

    if (!title.length ||
        (!memchr(title.at, '\n', title.length) && !memchr(title.at, '\r', title.length)))
        return title;
    copy = vikt_arena_new(arena, title.length, 1);
    *failed |= !copy;
    for (size_t i = 0; copy && i < title.length; i++) {
        bool is_space = memchr(" \t\r\n", title.at[i], 4);

        if (!is_space || copy[length - 1] != ' ') /* it is trimmed: the first is a letter */
            copy[length++] = is_space ? ' ' : title.at[i];
    }
    return copy ? (vikt_text){copy, length} : (vikt_text){NULL, 0};
}

static vikt_code make_titles(vikt_sheet *sheet, size_t width, vikt_arena *arena, vikt_error *err)
{
    if (width > VIKT_COLUMNS_MAX)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, 0),
                         "has %zu columns, at most %d are possible", width, VIKT_COLUMNS_MAX);
    sheet->width = width;
    sheet->titles = vikt_arena_new(arena, width, sizeof *sheet->titles);
    return sheet->titles ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_code take_titles(vikt_sheet *sheet, const vikt_csv_row *row, vikt_arena *arena,
                             vikt_error *err)
{
    vikt_code rc = make_titles(sheet, row->cells, arena, err);
    bool failed = false;

    for (size_t i = 0; rc == VIKT_OK && i < sheet->width; i++) {
        vikt_text title = clean(arena, vikt_csv_raw(row->slots, i), &failed);

        title = vikt_reject_shown(arena, title, SIZE_MAX, &failed);
        title = vikt_personal_mask_within(arena, title, VIKT_PERSONAL_KEY, &failed);
        sheet->titles[i] = one_line(arena, title, &failed);
        if (title.length)
            sheet->least = i + 1;
    }
    return failed ? vikt_fail_memory(err) : rc;
}

/* "1", "2", ... */
static vikt_code number_titles(vikt_sheet *sheet, size_t width, vikt_arena *arena, vikt_error *err)
{
    vikt_code rc = make_titles(sheet, width, arena, err);

    for (size_t i = 0; rc == VIKT_OK && i < width; i++) {
        char *title = vikt_arena_print(arena, "%zu", i + 1);

        if (!title)
            return vikt_fail_memory(err);
        sheet->titles[i] = vikt_text_of(title);
    }
    sheet->least = width;
    return rc;
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
        if (vikt_aside_may_be(&sheet->aside, row) &&
            vikt_aside_of(&sheet->aside, row, VIKT_INDEX_NONE) != VIKT_ASIDE_NONE)
            continue;
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
                         sheet->has_heading ? "has only a heading and no rows"
                                            : "has no rows but titles and totals");
    return failed ? vikt_fail_memory(err) : VIKT_OK;
}

static char separator_of(const vikt_table *table, const vikt_source_settings *settings,
                         vikt_text text, char line)
{
    if (table->separator)
        return table->separator;
    if (settings && settings->separator)
        return settings->separator;
    return line ? line : vikt_dialect_separator(text);
}

/* Of the first column with letters beyond ASCII, the greatest bytewise, which is one that begins
 * with such a letter if there is one: not the first, since the order of rows shall show nowhere. */
static vikt_text find_in_sample(const vikt_sheet *sheet)
{
    vikt_text best = {NULL, 0};

    for (size_t column = 0; column < sheet->width && !best.at; column++)
        for (size_t row = 0; row < sheet->sample_rows; row++) {
            vikt_text cell = vikt_sheet_cell(sheet, row, column);

            if (vikt_encoding_proves(cell) && vikt_text_valid(cell, NULL) &&
                (!best.at || vikt_text_compare(cell, best) > 0))
                best = cell;
        }
    return best;
}

/* A cell that shows whether letters came out right: of the data, else a heading, else any word. */
static vikt_text find_proof(const vikt_sheet *sheet, const vikt_encoding *encoding)
{
    vikt_text proof = {NULL, 0};

    if (encoding->sequences + encoding->invalid == 0)
        return proof;
    proof = find_in_sample(sheet);
    for (size_t i = 0; i < sheet->width && !proof.at; i++)
        if (vikt_encoding_proves(sheet->titles[i]))
            proof = sheet->titles[i];
    return vikt_text_start(proof.at ? proof : vikt_encoding_proof(encoding), PROOF_MAX);
}

static vikt_code fail_heading(const vikt_sheet *sheet, vikt_csv_state state, size_t told,
                              const vikt_csv_row *row, vikt_error *err)
{
    if (state == VIKT_CSV_UNCLOSED || state == VIKT_CSV_TOO_LONG)
        return vikt_sheet_fail(sheet, state, row, err);
    if (told)
        return vikt_fail(
            err, VIKT_INPUT, vikt_place_of(sheet->source, (long)told, 0),
            "is told to be the heading by --heading, but there is nothing in that row");
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, 0, 0), "is empty");
}

/* Words above a heading, or below it, are part of it. */
static vikt_code take_second_row(vikt_sheet *sheet, const vikt_preamble *top, const vikt_csv *csv,
                                 vikt_csv_row *row, vikt_arena *arena, vikt_error *err)
{
    if (top->above.length && !vikt_subheading_from_above(top->above, csv->separator, row,
                                                         sheet->titles, sheet->width, arena))
        return vikt_fail_memory(err);
    if (!vikt_subheading_add(*csv, row, sheet->titles, sheet->width, &sheet->aside, arena))
        return vikt_fail_memory(err);
    for (size_t i = 0; i < sheet->width; i++)
        if (sheet->titles[i].length)
            sheet->least = i + 1;
    return VIKT_OK;
}

/* csv stands at the first row, and then behind the heading. */
static vikt_code take_top(vikt_sheet *sheet, const vikt_source_settings *settings, vikt_csv *csv,
                          vikt_csv_row *row, vikt_arena *arena, vikt_error *err)
{
    size_t told = settings && settings->has_heading ? settings->heading : 0;
    vikt_preamble top;
    vikt_csv_state state;
    vikt_code rc;

    vikt_preamble_of(settings, csv, row, &top, &state);
    if (state != VIKT_CSV_ROW || (told && (size_t)row->number != told))
        return fail_heading(sheet, state, told, row, err);
    sheet->has_heading = top.has_heading;
    sheet->told_heading = settings && settings->has_heading;
    sheet->heading_row = top.record;
    sheet->title_rows = top.titles;
    sheet->aside = top.aside;
    sheet->data = top.data;
    rc = top.has_heading ? take_titles(sheet, row, arena, err)
                         : number_titles(sheet, top.width, arena, err);
    if (rc == VIKT_OK && top.has_heading)
        rc = take_second_row(sheet, &top, csv, row, arena, err);
    if (!top.has_heading)
        vikt_csv_open(csv, top.data, csv->end, csv->separator, top.record);
    return rc;
}

/* What stands beside a table may be anything, a personal number too. */
static vikt_text shown(vikt_arena *arena, vikt_text cell, bool *failed)
{
    cell = vikt_reject_shown(arena, vikt_text_start(cell, PROOF_MAX), SIZE_MAX, failed);
    return vikt_personal_mask_within(arena, cell, VIKT_PERSONAL_KEY, failed);
}

/* The tables of a file, of which one is meant. */
static vikt_code ask_table(const vikt_sheet *sheet, vikt_error *err)
{
    const vikt_extent *extent = &sheet->extent;
    vikt_text title = extent->title;

    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, extent->next, 0),
                     "is the heading of another table%s%.*s%s; say which one is meant: --heading "
                     "%ld reads down to there, --heading %ld from there (or heading under "
                     "[source NAME])",
                     title.length ? ", under \"" : "", VIKT_SHOW(title), title.length ? "\"" : "",
                     sheet->heading_row, extent->next);
}

/* Customers may be the groups, or stand in them: nothing in the file tells. */
static vikt_code ask_outline(const vikt_sheet *sheet, long group, vikt_error *err)
{
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, group, 1),
                     "the rows that are indented below add up to this one, as groups of a pivot "
                     "table do, and both would count; show the table in tabular form, without "
                     "subtotals, or with one level only");
}

/* Rows of a database have neither footers nor other tables below. */
static vikt_code take_extent(vikt_sheet *sheet, const vikt_csv *csv, vikt_csv_row *row,
                             vikt_arena *arena, vikt_error *err)
{
    vikt_extent *extent = &sheet->extent;
    vikt_csv_state state;
    bool failed = false;
    vikt_csv below;
    long group;

    sheet->extent = (vikt_extent){.end = csv->end};
    if (sheet->has_heading && sheet->heading_row <= 0)
        return VIKT_OK;
    state = vikt_extent_of(*csv, row, &sheet->aside, &sheet->extent);
    if (state == VIKT_CSV_UNCLOSED || state == VIKT_CSV_TOO_LONG)
        return vikt_sheet_fail(sheet, state, row, err);
    extent->title = shown(arena, extent->title, &failed);
    extent->footer = shown(arena, extent->footer, &failed);
    if (failed)
        return vikt_fail_memory(err);
    if (extent->next && !sheet->told_heading)
        return ask_table(sheet, err);
    vikt_csv_open(&below, csv->start, extent->end, csv->separator, csv->number);
    group = vikt_outline_find(below, row);
    if (group)
        return ask_outline(sheet, group, err);
    sheet->text.length = (size_t)(sheet->extent.end - sheet->text.at);
    return VIKT_OK;
}

/* Columns of another table beside this one are as if they were empty. */
static void leave_beside(vikt_sheet *sheet)
{
    static const vikt_text none = {NULL, 0};
    size_t from = vikt_beside_find(sheet);

    if (!sheet->has_heading || sheet->heading_row <= 0 || from == VIKT_INDEX_NONE)
        return;
    sheet->beside = sheet->titles[from];
    sheet->beside_column = from;
    sheet->least = 0;
    for (size_t i = 0; i < sheet->width; i++) {
        if (i >= from)
            sheet->titles[i] = none;
        else if (sheet->titles[i].length)
            sheet->least = i + 1;
        for (size_t row = 0; i >= from && row < sheet->sample_rows; row++)
            sheet->sample[row * sheet->width + i] = none;
    }
}

vikt_code vikt_sheet_open(const vikt_table *table, const vikt_source_settings *settings,
                          vikt_arena *arena, vikt_sheet *out, vikt_error *err)
{
    vikt_text text = table->text;
    vikt_csv_row row = {.room = VIKT_COLUMNS_MAX};
    char line = 0;
    size_t told;
    vikt_csv csv;
    vikt_code rc;

    *out = (vikt_sheet){.source = table->name, .text = text, .has_invalid = table->has_invalid};
    row.slots = vikt_arena_new(arena, VIKT_COLUMNS_MAX + 1, sizeof *row.slots);
    if (!row.slots)
        return vikt_fail_memory(err);
    if (!table->separator && vikt_dialect_is_profile(text))
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(out->source, 0, 0),
                         "is a profile; run its folder, or use --rules FILE");
    told = table->separator ? 0 : vikt_dialect_told(text, &line);
    out->separator = separator_of(table, settings, text, line);
    vikt_csv_open(&csv, text.at + told, vikt_text_end(text), out->separator,
                  table->first_record + (told > 0));
    rc = take_top(out, settings, &csv, &row, arena, err);
    if (rc == VIKT_OK)
        rc = take_extent(out, &csv, &row, arena, err);
    if (rc == VIKT_OK) {
        vikt_csv_open(&csv, out->data, out->extent.end, csv.separator, out->heading_row);
        rc = take_sample(out, &csv, &row, arena, err);
    }
    if (rc == VIKT_OK)
        leave_beside(out);
    if (rc == VIKT_OK)
        out->proof = find_proof(out, &table->encoding);
    return rc;
}

void vikt_sheet_tell(const vikt_sheet *sheet, const vikt_aside_counts *skipped,
                     vikt_reading *reading)
{
    reading->proof = sheet->proof;
    reading->is_headless = !sheet->has_heading;
    reading->titles = sheet->title_rows + skipped->titles;
    reading->repeated_headings = skipped->headings;
    reading->totals = skipped->totals;
    reading->footers = sheet->extent.footers;
}

void vikt_sheet_note(const vikt_sheet *sheet, const vikt_listener *listener)
{
    if (!sheet->has_heading && !sheet->told_heading)
        vikt_tell(listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(sheet->source, sheet->heading_row + 1, 0),
                  "is read as data, not as a heading: the columns are called \"1\", \"2\", ...; "
                  "if a row is the heading, tell it with --heading");
    if (sheet->extent.next)
        vikt_tell(listener, VIKT_NOTE, VIKT_OK, vikt_place_of(sheet->source, sheet->extent.next, 0),
                  "is the heading of another table, which is not read");
    if (sheet->beside.length)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK,
                  vikt_place_of(sheet->source, sheet->heading_row, (long)sheet->beside_column + 1),
                  "from \"%.*s\" on, behind an empty column, is a table of its own with other "
                  "rows, which is not read; copy it to a sheet of its own if it is meant",
                  VIKT_SHOW(sheet->beside));
    if (sheet->extent.footer.length)
        vikt_tell(
            listener, VIKT_NOTE, VIKT_OK, vikt_place_of(sheet->source, sheet->extent.footer_row, 0),
            "\"%.*s\" stands below the table and is no row of it", VIKT_SHOW(sheet->extent.footer));
}

vikt_text vikt_sheet_cell(const vikt_sheet *sheet, size_t row, size_t column)
{
    return sheet->sample[row * sheet->width + column];
}

bool vikt_sheet_is_empty(const vikt_sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet->sample_rows; row++)
        if (vikt_sheet_cell(sheet, row, column).length)
            return false;
    return sheet->titles[column].length == 0;
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

size_t vikt_sheet_numbered(const vikt_sheet *sheet, vikt_text number)
{
    size_t place = 0;

    for (size_t i = 0; i < number.length; i++) {
        if (number.at[i] < '0' || number.at[i] > '9' || place > VIKT_COLUMNS_MAX)
            return VIKT_INDEX_NONE;
        place = place * 10 + (size_t)(number.at[i] - '0');
    }
    return place >= 1 && place <= sheet->width ? place - 1 : VIKT_INDEX_NONE;
}
