/* SPDX-License-Identifier: MIT */
#include "core/profile/needs.h"

#include "core/profile/blank.h"

typedef struct marks {
    const vikt_profile *profile;
    const vikt_presence *presence;
    vikt_needs *out;
} marks;

/* Of a statement: without a presence all are there. */
static bool there(const bool *present, size_t i)
{
    return !present || present[i];
}

static void mark(marks *n, vikt_slot slot)
{
    if (slot != VIKT_SLOT_NONE)
        n->out->slots[slot] = true;
}

static void mark_function(marks *n, const vikt_function *function)
{
    if (!function)
        return;
    for (size_t i = 0; i < function->input_count; i++) {
        switch (function->inputs[i].kind) {
        case VIKT_INPUT_SLOT:
            mark(n, function->inputs[i].slot);
            break;
        case VIKT_INPUT_CUSTOMER:
            n->out->all = true;
            break;
        case VIKT_INPUT_POPULATION:
            n->out->numbers = true;
            break;
        case VIKT_INPUT_TODAY:
        case VIKT_INPUT_PREVIOUS:
        case VIKT_INPUT_RESULT:
            break;
        }
    }
}

static void mark_decision(marks *n, const vikt_decision *decision)
{
    for (size_t i = 0; i < decision->input_count; i++)
        if (decision->inputs[i].operand == VIKT_OPERAND_SLOT)
            mark(n, decision->inputs[i].index);
}

static void mark_scale(marks *n, const vikt_scale *scale)
{
    if (scale->kind == VIKT_SCALE_DECISION_TABLE)
        mark_decision(n, scale->decision);
    else if (scale->kind == VIKT_SCALE_FUNCTION)
        mark_function(n, scale->function);
    else
        mark(n, scale->slot);
}

static void mark_condition(marks *n, const vikt_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        if (condition->comparisons[i].operand == VIKT_OPERAND_SLOT)
            mark(n, condition->comparisons[i].index);
    mark_function(n, condition->function);
}

static void mark_axis(marks *n, const vikt_axis *axis)
{
    if (!axis->is_points)
        mark(n, axis->index);
}

static void mark_criterion(marks *n, const vikt_criterion *criterion)
{
    mark_scale(n, &criterion->points);
    if (criterion->has_or)
        mark_scale(n, &criterion->or_points);
}

static void mark_criteria(marks *n)
{
    for (size_t i = 0; i < n->profile->criterion_count; i++)
        if (there(n->presence ? n->presence->criteria : NULL, i))
            mark_criterion(n, &n->profile->criteria[i]);
}

static void mark_scheme(marks *n, const vikt_scheme *scheme)
{
    mark(n, scheme->slot);
    mark_function(n, scheme->function);
    if (scheme->decision)
        mark_decision(n, scheme->decision);
    if (vikt_scheme_has_axes(scheme)) {
        mark_axis(n, &scheme->y);
        mark_axis(n, &scheme->x);
    }
}

static void mark_schemes(marks *n)
{
    for (size_t i = 0; i < n->profile->scheme_count; i++)
        if (there(n->presence ? n->presence->schemes : NULL, i))
            mark_scheme(n, &n->profile->schemes[i]);
}

static void mark_outcomes(marks *n)
{
    for (size_t i = 0; i < n->profile->rule_count; i++)
        if (there(n->presence ? n->presence->rules : NULL, i))
            mark_condition(n, &n->profile->rules[i].when);
    for (size_t i = 0; i < n->profile->action_count; i++)
        if (there(n->presence ? n->presence->actions : NULL, i) && n->profile->actions[i].has_when)
            mark_condition(n, &n->profile->actions[i].when);
}

/* Last to first: a measure stands after its inputs in the order. */
static void mark_inputs_of_measures(marks *n)
{
    const vikt_profile *profile = n->profile;

    for (size_t i = profile->measure_count; i-- > 0;) {
        size_t number = profile->measure_order[i];
        const vikt_measure *measure = &profile->measures[number];

        if (!n->out->slots[profile->field_count + number])
            continue;
        mark_function(n, measure->function);
        for (size_t j = 0; j < measure->input_count; j++)
            mark(n, measure->inputs[j]);
    }
}

/* Words of the reports: a run says who its money comes from. */
static void mark_reported(marks *n)
{
    static const char *const names[] = {"revenue", "parent"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        mark(n, vikt_profile_slot(n->profile, vikt_text_of(names[i])));
}

/* Every run has keys and names. */
static void mark_texts(marks *n)
{
    for (size_t i = 0; i < n->profile->action_count; i++) {
        vikt_text name;
        size_t at = 0;

        if (!there(n->presence ? n->presence->actions : NULL, i))
            continue;
        while (vikt_blank_next(n->profile->actions[i].text, &at, &name))
            if (!vikt_text_is(name, "key") && !vikt_text_is(name, "name"))
                mark(n, vikt_profile_slot(n->profile, name));
    }
}

/* A function is called for its failures too, whether or not something reads its values. */
static void mark_called(marks *n)
{
    for (size_t i = 0; i < n->profile->measure_count; i++)
        if (n->profile->measures[i].function)
            mark(n, n->profile->field_count + i);
}

static bool begin(marks *n, vikt_arena *arena)
{
    size_t slots = n->profile->field_count + n->profile->measure_count;

    *n->out = (vikt_needs){.slots = vikt_arena_new(arena, slots, sizeof *n->out->slots)};
    return n->out->slots;
}

bool vikt_needs_of_criterion(const vikt_profile *profile, const vikt_criterion *criterion,
                             vikt_arena *arena, vikt_needs *out)
{
    marks n = {profile, NULL, out};

    if (!begin(&n, arena))
        return false;
    mark_criterion(&n, criterion);
    mark_inputs_of_measures(&n);
    return true;
}

bool vikt_needs_of_scheme(const vikt_profile *profile, const vikt_scheme *scheme, vikt_arena *arena,
                          vikt_needs *out)
{
    marks n = {profile, NULL, out};

    if (!begin(&n, arena))
        return false;
    mark_scheme(&n, scheme);
    mark_inputs_of_measures(&n);
    return true;
}

bool vikt_needs_of_condition(const vikt_profile *profile, const vikt_condition *condition,
                             vikt_arena *arena, vikt_needs *out)
{
    marks n = {profile, NULL, out};

    if (!begin(&n, arena))
        return false;
    mark_condition(&n, condition);
    mark_inputs_of_measures(&n);
    return true;
}

bool vikt_needs_of(const vikt_profile *profile, const vikt_presence *presence, vikt_arena *arena,
                   vikt_needs *out)
{
    marks n = {profile, presence, out};

    if (!begin(&n, arena))
        return false;
    mark_criteria(&n);
    mark_schemes(&n);
    mark_outcomes(&n);
    mark_inputs_of_measures(&n);
    return true;
}

bool vikt_needs_of_run(const vikt_profile *profile, const vikt_presence *presence,
                       vikt_arena *arena, vikt_needs *out)
{
    marks n = {profile, presence, out};

    if (!vikt_needs_of(profile, presence, arena, out))
        return false;
    mark_reported(&n);
    mark_texts(&n);
    mark_called(&n);
    mark_inputs_of_measures(&n);
    return true;
}

/* A population has figures of numbers alone. */
bool vikt_needs_slot(const vikt_profile *profile, const vikt_needs *needs, vikt_slot slot)
{
    bool number = slot >= profile->field_count || profile->fields[slot].type != VIKT_TYPE_TEXT;

    return needs->slots[slot] || needs->all || (needs->numbers && number);
}

bool vikt_needs_of_fields(const vikt_profile *profile, vikt_arena *arena, bool **out)
{
    vikt_needs wanted;
    marks n = {profile, NULL, &wanted};

    *out = NULL;
    if (!vikt_needs_of(profile, NULL, arena, &wanted))
        return false;
    mark(&n, vikt_profile_key_slot(profile));
    mark(&n, vikt_profile_name_slot(profile));
    mark_reported(&n);
    mark_texts(&n);
    for (size_t i = 0; i < profile->measure_count; i++)
        mark(&n, profile->field_count + i);
    mark_inputs_of_measures(&n);
    for (size_t i = 0; i < profile->field_count; i++)
        wanted.slots[i] = !profile->fields[i].builtin || vikt_needs_slot(profile, &wanted, i);
    *out = wanted.slots;
    return true;
}
