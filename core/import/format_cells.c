/* SPDX-License-Identifier: MIT */
#include "core/import/format_cells.h"

#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/import/format_xml.h"

enum { ROWS_MAX = 1048576, SHEET_COLUMNS_MAX = 16384 };

typedef enum cell_type { NUMBER, SHARED, TEXT, TRUTH, DATE } cell_type;

typedef struct reader {
    vikt_cells_task *task;
    vikt_grid *grid;
    bool in_data;
    long row;      /* of the row or cell read last, from 1 */
    size_t column; /* of the cell, from 1 */
    cell_type type;
    size_t style;
    bool has_formula;
} reader;

/* Digits up to the end; 0 when there is anything else, or more than a sheet can have. */
static long number_of(const char *text, long most)
{
    long number = 0;

    for (; vikt_is_digit(*text); text++) {
        number = number * 10 + (*text - '0');
        if (number > most)
            return 0;
    }
    return *text ? 0 : number;
}

/* "C7": column 3; 0 when it is no reference. */
static size_t column_of(const char *reference, const char **behind)
{
    size_t column = 0;

    for (; vikt_lower(*reference) >= 'a' && vikt_lower(*reference) <= 'z'; reference++) {
        column = column * 26 + (size_t)(vikt_lower(*reference) - 'a') + 1;
        if (column > SHEET_COLUMNS_MAX)
            return 0;
    }
    *behind = reference;
    return column;
}

static void begin_row(vikt_xml *xml, reader *r, const char **attributes)
{
    const char *number = vikt_xml_value(attributes, "r");
    long row = number ? number_of(number, ROWS_MAX) : r->row + 1;

    if (row <= r->row || row > ROWS_MAX) {
        vikt_xml_fail(xml, "a row has a number that it cannot have");
        return;
    }
    r->row = row;
    r->column = 0;
}

static cell_type type_of(const char *word)
{
    static const struct {
        const char *word;
        cell_type type;
    } types[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", TEXT},
                 {"e", TEXT},   {"b", TRUTH},  {"d", DATE}};

    for (size_t i = 0; word && i < sizeof types / sizeof *types; i++)
        if (strcmp(word, types[i].word) == 0)
            return types[i].type;
    return NUMBER;
}

static void begin_cell(vikt_xml *xml, reader *r, const char **attributes)
{
    const char *reference = vikt_xml_value(attributes, "r"), *behind = "";
    const char *style = vikt_xml_value(attributes, "s");
    size_t column = reference ? column_of(reference, &behind) : r->column + 1;

    if (column <= r->column || column > SHEET_COLUMNS_MAX ||
        (reference && number_of(behind, ROWS_MAX) != r->row)) {
        vikt_xml_fail(xml, "a cell stands where it cannot stand");
        return;
    }
    r->column = column;
    r->type = type_of(vikt_xml_value(attributes, "t"));
    r->style = style ? (size_t)number_of(style, 1 << 20) : 0;
    r->has_formula = false;
    xml->text.length = 0;
}

static void give(vikt_xml *xml, const reader *r, vikt_text text, bool is_number)
{
    vikt_grid_cell cell = {r->row, r->column - 1, text, is_number};
    vikt_code rc = vikt_grid_add(r->grid, &cell, xml->err);

    if (rc != VIKT_OK)
        vikt_xml_stop(xml, rc);
}

static void give_shared(vikt_xml *xml, const reader *r, vikt_text value)
{
    const vikt_strings *strings = r->task->strings;
    size_t i = 0;

    for (size_t at = 0; at < value.length && i < strings->count; at++)
        i = vikt_is_digit(value.at[at]) ? i * 10 + (size_t)(value.at[at] - '0') : strings->count;
    if (value.length == 0)
        return;
    if (i >= strings->count)
        vikt_xml_fail(xml, "a cell refers to a text that is not there");
    else
        give(xml, r, vikt_strings_at(strings, i), false);
}

static void give_number(vikt_xml *xml, const reader *r, vikt_text value)
{
    static const vikt_style plain = {.kind = VIKT_STYLE_NUMBER};
    const vikt_styles *styles = r->task->styles;
    const vikt_style *style = r->style < styles->count ? &styles->items[r->style] : &plain;
    char text[VIKT_STYLE_TEXT_MAX];
    bool is_number;
    double number;
    size_t length;

    if (!vikt_number_parse(value, &number)) {
        give(xml, r, value, false); /* as it stands: nothing is made up */
        return;
    }
    length = vikt_style_write(style, number, r->task->is_1904, text, &is_number);
    give(xml, r, (vikt_text){text, length}, is_number);
}

/* "2026-05-12T00:00:00" has no time. */
static vikt_text without_midnight(vikt_text value)
{
    static const char midnight[] = "T00:00:00";
    size_t day = sizeof "2026-05-12" - 1;

    if (value.length < day + sizeof midnight - 1 ||
        memcmp(value.at + day, midnight, sizeof midnight - 1) != 0)
        return value;
    return (vikt_text){value.at, day};
}

static void end_cell(vikt_xml *xml, reader *r)
{
    vikt_text value = vikt_buffer_view(&xml->text);

    /* A text that a formula made may well be empty. */
    r->task->uncomputed += r->has_formula && value.length == 0 && r->type != TEXT;
    switch (r->type) {
    case NUMBER:
        value = vikt_text_trim(value);
        if (value.length)
            give_number(xml, r, value);
        break;
    case SHARED:
        give_shared(xml, r, vikt_text_trim(value));
        break;
    case TEXT:
        if (value.length) /* an empty one may have no memory at all */
            value.length = vikt_strings_unescape(xml->text.at, value.length);
        give(xml, r, value, false);
        break;
    case TRUTH:
        value = vikt_text_trim(value);
        if (value.length)
            give(xml, r, vikt_text_is(value, "1") ? VIKT_TEXT("true") : VIKT_TEXT("false"), false);
        break;
    case DATE:
        give(xml, r, without_midnight(vikt_text_trim(value)), false);
        break;
    }
}

static void on_start(vikt_xml *xml, const char *element, const char **attributes)
{
    reader *r = xml->context;

    if (strcmp(element, "sheetData") == 0)
        r->in_data = true;
    else if (!r->in_data)
        return;
    else if (strcmp(element, "row") == 0)
        begin_row(xml, r, attributes);
    else if (strcmp(element, "c") == 0)
        begin_cell(xml, r, attributes);
    else if (strcmp(element, "f") == 0)
        r->has_formula = true;
    else if (strcmp(element, "v") == 0)
        xml->gather = true;
    else
        vikt_strings_gather(xml, element, true);
}

static void on_end(vikt_xml *xml, const char *element)
{
    reader *r = xml->context;

    if (!r->in_data)
        return;
    if (strcmp(element, "sheetData") == 0)
        r->in_data = false;
    else if (strcmp(element, "c") == 0 && r->column)
        end_cell(xml, r);
    else if (strcmp(element, "v") == 0)
        xml->gather = false;
    else
        vikt_strings_gather(xml, element, false);
}

vikt_code vikt_cells_give(void *context, vikt_grid *grid, vikt_error *err)
{
    reader r = {.task = context, .grid = grid};
    vikt_xml xml = {.context = &r, .start = on_start, .end = on_end};

    r.task->uncomputed = 0;
    return vikt_xml_read(&xml, r.task->zip, r.task->part, r.task->allocator, err);
}
