/* SPDX-License-Identifier: MIT
 *
 * What a data file is, for people.
 */
#include <math.h>

#include "core/base/date.h"
#include "core/base/number.h"
#include "core/report/report.h"
#include "core/report/sniff_words.h"
#include "core/report/table.h"

static void write_count(size_t count, const char *one, const char *many, vikt_buffer *out)
{
    char text[64];

    vikt_number_show((double)count, 0, '.', text);
    vikt_buffer_print(out, "%s %s", text, count == 1 ? one : many);
}

/* ": 2 titles" for the first kind of row that was skipped, ", 1 total" for the next. */
static void write_skipped(const char **mark, size_t count, const char *one, const char *many,
                          vikt_buffer *out)
{
    if (count == 0)
        return;
    vikt_buffer_string(out, *mark);
    *mark = ", ";
    write_count(count, one, many, out);
}

static void write_shape(const vikt_sniff *sniff, vikt_buffer *out)
{
    const char *separator = vikt_sniff_mark(sniff->separator);

    if (sniff->is_text)
        vikt_buffer_print(out, "%s%s, ", separator ? "Separated by " : "One column",
                          separator ? separator : "");
    if (sniff->heading_row > 0)
        vikt_buffer_print(out, "%seadings in row %ld, ", sniff->is_text ? "h" : "H",
                          sniff->heading_row);
    else if (sniff->is_text)
        vikt_buffer_string(out, "no headings, ");
    write_count(sniff->rows, "row", "rows", out);
    vikt_buffer_string(out, " of data, ");
    write_count(sniff->column_count, "column", "columns", out);
    if (sniff->titles + sniff->repeated_headings + sniff->totals + sniff->footers) {
        const char *mark = ": ";
        vikt_buffer_string(out, "\nSkipped, as they are no data");
        write_skipped(&mark, sniff->titles, "title", "titles", out);
        write_skipped(&mark, sniff->repeated_headings, "repeated heading", "repeated headings",
                      out);
        write_skipped(&mark, sniff->totals, "total", "totals", out);
        write_skipped(&mark, sniff->footers, "footer", "footers", out);
    }
    vikt_buffer_byte(out, '\n');
}

static void write_file(const vikt_sniff *sniff, vikt_buffer *out)
{

    vikt_buffer_print(out, VIKT_BOLD "%s" VIKT_PLAIN ": ", sniff->run->company.data);
    write_count(sniff->bytes, "byte", "bytes", out);
    vikt_buffer_print(out, ", %s, %s", sniff->format, sniff->encoding);
    if (sniff->proof.length)
        vikt_buffer_print(out, " (as in \"%.*s\")", VIKT_SHOW(sniff->proof));
    if (sniff->line_ends)
        vikt_buffer_print(out, ", line ends %s", sniff->line_ends);
    vikt_buffer_byte(out, '\n');
    write_shape(sniff, out);
    vikt_buffer_print(out, "It is %s: %s\n", vikt_sniff_kind(sniff->kind), sniff->kind_why);
}

static void write_range(const vikt_sniff_column *column, vikt_buffer *out)
{
    char low[64], high[64];

    if (column->type == VIKT_TYPE_DATE) {
        vikt_date_write((vikt_date)column->least, low);
        vikt_date_write((vikt_date)column->greatest, high);
    } else {
        low[vikt_number_write(column->least, low)] = '\0';
        high[vikt_number_write(column->greatest, high)] = '\0';
    }
    vikt_buffer_print(out, " %s", low);
    if (column->least < column->greatest)
        vikt_buffer_print(out, " to %s", high);
}

static void write_values(const vikt_sniff_column *column, vikt_buffer *out)
{
    static const char *const words[] = {"nothing", "number", "text", "date", "yes/no"};

    if (column->filled == 0) {
        vikt_buffer_string(out, "empty");
        return;
    }
    vikt_buffer_string(out, words[column->type]);
    if (column->type == VIKT_TYPE_NUMBER || column->type == VIKT_TYPE_DATE) {
        if (!isnan(column->least))
            write_range(column, out);
    } else {
        for (size_t i = 0; i < VIKT_SNIFF_ROWS; i++)
            if (column->values[i].length) {
                vikt_buffer_print(out, " such as %.*s", VIKT_SHOW(column->values[i]));
                break;
            }
    }
    if (column->form[0] && column->type != VIKT_TYPE_TRUTH)
        vikt_buffer_print(out, ", %s", column->form);
    vikt_buffer_print(out, "; %zu%s distinct", column->distinct,
                      column->distinct == VIKT_SNIFF_DISTINCT_MAX ? " or more" : "");
    if (column->empty)
        vikt_buffer_print(out, ", %zu empty", column->empty);
    if (column->heading.turn == VIKT_TURN_SCALE || column->heading.turn == VIKT_TURN_TRUTH)
        vikt_buffer_string(out, ", turned round, as the heading says");
    if (column->errors)
        vikt_buffer_print(out, ", %zu with a formula's error", column->errors);
    if (column->question)
        vikt_buffer_string(out, ", can be read in two ways");
    if (column->personal)
        vikt_buffer_string(out, ", personal numbers masked");
    if (column->bad)
        vikt_buffer_print(out, "; %zu not read: row %ld, \"%.*s\" %s", column->bad, column->bad_row,
                          VIKT_SHOW(column->bad_cell), column->bad_reason);
}

static void write_columns(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    static const char *const headings[] = {"", "heading", "taken for", "certainty", "values"};
    vikt_buffer values;
    vikt_table table;

    vikt_buffer_init(&values, arena->allocator, 1 << 16);
    vikt_table_init(&table, arena, "rllll", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    for (size_t i = 0; i < sniff->column_count; i++) {
        const vikt_sniff_column *column = &sniff->columns[i];
        vikt_text meaning = vikt_sniff_meaning(sniff, column);

        vikt_table_print(&table, "%zu", i + 1);
        vikt_table_cell(&table, column->heading.text);
        vikt_table_cell(&table, meaning.length ? meaning : VIKT_TEXT("-"));
        vikt_table_cell(&table, vikt_text_of(vikt_sniff_certainty(column->heading.match)));
        values.length = 0;
        write_values(column, &values);
        vikt_table_cell(&table, vikt_buffer_view(&values));
    }
    vikt_buffer_string(out, "\n" VIKT_BOLD "Columns" VIKT_PLAIN "\n");
    vikt_table_write(&table, out);
    out->failed |= values.failed;
    vikt_buffer_clear(&values);
    for (size_t i = 0; i < sniff->column_count; i++)
        if (sniff->columns[i].heading.why)
            vikt_buffer_print(out, "  \"%.*s\": %s\n", VIKT_SHOW(sniff->columns[i].heading.text),
                              sniff->columns[i].heading.why);
}

static void write_rows(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    size_t rows = sniff->rows < VIKT_SNIFF_ROWS ? sniff->rows : VIKT_SNIFF_ROWS;
    static const char *const aligns[] = {"l", "ll", "lll", "llll"};
    vikt_table table;

    while (rows && !sniff->row_numbers[rows - 1])
        rows--;
    if (rows == 0)
        return;
    vikt_table_init(&table, arena, aligns[rows], true);
    vikt_table_cell(&table, (vikt_text){NULL, 0});
    for (size_t row = 0; row < rows; row++)
        vikt_table_print(&table, "row %ld", sniff->row_numbers[row]);
    for (size_t i = 0; i < sniff->column_count; i++) {
        vikt_text meaning = vikt_sniff_meaning(sniff, &sniff->columns[i]);

        if (!meaning.length)
            continue;
        vikt_table_cell(&table, meaning);
        for (size_t row = 0; row < rows; row++) {
            vikt_text value = sniff->columns[i].values[row];

            vikt_table_cell(&table, value.length ? value : VIKT_TEXT("-"));
        }
    }
    if (table.count <= table.columns) /* no column has a meaning */
        return;
    vikt_buffer_string(out, "\n" VIKT_BOLD "The first rows as understood" VIKT_PLAIN "\n");
    vikt_table_write(&table, out);
}

static bool write_rejects(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    size_t count;
    vikt_sniff_reject *groups = vikt_sniff_rejects(sniff, arena, &count);

    if (!groups)
        return false;
    if (count)
        vikt_buffer_string(out, "\n" VIKT_BOLD "What a run rejects" VIKT_PLAIN "\n");
    for (size_t i = 0; i < count; i++) {
        const vikt_reject *first = groups[i].first;

        vikt_buffer_string(out, "  ");
        write_count(groups[i].count, first->whole_row ? "row" : "cell",
                    first->whole_row ? "rows" : "cells", out);
        if (first->column.length)
            vikt_buffer_print(out, " of %.*s", VIKT_SHOW(first->column));
        vikt_buffer_print(out, ": row %ld, \"%.*s\" %.*s\n", first->row, VIKT_SHOW(first->value),
                          VIKT_SHOW(first->reason));
    }
    return true;
}

/* Headings that nothing reads: those with a meaning, or those without. */
static void write_unused(const vikt_sniff *sniff, bool has_meaning, const char *title,
                         vikt_buffer *out)
{
    size_t written = 0;

    for (size_t i = 0; i < sniff->column_count; i++) {
        const vikt_sniff_column *column = &sniff->columns[i];

        if ((vikt_sniff_meaning(sniff, column).length > 0) != has_meaning ||
            (has_meaning && column->heading.read) || column->heading.is_empty)
            continue;
        vikt_buffer_string(out, written++ ? ", " : title);
        if (column->heading.text.length)
            vikt_buffer_print(out, "%.*s", VIKT_SHOW(column->heading.text));
        else
            vikt_buffer_print(out, "column %zu (no heading)", i + 1);
    }
    vikt_buffer_string(out, written ? "\n" : "");
}

static void write_said(const vikt_sniff *sniff, vikt_buffer *out)
{
    const vikt_notices *notices = &sniff->run->notices;
    size_t written = 0;

    for (size_t i = 0; i < notices->count; i++) {
        if (notices->items[i].severity == VIKT_ERROR)
            continue;
        if (written++ == 0)
            vikt_buffer_string(out, "\n" VIKT_BOLD "To know" VIKT_PLAIN "\n");
        vikt_buffer_print(out, "  %.*s\n", (int)notices->items[i].text.length,
                          notices->items[i].text.at);
    }
    if (sniff->question_count)
        vikt_buffer_string(out, "\n" VIKT_BOLD "Questions" VIKT_PLAIN
                                ", which a run stops at until they are answered\n");
    for (size_t i = 0; i < sniff->question_count; i++)
        vikt_buffer_print(out, "  %s\n", sniff->questions[i]);
}

/* Indented, so that it is seen where it begins and ends. */
static void write_settings(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    vikt_buffer settings;
    vikt_text rest;

    vikt_buffer_init(&settings, arena->allocator, 1 << 20);
    vikt_sniff_settings(sniff, &settings);
    vikt_buffer_string(out, "\n" VIKT_BOLD "Settings to keep" VIKT_PLAIN
                            ", in a vikt.ini beside the file\n");
    for (rest = vikt_buffer_view(&settings); rest.length;) {
        vikt_text line = vikt_text_cut(&rest, '\n');

        vikt_buffer_string(out, line.length ? "  " : "");
        vikt_buffer_text(out, line);
        vikt_buffer_byte(out, '\n');
    }
    out->failed |= settings.failed;
    vikt_buffer_clear(&settings);
}

bool vikt_sniff_text(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    bool done;

    write_file(sniff, out);
    write_columns(sniff, arena, out);
    write_rows(sniff, arena, out);
    done = write_rejects(sniff, arena, out);
    write_unused(sniff, true,
                 "\n" VIKT_BOLD "Understood, but read by nothing of the profile" VIKT_PLAIN "\n  ",
                 out);
    if (!sniff->is_unmatched)
        write_unused(sniff, false, "\n" VIKT_BOLD "Not understood" VIKT_PLAIN ", and not used\n  ",
                     out);
    write_said(sniff, out);
    write_settings(sniff, arena, out);
    return done;
}
