/* SPDX-License-Identifier: MIT
 *
 * What the run was told: criteria, schemes, values, rules, actions.
 */
#include "core/base/json.h"
#include "core/base/number.h"
#include "core/persist/run_table.h"

/* ---- words for what is an enum in memory ---- */

static const char *word_of_rule(vikt_rule_kind kind)
{
    switch (kind) {
    case VIKT_RULE_AT_MOST:
        return "at_most";
    case VIKT_RULE_AT_LEAST:
        return "at_least";
    case VIKT_RULE_EXACTLY:
        return "exactly";
    }
    return "";
}

static const char *missing_word(vikt_missing missing)
{
    switch (missing) {
    case VIKT_MISSING_SKIP:
        return "skip";
    case VIKT_MISSING_WORST:
        return "worst";
    case VIKT_MISSING_MIDDLE:
        return "middle";
    case VIKT_MISSING_CARRY:
        return "carry";
    case VIKT_MISSING_REJECT:
        return "reject";
    case VIKT_MISSING_POINTS:
        break;
    }
    return NULL;
}

static bool missing_of(const vikt_criterion *criterion, vikt_arena *arena, vikt_datum *out)
{
    char number[VIKT_NUMBER_MAX];

    *out = vikt_datum_string(missing_word(criterion->missing));
    if (criterion->missing == VIKT_MISSING_POINTS)
        *out = vikt_datum_text(vikt_text_copy(
            arena, (vikt_text){number, vikt_number_write(criterion->missing_points, number)}));
    return out->text.at;
}

/* ---- JSON for the few cells that hold a list ---- */

static bool take(vikt_buffer *buffer, vikt_arena *arena, vikt_datum *out)
{
    vikt_text text = {NULL, 0};

    if (!buffer->failed)
        text = vikt_text_copy(arena, vikt_buffer_view(buffer));
    vikt_buffer_clear(buffer);
    *out = vikt_datum_text(text);
    return text.at;
}

static bool list_texts(const vikt_text *texts, size_t count, vikt_arena *arena, vikt_datum *out)
{
    vikt_buffer buffer;
    vikt_json json;

    vikt_buffer_init(&buffer, arena->allocator, 1 << 24);
    vikt_json_init(&json, &buffer);
    vikt_json_array(&json, NULL);
    for (size_t i = 0; i < count; i++)
        vikt_json_text(&json, NULL, texts[i]);
    vikt_json_end(&json, ']');
    return take(&buffer, arena, out);
}

static bool list_numbers(const double *numbers, size_t count, vikt_arena *arena, vikt_datum *out)
{
    vikt_buffer buffer;
    vikt_json json;

    *out = vikt_datum_null();
    if (!numbers)
        return true;
    vikt_buffer_init(&buffer, arena->allocator, 1 << 24);
    vikt_json_init(&json, &buffer);
    vikt_json_array(&json, NULL);
    for (size_t i = 0; i < count; i++)
        vikt_json_number(&json, NULL, numbers[i]);
    vikt_json_end(&json, ']');
    return take(&buffer, arena, out);
}

/* ---- run_criterion ---- */

static size_t count_criteria(const vikt_run_source *source)
{
    return source->record->profile->criterion_count;
}

static size_t place_among(const size_t *numbers, size_t count, size_t number)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] == number)
            return i;
    return VIKT_INDEX_NONE;
}

static size_t value_position(const vikt_run_source *source, const vikt_criterion *criterion,
                             bool by_or)
{
    vikt_slot slot = VIKT_SLOT_NONE;

    if (!by_or || criterion->has_or)
        slot = vikt_criterion_slot(criterion, by_or);
    return slot == VIKT_SLOT_NONE ? VIKT_INDEX_NONE : source->results->kept.position[slot];
}

static bool fill_criterion(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_profile *profile = source->record->profile;
    const vikt_criterion *criterion = &profile->criteria[row];
    const vikt_results *results = source->results;

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(criterion->name);
    *cells++ = vikt_datum_real(criterion->weight);
    *cells++ = vikt_datum_text(criterion->points.text);
    *cells++ = criterion->has_or ? vikt_datum_text(criterion->or_points.text) : vikt_datum_null();
    if (!missing_of(criterion, source->arena, cells++))
        return false;
    *cells++ = criterion->group == VIKT_INDEX_NONE
                   ? vikt_datum_null()
                   : vikt_datum_text(profile->groups[criterion->group].name);
    *cells++ = criterion->group == VIKT_INDEX_NONE
                   ? vikt_datum_null()
                   : vikt_datum_real(profile->groups[criterion->group].cap);
    *cells++ = vikt_datum_integer(source->record->presence->criteria[row]);
    *cells++ = vikt_datum_index(place_among(results->criteria, results->criterion_count, row));
    *cells++ = vikt_datum_index(value_position(source, criterion, false));
    *cells++ = vikt_datum_index(value_position(source, criterion, true));
    return true;
}

/* ---- run_scheme ---- */

static size_t count_schemes(const vikt_run_source *source)
{
    return source->record->profile->scheme_count;
}

static vikt_datum field_of(const vikt_profile *profile, vikt_slot slot)
{
    return slot == VIKT_SLOT_NONE ? vikt_datum_null()
                                  : vikt_datum_text(vikt_profile_slot_name(profile, slot));
}

static bool fill_scheme(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_profile *profile = source->record->profile;
    const vikt_presence *presence = source->record->presence;
    const vikt_scheme *scheme = &profile->schemes[row];
    const vikt_scheme_result *result = &source->record->classification->schemes[row];
    size_t count = scheme->class_count;
    bool present = presence->schemes[row];

    cells[0] = vikt_datum_index(row);
    cells[1] = vikt_datum_text(scheme->name);
    cells[2] = vikt_datum_string(vikt_scheme_form_of(scheme->kind)->name);
    cells[5] = vikt_datum_integer(presence->primary == row);
    cells[6] = vikt_datum_integer(present);
    cells[7] = vikt_datum_integer(scheme->ordered);
    cells[8] = field_of(profile, scheme->slot);
    cells[9] = vikt_datum_real(scheme->hysteresis);
    cells[10] = present ? vikt_datum_real(result->total) : vikt_datum_null();
    cells[11] = present ? vikt_datum_real(result->outside) : vikt_datum_null();
    return list_texts(scheme->classes, count, source->arena, &cells[3]) &&
           list_numbers(scheme->limits, count, source->arena, &cells[4]) &&
           list_numbers(present ? result->last_share : NULL, count, source->arena, &cells[12]);
}

/* ---- run_value ---- */

static size_t count_values(const vikt_run_source *source)
{
    return source->results->kept.count;
}

static bool fill_value(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_kept *kept = &source->results->kept;

    *cells++ = vikt_datum_index(row);
    *cells++ = field_of(source->record->profile, kept->slots[row]);
    *cells++ = vikt_datum_string(vikt_type_name(kept->columns[row]->type));
    *cells++ = vikt_datum_integer(kept->columns[row]->share);
    return true;
}

/* ---- run_field: the position is the field's number ---- */

/* A run that is computed again from its values knows of those too that nobody read. */
static bool has_column(const vikt_run_source *source, size_t field)
{
    return source->record->presence->slots[field];
}

static size_t count_fields(const vikt_run_source *source)
{
    size_t count = 0;

    for (size_t i = 0; i < source->record->profile->field_count; i++)
        count += has_column(source, i);
    return count;
}

static bool fill_field(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    size_t field = 0;

    for (size_t left = row; left > 0 || !has_column(source, field); field++)
        left -= has_column(source, field);
    *cells++ = vikt_datum_index(field);
    *cells++ = field_of(source->record->profile, field);
    return true;
}

/* ---- run_rule, run_action ---- */

static vikt_datum scheme_meant(const vikt_run_source *source, size_t scheme)
{
    size_t meant = vikt_scheme_meant(source->record->presence, scheme);

    return meant == VIKT_INDEX_NONE ? vikt_datum_null()
                                    : vikt_datum_text(source->record->profile->schemes[meant].name);
}

static size_t count_rules(const vikt_run_source *source)
{
    return source->record->profile->rule_count;
}

static bool fill_rule(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_rule *rule = &source->record->profile->rules[row];

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(rule->name);
    *cells++ = scheme_meant(source, rule->scheme);
    *cells++ = vikt_datum_string(word_of_rule(rule->kind));
    *cells++ = vikt_datum_text(rule->class_name);
    *cells++ = vikt_datum_text(rule->when.text.at ? rule->when.text : VIKT_TEXT("function"));
    *cells++ = vikt_datum_integer(source->record->presence->rules[row]);
    return true;
}

static size_t count_actions(const vikt_run_source *source)
{
    return source->record->profile->action_count;
}

static bool fill_action(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_action *action = &source->record->profile->actions[row];

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(action->name);
    *cells++ = scheme_meant(source, action->scheme);
    *cells++ = vikt_datum_text(action->class_name);
    *cells++ = vikt_datum_text(action->text);
    *cells++ = vikt_datum_text(action->owner);
    *cells++ = vikt_datum_text(action->every);
    *cells++ = action->has_when ? vikt_datum_text(action->when.text) : vikt_datum_null();
    *cells++ = vikt_datum_integer(source->record->presence->actions[row]);
    return true;
}

const vikt_run_table vikt_plan_tables[] = {
    {"run_criterion", 13, count_criteria, fill_criterion},
    {"run_scheme", 14, count_schemes, fill_scheme},
    {"run_value", 5, count_values, fill_value},
    {"run_field", 3, count_fields, fill_field},
    {"run_rule", 8, count_rules, fill_rule},
    {"run_action", 10, count_actions, fill_action},
    {0},
};
