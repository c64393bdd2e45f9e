/* SPDX-License-Identifier: MIT */
#include "core/profile/presence.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/blank.h"

/* What a statement lacks: a field's name, or a word for something else. */
typedef struct lack {
    vikt_slot field;  /* VIKT_SLOT_NONE when none */
    const char *what; /* "criterion", "scheme"; NULL for a field */
    vikt_text name;
} lack;

typedef struct presence {
    const vikt_profile *profile;
    const bool *have;
    const vikt_listener *listener;
    vikt_presence *out;
    vikt_slot *lacking; /* by slot: the first field that it lacks */
    vikt_error *err;
    size_t errors;
} presence;

/* ---- telling ---- */

static void tell_error(presence *p, vikt_place place, const char *message)
{
    vikt_tell(p->listener, VIKT_ERROR, VIKT_PROFILE, place, "%s", message);
    if (p->errors++ == 0)
        vikt_fail(p->err, VIKT_PROFILE, place, "%s", message);
}

static void tell_needed(presence *p, vikt_place place, const char *word, vikt_text name,
                        vikt_slot field)
{
    char message[512];

    snprintf(message, sizeof message, "%s \"%.*s\" needs the field \"%.*s\", which no source has",
             word, VIKT_SHOW(name), VIKT_SHOW(p->profile->fields[field].name));
    tell_error(p, place, message);
}

static void tell_required(presence *p, const vikt_field *field)
{
    char message[512];

    snprintf(message, sizeof message, "field \"%.*s\" is required, but no source has it",
             VIKT_SHOW(field->name));
    tell_error(p, field->place, message);
}

static void tell_left_out(presence *p, vikt_place place, const char *word, vikt_text name,
                          const lack *why)
{
    /* A field that must be there has been told as an error. */
    if (!why->what && !p->profile->fields[why->field].optional)
        return;
    if (why->what)
        vikt_tell(p->listener, VIKT_NOTE, VIKT_OK, place, "%s \"%.*s\" is left out: %s%s%.*s%s",
                  word, VIKT_SHOW(name), why->what, why->name.length ? " \"" : "",
                  VIKT_SHOW(why->name), why->name.length ? "\"" : "");
    else
        vikt_tell(p->listener, VIKT_NOTE, VIKT_OK, place,
                  "%s \"%.*s\" is left out: no column for \"%.*s\"", word, VIKT_SHOW(name),
                  VIKT_SHOW(p->profile->fields[why->field].name));
}

/* ---- what is there ---- */

/* Whether slot is there; if not, *why gets the field that it lacks, unless it has one already. A
 * field that must be there is told as an error of the statement that names it; through a measure,
 * of the measure. */
static bool has_slot(presence *p, vikt_slot slot, vikt_place place, const char *word,
                     vikt_text name, lack *why)
{
    if (p->out->slots[slot])
        return true;
    if (slot < p->profile->field_count && !p->profile->fields[slot].optional)
        tell_needed(p, place, word, name, slot);
    if (why->field == VIKT_SLOT_NONE && !why->what)
        why->field = p->lacking[slot];
    return false;
}

static bool has_function(presence *p, const vikt_function *function, const char *word,
                         vikt_text name, lack *why)
{
    bool all = true;

    for (size_t i = 0; i < function->input_count; i++) {
        const vikt_input *input = &function->inputs[i];

        if (input->kind == VIKT_INPUT_SLOT && !input->or_nil)
            all = has_slot(p, input->slot, function->place, word, name, why) && all;
    }
    return all;
}

static void find_measure(presence *p, size_t index)
{
    const vikt_measure *measure = &p->profile->measures[index];
    vikt_slot slot = p->profile->field_count + index;
    lack why = {.field = VIKT_SLOT_NONE};
    size_t there = 0;

    for (size_t i = 0; i < measure->input_count; i++)
        there += has_slot(p, measure->inputs[i], measure->place, "measure", measure->name, &why);
    if (measure->function)
        p->out->slots[slot] = has_function(p, measure->function, "measure", measure->name, &why);
    else if (vikt_native_takes_any(vikt_native_of(measure->kind)))
        p->out->slots[slot] = there > 0;
    else
        p->out->slots[slot] = there == measure->input_count;
    p->lacking[slot] = why.field;
}

static void find_slots(presence *p)
{
    const vikt_profile *profile = p->profile;

    for (size_t i = 0; i < profile->field_count; i++) {
        const vikt_field *field = &profile->fields[i];

        p->out->slots[i] = p->have[i];
        p->lacking[i] = i;
        if (field->required && !p->have[i])
            tell_required(p, field);
    }
    for (size_t i = 0; i < profile->measure_count; i++)
        find_measure(p, profile->measure_order[i]);
}

/* ---- decision tables ---- */

/* Without telling. A table whose rows all ask for what is not there is not there; rows without
 * conditions do not make one. */
static bool row_there(const presence *p, const vikt_decision_row *row)
{
    for (size_t i = 0; i < row->when.count; i++) {
        const vikt_comparison *comparison = &row->when.comparisons[i];
        bool slot = comparison->operand == VIKT_OPERAND_SLOT;

        if ((slot && !p->out->slots[comparison->index]) ||
            (comparison->operand == VIKT_OPERAND_POINTS && !p->out->criteria[comparison->index]) ||
            (comparison->operand == VIKT_OPERAND_SCORE && !(p->out->weight_known > 0)))
            return false;
    }
    return true;
}

static bool table_there(const presence *p, const vikt_decision *decision)
{
    bool asks = false;

    for (size_t i = 0; i < decision->row_count; i++) {
        if (decision->rows[i].when.count && row_there(p, &decision->rows[i]))
            return true;
        asks = asks || decision->rows[i].when.count;
    }
    return !asks;
}

static bool has_condition(presence *p, const vikt_condition *when, vikt_place place,
                          const char *word, vikt_text name, lack *why);

/* A row whose input no source has can hold for nobody: it is left out like a rule. A field that
 * must be there is told as an error, once. */
static void find_table(presence *p, const vikt_decision *decision, const char *word, vikt_text name,
                       lack *first)
{
    bool there = table_there(p, decision);

    for (size_t i = 0; i < decision->row_count; i++) {
        const vikt_decision_row *row = &decision->rows[i];
        lack why = {.field = VIKT_SLOT_NONE};
        size_t errors = p->errors;
        char what[64];

        if (has_condition(p, &row->when, row->place, word, name, &why))
            continue;
        snprintf(what, sizeof what, "row %zu of %s", i + 1, word);
        if (p->errors > errors)
            return;
        if (first->field == VIKT_SLOT_NONE && !first->what)
            *first = why;
        if (there)
            tell_left_out(p, row->place, what, name, &why);
    }
}

/* ---- criteria ---- */

/* Without telling of errors: one of two scales is enough. */
static bool scale_there(const presence *p, const vikt_scale *scale)
{
    if (scale->kind == VIKT_SCALE_DECISION_TABLE)
        return table_there(p, scale->decision);
    if (scale->kind != VIKT_SCALE_FUNCTION)
        return p->out->slots[scale->slot];
    for (size_t i = 0; i < scale->function->input_count; i++) {
        const vikt_input *input = &scale->function->inputs[i];

        if (input->kind == VIKT_INPUT_SLOT && !input->or_nil && !p->out->slots[input->slot])
            return false;
    }
    return true;
}

static void scale_lacks(presence *p, const vikt_criterion *criterion, const vikt_scale *scale,
                        lack *why)
{
    if (scale->kind == VIKT_SCALE_DECISION_TABLE)
        find_table(p, scale->decision, "criterion", criterion->name, why);
    else if (scale->kind == VIKT_SCALE_FUNCTION)
        has_function(p, scale->function, "criterion", criterion->name, why);
    else
        has_slot(p, scale->slot, criterion->place, "criterion", criterion->name, why);
}

static void tell_criterion(presence *p, const vikt_criterion *criterion, const lack *why,
                           const lack *or_why)
{
    double percent = p->out->weight > 0 ? criterion->weight / p->out->weight * 100 : 0;
    vikt_text or_name = {0};
    char share[64];

    vikt_number_show(percent, fabs(percent - round(percent)) < 0.05 ? 0 : 1, '.', share);
    if (or_why->field != VIKT_SLOT_NONE)
        or_name = p->profile->fields[or_why->field].name;
    vikt_tell(
        p->listener, VIKT_NOTE, VIKT_OK, criterion->place,
        "criterion \"%.*s\" (%s %% of the weight) is left out: no column for \"%.*s\"%s%.*s%s",
        VIKT_SHOW(criterion->name), share, VIKT_SHOW(p->profile->fields[why->field].name),
        or_name.length ? " or \"" : "", VIKT_SHOW(or_name), or_name.length ? "\"" : "");
}

static void find_criterion(presence *p, size_t index)
{
    const vikt_criterion *criterion = &p->profile->criteria[index];
    bool first = scale_there(p, &criterion->points);
    bool second = criterion->has_or && scale_there(p, &criterion->or_points);
    lack why = {.field = VIKT_SLOT_NONE}, or_why = {.field = VIKT_SLOT_NONE};
    size_t errors = p->errors;

    p->out->wanted[index] = VIKT_SLOT_NONE;
    p->out->criteria[index] = first || second;
    p->out->use_or[index] = !first && second;
    if (first && criterion->points.kind == VIKT_SCALE_DECISION_TABLE)
        scale_lacks(p, criterion, &criterion->points, &why); /* of its rows */
    if (first || second) {
        p->out->weight_known += criterion->weight;
        return;
    }
    scale_lacks(p, criterion, &criterion->points, &why);
    if (criterion->has_or)
        scale_lacks(p, criterion, &criterion->or_points, &or_why);
    p->out->wanted[index] = why.field;
    /* What has been told as an error, here or at the measure behind it, is no note as well. */
    if (p->errors == errors && p->profile->fields[why.field].optional)
        tell_criterion(p, criterion, &why, &or_why);
}

static void find_criteria(presence *p)
{
    vikt_presence *out = p->out;

    for (size_t i = 0; i < p->profile->criterion_count; i++)
        out->weight += p->profile->criteria[i].weight;
    for (size_t i = 0; i < p->profile->criterion_count; i++)
        find_criterion(p, i);
    out->thin = out->weight > 0 && out->weight_known / out->weight < p->profile->min_weight;
}

static bool has_points(const presence *p, size_t criterion, lack *why)
{
    if (p->out->criteria[criterion])
        return true;
    if (why->field == VIKT_SLOT_NONE && !why->what) {
        why->what = "there are no points for";
        why->name = p->profile->criteria[criterion].name;
    }
    return false;
}

static bool has_score(const presence *p, lack *why)
{
    if (p->out->weight_known > 0)
        return true;
    if (why->field == VIKT_SLOT_NONE && !why->what)
        why->what = "there is no score";
    return false;
}

/* ---- schemes ---- */

static bool has_axis(presence *p, const vikt_scheme *scheme, const vikt_axis *axis, lack *why)
{
    if (axis->is_points)
        return has_points(p, axis->index, why);
    return has_slot(p, axis->index, scheme->place, "scheme", scheme->name, why);
}

static bool scheme_there(presence *p, const vikt_scheme *scheme, lack *why)
{
    bool all = true;

    if (scheme->slot != VIKT_SLOT_NONE)
        all = has_slot(p, scheme->slot, scheme->place, "scheme", scheme->name, why);
    if (vikt_scheme_needs_score(scheme))
        all = has_score(p, why) && all;
    if (vikt_scheme_has_axes(scheme)) {
        all = has_axis(p, scheme, &scheme->y, why) && all;
        all = has_axis(p, scheme, &scheme->x, why) && all;
    }
    if (scheme->decision) {
        find_table(p, scheme->decision, "scheme", scheme->name, why);
        all = table_there(p, scheme->decision);
    }
    if (scheme->function)
        all = has_function(p, scheme->function, "scheme", scheme->name, why) && all;
    return all;
}

static void find_schemes(presence *p)
{
    vikt_presence *out = p->out;

    out->primary = VIKT_INDEX_NONE;
    for (size_t i = 0; i < p->profile->scheme_count; i++) {
        const vikt_scheme *scheme = &p->profile->schemes[i];
        lack why = {.field = VIKT_SLOT_NONE};

        out->schemes[i] = scheme_there(p, scheme, &why);
        if (!out->schemes[i])
            tell_left_out(p, scheme->place, "scheme", scheme->name, &why);
        else if (out->primary == VIKT_INDEX_NONE && !(out->thin && vikt_scheme_needs_score(scheme)))
            out->primary = i;
    }
}

/* ---- rules and actions ---- */

static bool has_condition(presence *p, const vikt_condition *when, vikt_place place,
                          const char *word, vikt_text name, lack *why)
{
    bool all = true;

    for (size_t i = 0; i < when->count; i++) {
        const vikt_comparison *comparison = &when->comparisons[i];

        switch (comparison->operand) {
        case VIKT_OPERAND_SLOT:
            all = has_slot(p, comparison->index, place, word, name, why) && all;
            break;
        case VIKT_OPERAND_POINTS:
            all = has_points(p, comparison->index, why) && all;
            break;
        case VIKT_OPERAND_SCORE:
            all = has_score(p, why) && all;
            break;
        case VIKT_OPERAND_COVERAGE:
            break;
        }
    }
    if (when->function)
        all = has_function(p, when->function, word, name, why) && all;
    return all;
}

/* The scheme that a rule or action speaks of must be there and have the class: the run's primary
 * one may be another than the one that was checked. *quiet when the scheme itself has been told. */
static bool has_class(const presence *p, size_t scheme, vikt_text class_name, bool order, lack *why,
                      bool *quiet)
{
    const vikt_scheme *of;

    if (scheme == VIKT_INDEX_NONE)
        scheme = p->out->primary;
    *quiet = scheme == VIKT_INDEX_NONE || !p->out->schemes[scheme];
    if (*quiet)
        return false;
    of = &p->profile->schemes[scheme];
    if (vikt_scheme_class(of, class_name) == VIKT_INDEX_NONE)
        *why = (lack){VIKT_SLOT_NONE, "its class is not in scheme", of->name};
    else if (order && !of->ordered)
        *why = (lack){VIKT_SLOT_NONE, "there is no order in scheme", of->name};
    else
        return true;
    return false;
}

static void find_rules(presence *p)
{
    for (size_t i = 0; i < p->profile->rule_count; i++) {
        const vikt_rule *rule = &p->profile->rules[i];
        lack why = {.field = VIKT_SLOT_NONE};
        bool quiet, order = rule->kind != VIKT_RULE_EXACTLY;
        bool there = has_class(p, rule->scheme, rule->class_name, order, &why, &quiet);

        there = has_condition(p, &rule->when, rule->place, "rule", rule->name, &why) && there;
        p->out->rules[i] = there;
        if (!there && (!quiet || why.field != VIKT_SLOT_NONE || why.what))
            tell_left_out(p, rule->place, "rule", rule->name, &why);
    }
}

/* Words about the score have nothing to say where there is none, nor points to the next class where
 * the score does not make the classes. */
static bool has_blanks(const presence *p, const vikt_action *action, lack *why)
{
    size_t scheme = action->scheme == VIKT_INDEX_NONE ? p->out->primary : action->scheme;
    const vikt_scheme *of = &p->profile->schemes[scheme];
    bool gap = vikt_blank_is_in(action->text, "gap");

    if (!gap && !vikt_blank_is_in(action->text, "weakest_criterion"))
        return true;
    if (gap && vikt_scheme_limit(of) != VIKT_LIMIT_SCORE)
        *why = (lack){VIKT_SLOT_NONE, "there are no points to the next class in scheme", of->name};
    else if (p->out->thin)
        *why = (lack){VIKT_SLOT_NONE, "it speaks of the score, for which too little is known", {0}};
    else
        return has_score(p, why);
    return false;
}

static void find_actions(presence *p)
{
    for (size_t i = 0; i < p->profile->action_count; i++) {
        const vikt_action *action = &p->profile->actions[i];
        lack why = {.field = VIKT_SLOT_NONE};
        bool quiet, there = has_class(p, action->scheme, action->class_name, false, &why, &quiet);

        if (action->has_when && !quiet)
            there = has_condition(p, &action->when, action->place, "action", action->name, &why) &&
                    there;
        there = there && has_blanks(p, action, &why);
        p->out->actions[i] = there;
        if (!there && !quiet)
            tell_left_out(p, action->place, "action", action->name, &why);
    }
}

static bool allocate(presence *p, vikt_arena *arena)
{
    const vikt_profile *profile = p->profile;
    size_t slots = profile->field_count + profile->measure_count;
    vikt_presence *out = p->out;

    out->slots = vikt_arena_new(arena, slots, sizeof *out->slots);
    out->criteria = vikt_arena_new(arena, profile->criterion_count, sizeof *out->criteria);
    out->use_or = vikt_arena_new(arena, profile->criterion_count, sizeof *out->use_or);
    out->wanted = vikt_arena_new(arena, profile->criterion_count, sizeof *out->wanted);
    out->schemes = vikt_arena_new(arena, profile->scheme_count, sizeof *out->schemes);
    out->rules = vikt_arena_new(arena, profile->rule_count, sizeof *out->rules);
    out->actions = vikt_arena_new(arena, profile->action_count, sizeof *out->actions);
    p->lacking = vikt_arena_new(arena, slots, sizeof *p->lacking);
    return out->slots && out->criteria && out->use_or && out->wanted && out->schemes &&
           out->rules && out->actions && p->lacking;
}

vikt_code vikt_presence_of(const vikt_profile *profile, const bool *have,
                           const vikt_listener *listener, vikt_arena *arena, vikt_presence *out,
                           vikt_error *err)
{
    presence p = {.profile = profile, .have = have, .listener = listener, .out = out, .err = err};

    *out = (vikt_presence){0};
    if (!allocate(&p, arena))
        return vikt_fail_memory(err);
    find_slots(&p);
    find_criteria(&p);
    find_schemes(&p);
    find_rules(&p);
    find_actions(&p);
    return p.errors ? VIKT_PROFILE : VIKT_OK;
}
