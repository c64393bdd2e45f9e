/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"
#include "core/report/report.h"

static const char *separator_name(char separator)
{
    switch (separator) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    case '|':
        return "|";
    case ' ':
        return "blanks";
    }
    return "one column";
}

static const char *decimal_name(char decimal)
{
    return decimal == ',' ? ", decimal comma" : decimal == '.' ? ", decimal point" : "";
}

typedef enum part { PART_READ, PART_RECOGNISED, PART_UNKNOWN } part;

static part part_of(const vikt_heading *heading)
{
    if (heading->match == VIKT_HEADING_UNUSED)
        return PART_UNKNOWN;
    return heading->read ? PART_READ : PART_RECOGNISED;
}

/* What nothing reads is named by its heading alone: the line is to be short. */
static void write_heading(const vikt_run *run, const vikt_reading *reading, size_t column,
                          vikt_buffer *out)
{
    const vikt_heading *heading = &reading->headings[column];
    vikt_text use = vikt_heading_use(heading, run->profile);
    bool says = heading->read && use.length && !vikt_text_equal(heading->text, use);

    if (heading->text.length)
        vikt_buffer_print(out, "%.*s", VIKT_SHOW(heading->text));
    else
        vikt_buffer_print(out, "column %zu (no heading)", column + 1);
    if (says)
        vikt_buffer_print(out, " = %.*s", VIKT_SHOW(use));
}

static void write_columns(const vikt_run *run, const vikt_reading *reading, part wanted,
                          vikt_buffer *out)
{
    static const char *const words[] = {"  Columns: ", "  Known and not needed: ", "  Not used: "};
    size_t written = 0;
    for (size_t i = 0; i < reading->heading_count; i++) {
        if (part_of(&reading->headings[i]) != wanted || reading->headings[i].is_empty)
            continue;
        vikt_buffer_string(out, written++ ? ", " : words[wanted]);
        write_heading(run, reading, i, out);
    }
    vikt_buffer_string(out, written ? "\n" : "");
}

static void add_count(vikt_buffer *out, size_t *written, size_t count, const char *one,
                      const char *many)
{
    if (count)
        vikt_buffer_print(out, "%s%zu %s", (*written)++ ? ", " : "  Skipped: ", count,
                          vikt_plural(count, one, many));
}

/* Rows that are neither customers nor rejects: never in silence. */
static void write_skipped(const vikt_reading *reading, vikt_buffer *out)
{
    size_t written = 0;

    add_count(out, &written, reading->titles, "title row", "title rows");
    add_count(out, &written, reading->repeated_headings, "repeated heading", "repeated headings");
    add_count(out, &written, reading->totals, "total", "totals");
    add_count(out, &written, reading->footers, "footer", "footers");
    vikt_buffer_string(out, written ? "\n" : "");
}

static void write_key(const vikt_reading *reading, vikt_buffer *out)
{
    const char *why = reading->key_doubt ? reading->key_doubt : "there is no id column";
    if (reading->key_origin == VIKT_KEY_BY_NAME)
        vikt_buffer_print(out, "  Customers are told apart by name: %s\n", why);
    if (reading->key_origin == VIKT_KEY_BY_ROW)
        vikt_buffer_print(out,
                          "  Customers are told apart by row number: %s, and no name that is one "
                          "customer's only\n",
                          why);
}

/* What rows of text look like; of another format which it is, and its encoding where it had a
 * choice. */
static void write_form(const vikt_reading *reading, vikt_buffer *out)
{
    bool is_text = strncmp(reading->format, "CSV", 3) == 0;
    if (strcmp(reading->format, "CSV") != 0)
        vikt_buffer_print(out, ", %s", reading->format);
    if (is_text || strcmp(reading->encoding, "UTF-8") != 0)
        vikt_buffer_print(out, ", %s", reading->encoding);
    if (is_text)
        vikt_buffer_print(out, ", %s%s", separator_name(reading->separator),
                          decimal_name(reading->decimal));
    vikt_buffer_string(out, reading->is_headless ? ", no heading" : "");
    if (reading->proof.length)
        vikt_buffer_print(out, "; letters as in \"%.*s\"", VIKT_SHOW(reading->proof));
}

static void write_reading(const vikt_run *run, const vikt_reading *reading, vikt_buffer *out)
{
    char rows[64];
    vikt_number_show((double)reading->rows, 0, '.', rows);
    vikt_buffer_print(out, "Read %.*s: %s %s", VIKT_SHOW(reading->source), rows,
                      vikt_plural(reading->rows, "row", "rows"));
    write_form(reading, out);
    vikt_buffer_byte(out, '\n');
    write_skipped(reading, out);
    write_columns(run, reading, PART_READ, out);
    write_columns(run, reading, PART_RECOGNISED, out);
    write_columns(run, reading, PART_UNKNOWN, out);
    if (reading->kind == VIKT_SOURCE_CUSTOMERS)
        write_key(reading, out);
    else if (reading->kind == VIKT_SOURCE_RATINGS && reading->key_origin == VIKT_KEY_BY_NAME)
        vikt_buffer_string(out, "  Customers are found by name\n");
}

void vikt_reading_summary(const vikt_run *run, vikt_buffer *out)
{
    for (size_t i = 0; i < run->import->reading_count; i++)
        write_reading(run, &run->import->readings[i], out);
}
