/* SPDX-License-Identifier: MIT
 *
 * A stored run as an object a line.
 */
#include "core/base/date.h"
#include "core/base/json.h"
#include "core/report/export.h"

enum { PIECE = 1 << 18, PIECE_MAX = 1 << 28 };

/* The object that columns of this part stand in; NULL: none. */
static const char *group_of(vikt_export_part part)
{
    switch (part) {
    case VIKT_EXPORT_CLASS:
        return "classes";
    case VIKT_EXPORT_RAW_CLASS:
        return "raw_classes";
    case VIKT_EXPORT_POINTS:
        return "points";
    case VIKT_EXPORT_VALUE:
        return "values";
    case VIKT_EXPORT_KEY:
    case VIKT_EXPORT_NAME:
    case VIKT_EXPORT_SCORE:
    case VIKT_EXPORT_COVERAGE:
    case VIKT_EXPORT_DECISION:
    case VIKT_EXPORT_ACTIONS:
        break;
    }
    return NULL;
}

static void put_value(vikt_json *json, const vikt_export_column *column, vikt_datum cell,
                      bool is_date, size_t customer)
{
    char date[11];

    if (cell.kind == VIKT_DATUM_REAL && is_date) {
        vikt_date_write((vikt_date)cell.real, date);
        vikt_json_string(json, NULL, date);
    } else if (cell.kind == VIKT_DATUM_REAL) {
        vikt_json_number(json, NULL, cell.real);
    } else if (cell.kind == VIKT_DATUM_TEXT && column->column &&
               column->column->type == VIKT_TYPE_TRUTH) {
        vikt_json_truth(json, NULL, column->column->numbers[customer] != 0);
    } else {
        vikt_json_text(json, NULL, cell.text);
    }
}

static void put_customer(const vikt_export *export, size_t customer, vikt_buffer *out)
{
    vikt_json json;
    const char *open = NULL;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    for (size_t i = 0; i < export->column_count; i++) {
        const vikt_export_column *column = &export->columns[i];
        const char *group = group_of(column->part);
        bool is_date;
        vikt_datum cell = vikt_export_cell(export, column, customer, &is_date);

        if (open && open != group)
            vikt_json_end(&json, '}');
        if (group && open != group)
            vikt_json_object(&json, group);
        open = group;
        vikt_json_name(&json, column->name);
        put_value(&json, column, cell, is_date, customer);
    }
    if (open)
        vikt_json_end(&json, '}');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

vikt_code vikt_export_jsonl(const vikt_export *export, const vikt_export_options *options,
                            vikt_error *err)
{
    vikt_buffer out;
    vikt_code code = VIKT_OK;

    vikt_buffer_init(&out, NULL, PIECE_MAX);
    for (size_t i = 0; i < export->count && code == VIKT_OK; i++) {
        put_customer(export, i, &out);
        if (out.length >= PIECE || out.failed)
            code = vikt_export_hand_over(options, &out, err);
    }
    if (code == VIKT_OK)
        code = vikt_export_hand_over(options, &out, err);
    vikt_buffer_clear(&out);
    return code;
}
