/* SPDX-License-Identifier: MIT */
#include "core/report/table.h"

#include <math.h>
#include <stdio.h>

#include "core/base/number.h"
#include "core/base/printable.h"

enum { WIDEST = 60 };

void vikt_table_init(vikt_table *table, vikt_arena *arena, const char *align, bool heading)
{
    *table = (vikt_table){
        .arena = arena, .align = align, .columns = strlen(align), .heading_rows = heading};
}

/* Bytes of the first `width` code points. */
static size_t bytes_of(vikt_text text, size_t width)
{
    size_t i = 0;
    for (size_t seen = 0; i < text.length; i++)
        if (((unsigned char)text.at[i] & 0xC0) != 0x80 && seen++ == width)
            break;
    return i;
}

static const char *cell_text(vikt_table *table, vikt_text text)
{
    bool last = table->count % table->columns == table->columns - 1;
    if (last || vikt_text_width(text) <= WIDEST)
        return vikt_arena_print(table->arena, "%.*s", (int)text.length, text.length ? text.at : "");
    return vikt_arena_print(table->arena, "%.*s…", (int)bytes_of(text, WIDEST - 1), text.at);
}

void vikt_table_cell(vikt_table *table, vikt_text text)
{
    const char **cells =
        vikt_arena_grow(table->arena, table->cells, table->count, &table->capacity, sizeof *cells);
    char *copy = (char *)cell_text(table, text);
    if (!cells || !copy) {
        table->failed = true;
        return;
    }
    for (char *c = copy; *c; c++)
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' '; /* these would break the table */
    vikt_printable_make(copy, strlen(copy), "");
    table->cells = cells;
    cells[table->count++] = copy;
}

void vikt_table_print(vikt_table *table, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    vikt_table_cell(table, vikt_text_of(text));
}

void vikt_table_number(vikt_table *table, double value, int decimals)
{
    char text[64];
    if (isnan(value)) {
        vikt_table_cell(table, VIKT_TEXT("-"));
        return;
    }
    size_t length = vikt_number_show(value, decimals, '.', text);
    vikt_table_cell(table, (vikt_text){text, length});
}

void vikt_table_share(vikt_table *table, double share)
{
    char text[64];
    if (isnan(share)) {
        vikt_table_cell(table, VIKT_TEXT("-"));
        return;
    }
    vikt_number_show(share * 100, 1, '.', text);
    vikt_table_print(table, "%s %%", text);
}

static size_t width_of(const vikt_table *table, size_t column)
{
    size_t widest = 0;
    for (size_t i = column; i < table->count; i += table->columns) {
        size_t width = vikt_text_width(vikt_text_of(table->cells[i]));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void write_spaces(vikt_buffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        vikt_buffer_byte(out, ' ');
}

static void write_row(const vikt_table *table, size_t row, const size_t *widths, vikt_buffer *out)
{
    size_t pending = 2; /* spaces are written before text only, so that no line ends in them */
    for (size_t c = 0; c < table->columns; c++) {
        vikt_text text = vikt_text_of(table->cells[row * table->columns + c]);
        size_t pad = widths[c] - vikt_text_width(text);
        if (table->align[c] == 'r')
            pending += pad;
        if (text.length) {
            write_spaces(out, pending);
            vikt_buffer_text(out, text);
            pending = 0;
        }
        pending += (text.length ? 0 : widths[c] - pad) + (table->align[c] == 'r' ? 0 : pad) + 2;
    }
}

void vikt_table_write(vikt_table *table, vikt_buffer *out)
{
    size_t widths[VIKT_TABLE_COLUMNS];
    if (table->failed || table->columns == 0) {
        out->failed = true;
        return;
    }
    for (size_t c = 0; c < table->columns; c++)
        widths[c] = width_of(table, c);
    for (size_t row = 0; row < table->count / table->columns; row++) {
        bool bold = row < table->heading_rows;
        vikt_buffer_string(out, bold ? VIKT_BOLD : "");
        write_row(table, row, widths, out);
        vikt_buffer_string(out, bold ? VIKT_PLAIN "\n" : "\n");
    }
}
