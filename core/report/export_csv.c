/* SPDX-License-Identifier: MIT
 *
 * A stored run as rows of text: as programs like it, and as a Swedish Excel opens it.
 */
#include "core/base/defuse.h"
#include "core/base/date.h"
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/report/export.h"

enum { PIECE = 1 << 18, PIECE_MAX = 1 << 28 };

typedef struct csv_form {
    char separator, decimal;
    const char *line_end;
} csv_form;

static bool needs_quotes(vikt_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (memchr("\",;\t\r\n", text.at[i], 6))
            return true;
    return text.length && (text.at[0] == ' ' || text.at[text.length - 1] == ' ');
}

static void put_text(vikt_text text, vikt_buffer *out)
{
    bool quoted = needs_quotes(text);

    if (quoted)
        vikt_buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (vikt_defuse_at(text.at, text.at + i, vikt_text_end(text)))
            vikt_buffer_byte(out, '\'');
        if (text.at[i] == '"')
            vikt_buffer_byte(out, '"');
        vikt_buffer_byte(out, text.at[i]);
    }
    if (quoted)
        vikt_buffer_byte(out, '"');
}

static void put_number(double value, char decimal, vikt_buffer *out)
{
    char text[VIKT_NUMBER_MAX];
    size_t length = vikt_number_write(value, text);
    char *point = memchr(text, '.', length);

    if (point)
        *point = decimal;
    vikt_buffer_add(out, text, length);
}

static void put_cell(vikt_datum cell, bool is_date, const csv_form *form, vikt_buffer *out)
{
    char date[11];

    if (cell.kind == VIKT_DATUM_TEXT) {
        put_text(cell.text, out);
    } else if (cell.kind == VIKT_DATUM_REAL && is_date) {
        vikt_date_write((vikt_date)cell.real, date);
        vikt_buffer_string(out, date);
    } else if (cell.kind == VIKT_DATUM_REAL) {
        put_number(cell.real, form->decimal, out);
    }
}

static void put_headings(const vikt_export *export, const csv_form *form, vikt_buffer *out)
{
    for (size_t i = 0; i < export->column_count; i++) {
        if (i > 0)
            vikt_buffer_byte(out, form->separator);
        put_text(export->columns[i].heading, out);
    }
    vikt_buffer_string(out, form->line_end);
}

static void put_customer(const vikt_export *export, size_t customer, const csv_form *form,
                         vikt_buffer *out)
{
    for (size_t i = 0; i < export->column_count; i++) {
        bool is_date;
        vikt_datum cell = vikt_export_cell(export, &export->columns[i], customer, &is_date);

        if (i > 0)
            vikt_buffer_byte(out, form->separator);
        put_cell(cell, is_date, form, out);
    }
    vikt_buffer_string(out, form->line_end);
}

vikt_code vikt_export_csv(const vikt_export *export, const vikt_export_options *options,
                          vikt_error *err)
{
    bool excel = options->format == VIKT_EXPORT_EXCEL;
    csv_form form = excel ? (csv_form){';', ',', "\r\n"} : (csv_form){',', '.', "\n"};
    vikt_buffer out;
    vikt_code code = VIKT_OK;

    vikt_buffer_init(&out, NULL, PIECE_MAX);
    if (excel)
        vikt_buffer_string(&out, "\xef\xbb\xbf");
    put_headings(export, &form, &out);
    for (size_t i = 0; i < export->count && code == VIKT_OK; i++) {
        put_customer(export, i, &form, &out);
        if (out.length >= PIECE || out.failed)
            code = vikt_export_hand_over(options, &out, err);
    }
    if (code == VIKT_OK)
        code = vikt_export_hand_over(options, &out, err);
    vikt_buffer_clear(&out);
    return code;
}
