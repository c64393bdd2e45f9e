/* SPDX-License-Identifier: MIT
 *
 * The settings that make a run read a file just as it was read here.
 */
#include <string.h>

#include "core/report/sniff_words.h"

static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* A name of vikt_charset_name() as people write it. */
static void write_lower(vikt_buffer *out, const char *name)
{
    for (; *name; name++)
        vikt_buffer_byte(out, (char)vikt_text_lower((unsigned char)*name));
}

static void write_text(const char *key, vikt_text value, vikt_buffer *out)
{
    if (value.length)
        vikt_buffer_print(out, "%s = %.*s\n", key, (int)value.length, value.at);
}

/* What was told and cannot be seen in the file. */
static void write_told(const vikt_source_settings *settings, vikt_buffer *out)
{
    static const char *const orders[] = {NULL, "ymd", "dmy", "mdy"};

    if (orders[settings->dates])
        vikt_buffer_print(out, "dates = %s\n", orders[settings->dates]);
    write_text("sheet", settings->sheet, out);
    write_text("table", settings->table, out);
    write_text("query", settings->query, out);
}

static void write_source(const vikt_sniff *sniff, vikt_buffer *out)
{
    const char *word = vikt_source_word(sniff->kind);
    const char *path = sniff->run->company.data;
    bool is_text = sniff->is_text;

    if (strcmp(path, "-") != 0)
        vikt_buffer_print(out, "[sources]\n%s = %s\n\n", word, file_of(path));
    vikt_buffer_print(out, "[source %s]\n", word);
    if (is_text) {
        vikt_buffer_string(out, "encoding = ");
        write_lower(out, sniff->charset);
        vikt_buffer_byte(out, '\n');
    }
    if (is_text && vikt_sniff_mark(sniff->separator))
        vikt_buffer_print(out, "separator = %s\n", vikt_sniff_mark(sniff->separator));
    if (is_text && sniff->decimal)
        vikt_buffer_print(out, "decimal = %s\n", vikt_sniff_mark(sniff->decimal));
    if (!sniff->has_tables &&
        (is_text || sniff->heading_row > 0)) /* the names of JSON and SQLite are no row */
        vikt_buffer_print(out, "heading = %ld\n", sniff->heading_row);
    write_told(&sniff->run->profile->sources[sniff->kind], out);
}

/* A heading of several lines, with quotation marks around it, or of several columns cannot be
 * written as a setting. */
static bool can_be_told(const vikt_sniff *sniff, size_t column)
{
    vikt_text heading = sniff->columns[column].heading.text;
    size_t same = 0;

    for (size_t i = 0; i < sniff->column_count; i++)
        same += vikt_text_equal(sniff->columns[i].heading.text, heading);
    return same == 1 && heading.length && !memchr(heading.at, '\n', heading.length) &&
           !memchr(heading.at, '\r', heading.length) && heading.at[0] != '"';
}

/* The heading, or the column's number. */
static void write_column(const vikt_sniff *sniff, const char *key, size_t column, vikt_buffer *out)
{
    if (can_be_told(sniff, column))
        write_text(key, sniff->columns[column].heading.text, out);
    else
        vikt_buffer_print(out, "%s = %zu\n", key, column + 1);
}

/* Of a ledger: which column is which. */
static void write_parts(const vikt_sniff *sniff, vikt_buffer *out)
{
    for (size_t i = 0; i < sniff->column_count; i++) {
        const vikt_heading *heading = &sniff->columns[i].heading;

        if (heading->part && heading->read)
            write_column(sniff, heading->part, i, out);
    }
}

void vikt_sniff_settings(const vikt_sniff *sniff, vikt_buffer *out)
{
    write_source(sniff, out);
    write_parts(sniff, out);
    for (size_t i = 0; i < sniff->column_count; i++) {
        const vikt_sniff_column *column = &sniff->columns[i];

        /* a field that is told is read: one that nothing reads stays recognised only, unless
         * there was something to say of it, which the setting answers */
        if (column->heading.field == VIKT_INDEX_NONE ||
            !(column->heading.read || column->heading.why))
            continue;
        vikt_buffer_print(out, "\n[field %.*s]\n", VIKT_SHOW(vikt_sniff_meaning(sniff, column)));
        write_column(sniff, "column", i, out);
    }
}
