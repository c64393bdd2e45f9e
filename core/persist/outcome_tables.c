/* SPDX-License-Identifier: MIT
 *
 * What many customers have in common, once a number: each row is read off the first customer who
 * had it. And what was decided of single ones.
 */
#include "core/base/date.h"
#include "core/persist/run_table.h"

/* ---- basis: a row for every present criterion ---- */

static size_t count_bases(const vikt_run_source *source)
{
    return source->results->bases.count * source->results->criterion_count;
}

static bool fill_basis(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_results *results = source->results;
    const vikt_run_record *record = source->record;
    size_t number = row / results->criterion_count;
    size_t criterion = results->criteria[row % results->criterion_count];
    uint32_t customer = results->bases.first[number];
    double weights[VIKT_CRITERIA_MAX] = {0};

    vikt_score_weights(record->profile, record->presence, record->points, customer, weights);
    *cells++ = vikt_datum_index(number);
    *cells++ = vikt_datum_index(criterion);
    *cells++ = vikt_datum_real(weights[criterion]);
    *cells++ = vikt_datum_integer(record->points->valued[customer] >> criterion & 1);
    *cells++ = vikt_datum_integer(vikt_results_by_or(record, criterion, customer));
    return true;
}

/* ---- outcome_class: a row for every present scheme ---- */

static size_t count_classes(const vikt_run_source *source)
{
    return source->results->outcomes.count * source->results->scheme_count;
}

static vikt_datum class_name(const vikt_scheme *scheme, uint8_t number)
{
    return number < scheme->class_count ? vikt_datum_text(scheme->classes[number])
                                        : vikt_datum_null();
}

static bool date_of(const int32_t *since, uint32_t row, vikt_arena *arena, vikt_datum *out)
{
    char text[11];

    *out = vikt_datum_null();
    if (!since || since[row] == INT32_MIN)
        return true;
    vikt_date_write(since[row], text);
    *out = vikt_datum_text(vikt_text_copy(arena, (vikt_text){text, 10}));
    return out->text.at;
}

static vikt_datum why_of(const vikt_scheme_result *result, uint32_t row)
{
    uint8_t why = result->why ? result->why[row] : VIKT_UNCLASSIFIED_NONE;

    return why == VIKT_UNCLASSIFIED_NONE
               ? vikt_datum_null()
               : vikt_datum_string(vikt_unclassified_word((vikt_unclassified)why));
}

static vikt_datum rule_of(const vikt_profile *profile, const vikt_scheme_result *result,
                          uint32_t row)
{
    uint8_t rule = result->rule ? result->rule[row] : 0;

    return rule == 0 ? vikt_datum_null() : vikt_datum_text(profile->rules[rule - 1].name);
}

static bool fill_class(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_results *results = source->results;
    const vikt_profile *profile = source->record->profile;
    size_t number = row / results->scheme_count;
    size_t position = results->schemes[row % results->scheme_count];
    uint32_t customer = results->outcomes.first[number];
    const vikt_scheme_result *result = &source->record->classification->schemes[position];

    *cells++ = vikt_datum_index(number);
    *cells++ = vikt_datum_index(position);
    *cells++ = class_name(&profile->schemes[position], result->effective[customer]);
    *cells++ = class_name(&profile->schemes[position], result->raw[customer]);
    *cells++ = why_of(result, customer);
    *cells++ = vikt_datum_integer(result->flags ? result->flags[customer] : 0);
    *cells++ = rule_of(profile, result, customer);
    return date_of(result->since, customer, source->arena, cells);
}

/* ---- outcome_rule, outcome_action ---- */

static bool rule_held(const vikt_run_source *source, size_t rule, uint32_t row)
{
    uint8_t **held = source->record->classification->rule_held;

    return held && held[rule] && held[rule][row];
}

static bool action_applies(const vikt_run_source *source, size_t action, uint32_t row)
{
    const vikt_run_record *record = source->record;

    return record->presence->actions[action] &&
           vikt_action_applies(record->profile, record->presence, record->classification, action,
                               row);
}

static bool collect(const vikt_run_source *source, size_t statements,
                    bool (*holds)(const vikt_run_source *source, size_t statement, uint32_t row),
                    vikt_pair **pairs, size_t *count)
{
    const vikt_tuples *outcomes = &source->results->outcomes;
    size_t capacity = 0;

    for (size_t i = 0; i < outcomes->count; i++) {
        for (size_t j = 0; j < statements; j++) {
            if (!holds(source, j, outcomes->first[i]))
                continue;
            *pairs = vikt_arena_grow(source->arena, *pairs, *count, &capacity, sizeof **pairs);
            if (!*pairs)
                return false;
            (*pairs)[(*count)++] = (vikt_pair){(uint32_t)i, (uint32_t)j};
        }
    }
    return true;
}

bool vikt_run_source_pairs(vikt_run_source *source)
{
    const vikt_profile *profile = source->record->profile;

    return collect(source, profile->rule_count, rule_held, &source->rules, &source->rule_count) &&
           collect(source, profile->action_count, action_applies, &source->actions,
                   &source->action_count);
}

static void fill_pair(const vikt_pair *pair, vikt_datum *cells)
{
    cells[0] = vikt_datum_integer(pair->outcome);
    cells[1] = vikt_datum_integer(pair->position);
}

static size_t count_held(const vikt_run_source *source)
{
    return source->rule_count;
}

static bool fill_held(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    fill_pair(&source->rules[row], cells);
    return true;
}

static size_t count_planned(const vikt_run_source *source)
{
    return source->action_count;
}

static bool fill_planned(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    fill_pair(&source->actions[row], cells);
    return true;
}

/* ---- run_decision ---- */

static size_t count_decided(const vikt_run_source *source)
{
    return source->record->classification->decided_count;
}

static bool fill_decided(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_held_decision *decided = &source->record->classification->decided[row];
    const vikt_manual_decision *decision = decided->decision;
    const vikt_scheme *scheme = &source->record->profile->schemes[decision->scheme_number];

    *cells++ = vikt_datum_text(decision->key);
    *cells++ = vikt_datum_text(decision->scheme);
    *cells++ = vikt_datum_integer(decision->id);
    *cells++ = vikt_datum_text(decision->class_name);
    *cells++ = class_name(scheme, decided->own);
    *cells++ = vikt_datum_text(decision->reason);
    *cells++ = vikt_datum_text(decision->author);
    *cells++ = vikt_datum_text(decision->made_on);
    *cells++ = vikt_datum_text(decision->until);
    return true;
}

const vikt_run_table vikt_outcome_tables[] = {
    {"basis", 6, count_bases, fill_basis},
    {"outcome_class", 9, count_classes, fill_class},
    {"outcome_rule", 3, count_held, fill_held},
    {"outcome_action", 3, count_planned, fill_planned},
    {"run_decision", 10, count_decided, fill_decided},
    {0},
};
