/* SPDX-License-Identifier: MIT
 *
 * The JSON of one customer's row: points, values, and extra.
 */
#include <math.h>

#include "core/base/date.h"
#include "core/base/json.h"
#include "core/persist/plain.h"
#include "core/persist/result_row.h"

/* ---- points and values ---- */

/* `before` is the bracket or comma that comes first. */
static void add_number(vikt_buffer *out, char before, double value)
{
    char *at = vikt_buffer_room(out, 1 + VIKT_NUMBER_MAX);
    size_t length = 4;

    if (!at)
        return;
    *at++ = before;
    if (isfinite(value))
        length = vikt_plain_write(value, at);
    else
        memcpy(at, "null", 4);
    out->length += 1 + length;
}

static void add_points(const vikt_results *r, size_t row, vikt_buffer *out)
{
    char before = '[';

    for (size_t i = 0; i < r->criterion_count; i++, before = ',')
        add_number(out, before, r->record->points->points[r->criteria[i]][row]);
    if (before == '[')
        vikt_buffer_byte(out, '[');
    vikt_buffer_byte(out, ']');
}

static void add_text(vikt_buffer *out, char before, vikt_text text)
{
    vikt_json json;

    vikt_buffer_byte(out, before);
    vikt_json_init(&json, out);
    vikt_json_text(&json, NULL, text);
}

static void add_date(vikt_buffer *out, char before, double days)
{
    char text[11];

    vikt_date_write((vikt_date)days, text);
    add_text(out, before, (vikt_text){text, 10});
}

static void add_present(vikt_buffer *out, char before, const vikt_column *column, size_t row)
{
    switch (column->type) {
    case VIKT_TYPE_NUMBER:
        add_number(out, before, column->numbers[row]);
        break;
    case VIKT_TYPE_DATE:
        add_date(out, before, column->numbers[row]);
        break;
    case VIKT_TYPE_TRUTH:
        vikt_buffer_byte(out, before);
        vikt_buffer_string(out, column->numbers[row] != 0 ? "true" : "false");
        break;
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_TEXT:
        if (column->cells)
            add_text(out, before, vikt_column_text(column, row));
        else
            add_number(out, before, column->numbers[row]);
        break;
    }
}

static void add_values(const vikt_results *r, size_t row, vikt_buffer *out)
{
    char before = '[';

    for (size_t i = 0; i < r->kept.count; i++, before = ',') {
        const vikt_column *column = r->kept.columns[i];

        if (vikt_column_missing(column, row))
            add_number(out, before, NAN);
        else
            add_present(out, before, column, row);
    }
    if (before == '[')
        vikt_buffer_byte(out, '[');
    vikt_buffer_byte(out, ']');
}

/* ---- extra: what only some customers have; most have nothing ---- */

static const vikt_note *note_of(vikt_noted *noted, size_t row)
{
    const vikt_notes *notes = noted->notes;

    if (noted->next > 0 && notes->items[noted->next - 1].row >= row)
        noted->next = 0; /* reading began again */
    while (noted->next < notes->count && notes->items[noted->next].row < row)
        noted->next++;
    if (noted->next < notes->count && notes->items[noted->next].row == row)
        return &notes->items[noted->next];
    return NULL;
}

static void add_named(vikt_json *json, size_t number, vikt_text text)
{
    char digits[VIKT_NUMBER_MAX];

    vikt_json_name(json, (vikt_text){digits, vikt_number_write((double)number, digits)});
    vikt_json_text(json, NULL, text);
}

static bool add_notes(vikt_json *json, const char *name, vikt_noted *noted, size_t count,
                      size_t row, bool open)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        const vikt_note *note = note_of(&noted[i], row);

        if (!note)
            continue;
        if (!open)
            vikt_json_object(json, NULL);
        open = true;
        if (!any)
            vikt_json_object(json, name);
        any = true;
        add_named(json, noted[i].statement, note->text);
    }
    if (any)
        vikt_json_end(json, '}');
    return open;
}

static bool fill_in(const vikt_results *r, size_t action, size_t row, vikt_buffer *out)
{
    const vikt_run_record *record = r->record;
    vikt_action_context context = {record->population, record->presence, record->points,
                                   record->score, record->classification};

    if (!vikt_action_applies(record->profile, record->presence, record->classification, action,
                             row))
        return false;
    vikt_action_text(&context, action, row, out);
    return true;
}

static bool add_texts(const vikt_results *r, vikt_json *json, size_t row, bool open)
{
    bool any = false;

    for (size_t i = 0; i < r->blank_count; i++) {
        vikt_buffer text;

        vikt_buffer_init(&text, json->out->allocator, VIKT_RESULT_BYTES_MAX);
        if (fill_in(r, r->blanks[i], row, &text)) {
            if (!open)
                vikt_json_object(json, NULL);
            open = true;
            if (!any)
                vikt_json_object(json, "texts");
            any = true;
            add_named(json, r->blanks[i], vikt_buffer_view(&text));
        }
        json->out->failed |= text.failed;
        vikt_buffer_clear(&text);
    }
    if (any)
        vikt_json_end(json, '}');
    return open;
}

static void add_extra(vikt_results *r, size_t row, vikt_buffer *out)
{
    vikt_json json;
    bool open = false;

    vikt_json_init(&json, out);
    open = add_notes(&json, "reasons", r->reasons, r->reason_count, row, open);
    open = add_notes(&json, "class_reasons", r->class_reasons, r->class_reason_count, row, open);
    open = add_texts(r, &json, row, open);
    if (open)
        vikt_json_end(&json, '}');
}

void vikt_result_json(vikt_results *r, size_t row, vikt_buffer *out, size_t ends[4])
{
    ends[0] = out->length;
    add_points(r, row, out);
    ends[1] = out->length;
    add_values(r, row, out);
    ends[2] = out->length;
    add_extra(r, row, out);
    ends[3] = out->length;
}
