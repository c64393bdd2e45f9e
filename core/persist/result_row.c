/* SPDX-License-Identifier: MIT */
#include "core/persist/result_row.h"

#include <math.h>

#include "core/base/date.h"
#include "core/base/json.h"
#include "core/persist/plain.h"

/* A customer has at most 512 values of at most 64 kB, each byte at most six in JSON. */
enum { ROW_BYTES_MAX = 1 << 28 };

enum { RUN_ID, CUSTOMER_KEY, NAME, SCORE, COVERAGE, BASIS, OUTCOME, POINTS, VALUES, EXTRA };

/* ---- what is looked up once a run ---- */

static size_t *numbers_of(vikt_arena *arena, const bool *present, size_t count, size_t *out)
{
    size_t *numbers = vikt_arena_new(arena, count, sizeof *numbers);

    *out = 0;
    for (size_t i = 0; numbers && i < count; i++)
        if (present[i])
            numbers[(*out)++] = i;
    return numbers;
}

static bool find_blanks(vikt_results *r, vikt_arena *arena)
{
    const vikt_profile *profile = r->record->profile;

    r->blanks = vikt_arena_new(arena, profile->action_count, sizeof *r->blanks);
    for (size_t i = 0; r->blanks && i < profile->action_count; i++)
        if (r->record->presence->actions[i] && vikt_action_has_blanks(&profile->actions[i]))
            r->blanks[r->blank_count++] = i;
    return r->blanks;
}

static bool find_reasons(vikt_results *r, vikt_arena *arena)
{
    const vikt_notes *of_criteria = r->record->points->reasons;

    r->reasons = vikt_arena_new(arena, r->criterion_count, sizeof *r->reasons);
    r->class_reasons = vikt_arena_new(arena, r->scheme_count, sizeof *r->class_reasons);
    if (!r->reasons || !r->class_reasons)
        return false;
    for (size_t i = 0; of_criteria && i < r->criterion_count; i++)
        if (of_criteria[r->criteria[i]].count > 0)
            r->reasons[r->reason_count++] =
                (vikt_noted){&of_criteria[r->criteria[i]], r->criteria[i], 0};
    for (size_t i = 0; i < r->scheme_count; i++) {
        const vikt_notes *notes = &r->record->classification->schemes[r->schemes[i]].reasons;

        if (notes->count > 0)
            r->class_reasons[r->class_reason_count++] = (vikt_noted){notes, r->schemes[i], 0};
    }
    return true;
}

/* Bytes of an outcome: five and a date for a scheme, one for a rule that somebody met, one for an
 * action with a condition. */
static size_t outcome_width(const vikt_results *r)
{
    const vikt_profile *profile = r->record->profile;

    return r->scheme_count * (5 + sizeof(int32_t)) + profile->rule_count + profile->action_count;
}

bool vikt_results_init(vikt_results *r, const vikt_run_record *record, int64_t run_id,
                       vikt_arena *arena)
{
    const vikt_profile *profile = record->profile;
    const vikt_presence *presence = record->presence;
    size_t width;

    *r = (vikt_results){.record = record, .run_id = run_id, .row = SIZE_MAX};
    vikt_buffer_init(&r->text, arena->allocator, ROW_BYTES_MAX);
    r->criteria =
        numbers_of(arena, presence->criteria, profile->criterion_count, &r->criterion_count);
    r->schemes = numbers_of(arena, presence->schemes, profile->scheme_count, &r->scheme_count);
    width = outcome_width(r);
    r->tuple = vikt_arena_new(arena, width, 1);
    vikt_tuples_init(&r->bases, arena, 3 * sizeof(uint64_t));
    vikt_tuples_init(&r->outcomes, arena, width);
    return r->criteria && r->schemes && r->tuple &&
           vikt_kept_of(record->population, presence, arena, &r->kept) && find_blanks(r, arena) &&
           find_reasons(r, arena);
}

void vikt_results_clear(vikt_results *r)
{
    vikt_buffer_clear(&r->text);
    vikt_tuples_clear(&r->bases);
    vikt_tuples_clear(&r->outcomes);
}

/* ---- numbers for what customers have in common ---- */

bool vikt_results_by_or(const vikt_run_record *record, size_t criterion, size_t row)
{
    const uint64_t *used = record->points->used_or;

    return record->presence->use_or[criterion] || (used && (used[row] >> criterion & 1));
}

static bool number_basis(vikt_results *r, size_t row)
{
    uint64_t masks[3] = {0, 0, 0}; /* has points, had a value, by or_points */

    for (size_t i = 0; i < r->criterion_count; i++) {
        size_t c = r->criteria[i];
        uint64_t bit = UINT64_C(1) << c;

        masks[0] |= isnan(r->record->points->points[c][row]) ? 0 : bit;
        masks[1] |= r->record->points->valued[row] & bit;
        masks[2] |= vikt_results_by_or(r->record, c, row) ? bit : 0;
    }
    return vikt_tuples_number(&r->bases, masks, (uint32_t)row, &r->basis);
}

static unsigned char *put_scheme(unsigned char *at, const vikt_scheme_result *scheme, size_t row)
{
    int32_t since = scheme->since ? scheme->since[row] : INT32_MIN;

    *at++ = scheme->effective[row];
    *at++ = scheme->raw[row];
    *at++ = scheme->why ? scheme->why[row] : 0;
    *at++ = scheme->flags ? scheme->flags[row] : 0;
    *at++ = scheme->rule ? scheme->rule[row] : 0;
    memcpy(at, &since, sizeof since);
    return at + sizeof since;
}

static bool number_outcome(vikt_results *r, size_t row)
{
    const vikt_classification *classification = r->record->classification;
    const vikt_profile *profile = r->record->profile;
    unsigned char *at = r->tuple;

    for (size_t i = 0; i < r->scheme_count; i++)
        at = put_scheme(at, &classification->schemes[r->schemes[i]], row);
    for (size_t i = 0; classification->rule_held && i < profile->rule_count; i++)
        *at++ = classification->rule_held[i] ? classification->rule_held[i][row] : 0;
    /* Actions without a condition follow from the classes. */
    for (size_t i = 0; classification->action_applies && i < profile->action_count; i++)
        *at++ = classification->action_applies[i] ? classification->action_applies[i][row] : 0;
    return vikt_tuples_number(&r->outcomes, r->tuple, (uint32_t)row, &r->outcome);
}

/* ---- the row's JSON ---- */

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

static void add_points(vikt_results *r, size_t row)
{
    char before = '[';

    for (size_t i = 0; i < r->criterion_count; i++, before = ',')
        add_number(&r->text, before, r->record->points->points[r->criteria[i]][row]);
    if (before == '[')
        vikt_buffer_byte(&r->text, '[');
    vikt_buffer_byte(&r->text, ']');
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

static void add_values(vikt_results *r, size_t row)
{
    char before = '[';

    for (size_t i = 0; i < r->kept.count; i++, before = ',') {
        const vikt_column *column = r->kept.columns[i];

        if (vikt_column_missing(column, row))
            add_number(&r->text, before, NAN);
        else
            add_present(&r->text, before, column, row);
    }
    if (before == '[')
        vikt_buffer_byte(&r->text, '[');
    vikt_buffer_byte(&r->text, ']');
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

static bool add_texts(vikt_results *r, vikt_json *json, size_t row, bool open)
{
    bool any = false;

    for (size_t i = 0; i < r->blank_count; i++) {
        vikt_buffer text;

        vikt_buffer_init(&text, r->text.allocator, ROW_BYTES_MAX);
        if (fill_in(r, r->blanks[i], row, &text)) {
            if (!open)
                vikt_json_object(json, NULL);
            open = true;
            if (!any)
                vikt_json_object(json, "texts");
            any = true;
            add_named(json, r->blanks[i], vikt_buffer_view(&text));
        }
        r->text.failed |= text.failed;
        vikt_buffer_clear(&text);
    }
    if (any)
        vikt_json_end(json, '}');
    return open;
}

static void add_extra(vikt_results *r, size_t row)
{
    vikt_json json;
    bool open = false;

    vikt_json_init(&json, &r->text);
    open = add_notes(&json, "reasons", r->reasons, r->reason_count, row, open);
    open = add_notes(&json, "class_reasons", r->class_reasons, r->class_reason_count, row, open);
    open = add_texts(r, &json, row, open);
    if (open)
        vikt_json_end(&json, '}');
}

static bool prepare(vikt_results *r, size_t row)
{
    r->row = row;
    r->text.length = 0;
    add_points(r, row);
    r->ends[0] = r->text.length;
    add_values(r, row);
    r->ends[1] = r->text.length;
    add_extra(r, row);
    r->ends[2] = r->text.length;
    return !r->text.failed && number_basis(r, row) && number_outcome(r, row);
}

/* ---- cells: written in place, ten million of them in a large run ---- */

static void set_integer(vikt_datum *out, int64_t value)
{
    out->kind = VIKT_DATUM_INTEGER;
    out->integer = value;
}

static void set_real(vikt_datum *out, double value)
{
    out->kind = isfinite(value) ? VIKT_DATUM_REAL : VIKT_DATUM_NULL;
    out->real = value;
}

static void set_text(vikt_datum *out, vikt_text text)
{
    out->kind = VIKT_DATUM_TEXT;
    out->text = text;
}

static void set_name(vikt_datum *out, const vikt_results *r, size_t row)
{
    vikt_text name = vikt_population_name(r->record->population, row);

    set_text(out, name);
    if (!name.at || vikt_text_equal(name, vikt_population_key(r->record->population, row)))
        out->kind = VIKT_DATUM_NULL;
}

static void set_piece(vikt_datum *out, const vikt_results *r, size_t from, size_t to)
{
    set_text(out, (vikt_text){r->text.at + from, to - from});
    if (from == to)
        out->kind = VIKT_DATUM_NULL;
}

bool vikt_results_column(void *context, size_t row, size_t column, vikt_datum *out)
{
    vikt_results *r = context;

    if (r->row != row && !prepare(r, row))
        return false;
    switch (column) {
    case RUN_ID:
        set_integer(out, r->run_id);
        break;
    case CUSTOMER_KEY:
        set_text(out, vikt_population_key(r->record->population, row));
        break;
    case NAME:
        set_name(out, r, row);
        break;
    case SCORE:
        set_real(out, r->record->score->score[row]);
        break;
    case COVERAGE:
        set_real(out, r->record->score->coverage[row]);
        break;
    case BASIS:
        set_integer(out, r->basis);
        break;
    case OUTCOME:
        set_integer(out, r->outcome);
        break;
    case POINTS:
        set_piece(out, r, 0, r->ends[0]);
        break;
    case VALUES:
        set_piece(out, r, r->ends[0], r->ends[1]);
        break;
    case EXTRA:
        set_piece(out, r, r->ends[1], r->ends[2]);
        break;
    }
    return true;
}
