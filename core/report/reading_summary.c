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
    }
    return "one column";
}

static const char *decimal_name(char decimal)
{
    return decimal == ',' ? ", decimal comma" : decimal == '.' ? ", decimal point" : "";
}

static void write_columns(const vikt_run *run, const vikt_reading *reading, bool used,
                          vikt_buffer *out)
{
    size_t written = 0;
    for (size_t i = 0; i < reading->heading_count; i++) {
        const vikt_heading *heading = &reading->headings[i];
        if ((heading->field != VIKT_INDEX_NONE) != used)
            continue;
        vikt_buffer_string(out, written++ ? ", " : used ? "  Columns: " : "  Not used: ");
        vikt_buffer_print(out, "%.*s", VIKT_SHOW(heading->text));
        if (used && !vikt_text_equal(heading->text, run->profile->fields[heading->field].name))
            vikt_buffer_print(out, " = %.*s", VIKT_SHOW(run->profile->fields[heading->field].name));
    }
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

static void write_reading(const vikt_run *run, const vikt_reading *reading, vikt_buffer *out)
{
    char rows[64];
    vikt_number_show((double)reading->rows, 0, '.', rows);
    vikt_buffer_print(out, "Read %.*s: %s %s, %s, %s%s\n", VIKT_SHOW(reading->source), rows,
                      reading->rows == 1 ? "row" : "rows", reading->encoding,
                      separator_name(reading->separator), decimal_name(reading->decimal));
    write_columns(run, reading, true, out);
    write_columns(run, reading, false, out);
    write_key(reading, out);
}

void vikt_reading_summary(const vikt_run *run, vikt_buffer *out)
{
    for (size_t i = 0; i < run->import->reading_count; i++)
        write_reading(run, &run->import->readings[i], out);
}
