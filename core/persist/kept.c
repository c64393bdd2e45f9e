/* SPDX-License-Identifier: MIT */
#include "core/persist/kept.h"

typedef struct marks {
    const vikt_profile *profile;
    const vikt_presence *presence;
    bool *read; /* by slot */
    bool all;   /* some function can read whatever it likes */
} marks;

static void mark(marks *m, vikt_slot slot)
{
    if (slot != VIKT_SLOT_NONE)
        m->read[slot] = true;
}

static void mark_function(marks *m, const vikt_function *function)
{
    if (!function)
        return;
    for (size_t i = 0; i < function->input_count; i++) {
        switch (function->inputs[i].kind) {
        case VIKT_INPUT_SLOT:
            mark(m, function->inputs[i].slot);
            break;
        case VIKT_INPUT_CUSTOMER:
        case VIKT_INPUT_POPULATION:
            m->all = true;
            break;
        case VIKT_INPUT_TODAY:
        case VIKT_INPUT_PREVIOUS:
        case VIKT_INPUT_RESULT:
            break;
        }
    }
}

static void mark_decision(marks *m, const vikt_decision *decision)
{
    for (size_t i = 0; i < decision->input_count; i++)
        if (decision->inputs[i].operand == VIKT_OPERAND_SLOT)
            mark(m, decision->inputs[i].index);
}

static void mark_scale(marks *m, const vikt_scale *scale)
{
    if (scale->kind == VIKT_SCALE_DECISION_TABLE)
        mark_decision(m, scale->decision);
    else if (scale->kind == VIKT_SCALE_FUNCTION)
        mark_function(m, scale->function);
    else
        mark(m, scale->slot);
}

static void mark_condition(marks *m, const vikt_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        if (condition->comparisons[i].operand == VIKT_OPERAND_SLOT)
            mark(m, condition->comparisons[i].index);
    mark_function(m, condition->function);
}

static void mark_axis(marks *m, const vikt_axis *axis)
{
    if (!axis->is_points)
        mark(m, axis->index);
}

static void mark_criteria(marks *m)
{
    for (size_t i = 0; i < m->profile->criterion_count; i++) {
        const vikt_criterion *criterion = &m->profile->criteria[i];

        if (!m->presence->criteria[i])
            continue;
        mark_scale(m, &criterion->points);
        if (criterion->has_or)
            mark_scale(m, &criterion->or_points);
    }
}

static void mark_schemes(marks *m)
{
    for (size_t i = 0; i < m->profile->scheme_count; i++) {
        const vikt_scheme *scheme = &m->profile->schemes[i];

        if (!m->presence->schemes[i])
            continue;
        if (scheme->kind == VIKT_SCHEME_MATRIX) {
            mark_axis(m, &scheme->y);
            mark_axis(m, &scheme->x);
        } else if (scheme->kind == VIKT_SCHEME_DECISION_TABLE) {
            mark_decision(m, scheme->decision);
        } else if (scheme->kind == VIKT_SCHEME_FUNCTION) {
            mark_function(m, scheme->function);
        } else {
            mark(m, scheme->slot);
        }
    }
}

static void mark_outcomes(marks *m)
{
    for (size_t i = 0; i < m->profile->rule_count; i++)
        if (m->presence->rules[i])
            mark_condition(m, &m->profile->rules[i].when);
    for (size_t i = 0; i < m->profile->action_count; i++)
        if (m->presence->actions[i] && m->profile->actions[i].has_when)
            mark_condition(m, &m->profile->actions[i].when);
}

/* Last to first: a measure stands after its inputs in the order. */
static void mark_inputs_of_measures(marks *m)
{
    const vikt_profile *profile = m->profile;

    for (size_t i = profile->measure_count; i-- > 0;) {
        size_t number = profile->measure_order[i];
        const vikt_measure *measure = &profile->measures[number];

        if (!m->read[profile->field_count + number])
            continue;
        mark_function(m, measure->function);
        for (size_t j = 0; j < measure->input_count; j++)
            mark(m, measure->inputs[j]);
    }
}

static bool is_kept(const marks *m, const vikt_population *population, vikt_slot slot)
{
    bool own_column =
        slot == vikt_profile_key_slot(m->profile) || slot == vikt_profile_name_slot(m->profile);

    return vikt_population_column(population, slot) && (m->read[slot] || (m->all && !own_column));
}

bool vikt_kept_of(const vikt_population *population, const vikt_presence *presence,
                  vikt_arena *arena, vikt_kept *out)
{
    const vikt_profile *profile = vikt_population_profile(population);
    size_t slots = profile->field_count + profile->measure_count;
    marks m = {profile, presence, vikt_arena_new(arena, slots, sizeof *m.read), false};

    *out = (vikt_kept){vikt_arena_new(arena, slots, sizeof *out->slots),
                       vikt_arena_new(arena, slots, sizeof *out->columns), 0,
                       vikt_arena_new(arena, slots, sizeof *out->position)};
    if (!m.read || !out->slots || !out->columns || !out->position)
        return false;
    mark_criteria(&m);
    mark_schemes(&m);
    mark_outcomes(&m);
    mark_inputs_of_measures(&m);
    for (vikt_slot slot = 0; slot < slots; slot++) {
        out->position[slot] = VIKT_INDEX_NONE;
        if (!is_kept(&m, population, slot))
            continue;
        out->position[slot] = out->count;
        out->slots[out->count] = slot;
        out->columns[out->count++] = vikt_population_column(population, slot);
    }
    return true;
}
