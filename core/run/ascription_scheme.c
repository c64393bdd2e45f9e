/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/classify/rule.h"
#include "core/run/ascription_walk.h"

/* A rule of either, in an order that is both's as far as they agree. */
typedef struct mixed_rule {
    size_t at[2];
    bool later;
} mixed_rule;

static size_t rule_of(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->rule_count; i++)
        if (vikt_text_equal(profile->rules[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static size_t merge_rules(const vikt_ascribing *a, mixed_rule *out)
{
    const vikt_profile *first = a->runs[0]->profile, *second = a->runs[1]->profile;
    size_t count = 0, next = 0;

    for (size_t i = 0; i <= second->rule_count; i++) {
        size_t same =
            i < second->rule_count ? rule_of(first, second->rules[i].name) : first->rule_count;

        for (; same != VIKT_INDEX_NONE && next < same; next++)
            if (rule_of(second, first->rules[next].name) == VIKT_INDEX_NONE)
                out[count++] = (mixed_rule){.at = {next, VIKT_INDEX_NONE}};
        if (i < second->rule_count)
            out[count++] = (mixed_rule){.at = {same, i}};
    }
    return count;
}

static bool speaks_of(const vikt_run *run, const vikt_rule *rule, vikt_text scheme)
{
    size_t meant = vikt_scheme_meant(&run->presence, rule->scheme);

    return meant != VIKT_INDEX_NONE && vikt_text_equal(run->profile->schemes[meant].name, scheme);
}

static bool holds(const vikt_ascribing *a, const mixed_rule *rule, size_t row)
{
    size_t number = rule->at[rule->later];
    const vikt_classification *from = rule->later ? &a->runs[1]->classification : a->last;
    const uint8_t *held = from->rule_held[number];

    return held && held[rule->later ? a->row_of[row] : row];
}

/* The second's scheme, then the rules. */
static uint8_t class_now(const vikt_ascribing *a, const vikt_walk *w, const mixed_rule *rules,
                         size_t count, size_t row)
{
    const vikt_run *second = a->runs[1];
    const vikt_scheme *scheme = &second->profile->schemes[w->at[1]];
    const vikt_scheme_result *result = &second->classification.schemes[w->at[1]];
    size_t at = a->row_of[row];
    uint8_t class_index = result->raw[at];

    if (result->flags[at] & VIKT_FLAG_DECIDED)
        return result->effective[at];
    if (result->flags[at] & VIKT_FLAG_KEPT)
        class_index = second->previous.classes[w->at[1]][at];
    for (size_t i = 0; i < count; i++) {
        const vikt_run *run = a->runs[rules[i].later];
        size_t number = rules[i].at[rules[i].later];

        if (number != VIKT_INDEX_NONE && holds(a, &rules[i], row) &&
            speaks_of(run, &run->profile->rules[number], scheme->name))
            class_index = vikt_rule_class(&run->profile->rules[number], scheme, class_index);
    }
    return class_index;
}

static void move_by_rules(vikt_ascribing *a, const mixed_rule *rules, size_t count, vikt_walk *w,
                          size_t cause)
{
    for (size_t row = 0; row < a->count; row++)
        if (a->row_of[row] != VIKT_NOBODY)
            vikt_ascribing_move(a, w, row, w->code[1][class_now(a, w, rules, count, row)], cause);
}

static vikt_code cause_of_scheme(vikt_ascribing *a, const vikt_walk *w, size_t *cause)
{
    const vikt_profile *profile = a->runs[1]->profile;
    const vikt_scheme *scheme = &profile->schemes[w->at[1]];
    vikt_needs needs;

    *cause = vikt_ascribing_edit(a, VIKT_STATEMENT_SCHEME, scheme->name);
    if (*cause != VIKT_INDEX_NONE)
        return VIKT_OK;
    if (!vikt_needs_of_scheme(profile, scheme, &a->scratch, &needs))
        return vikt_fail_memory(a->err);
    *cause = vikt_ascribing_source(a, &needs);
    return VIKT_OK;
}

static vikt_code cause_of_rule(vikt_ascribing *a, const mixed_rule *rule, size_t *cause)
{
    size_t side = rule->at[1] != VIKT_INDEX_NONE; /* one that is gone is a difference */
    const vikt_profile *profile = a->runs[side]->profile;
    const vikt_rule *any = &profile->rules[rule->at[side]];
    vikt_needs needs;

    *cause = vikt_ascribing_edit(a, VIKT_STATEMENT_RULE, any->name);
    if (*cause != VIKT_INDEX_NONE)
        return VIKT_OK;
    if (!vikt_needs_of_condition(profile, &any->when, &a->scratch, &needs))
        return vikt_fail_memory(a->err);
    *cause = vikt_ascribing_source(a, &needs);
    return VIKT_OK;
}

static vikt_code walk_scheme(vikt_ascribing *a, vikt_walk *w, mixed_rule *rules, size_t count)
{
    size_t cause;
    vikt_code rc = cause_of_scheme(a, w, &cause);

    for (size_t i = 0; i < count; i++)
        rules[i].later = false;
    if (rc == VIKT_OK)
        move_by_rules(a, rules, count, w, cause);
    for (size_t i = 0; rc == VIKT_OK && i < count; i++) {
        rules[i].later = true;
        rc = cause_of_rule(a, &rules[i], &cause);
        if (rc == VIKT_OK)
            move_by_rules(a, rules, count, w, cause);
    }
    return rc;
}

vikt_code vikt_ascribing_schemes(vikt_ascribing *a)
{
    mixed_rule rules[2 * VIKT_RULES_MAX];
    size_t count = merge_rules(a, rules);
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < a->out->scheme_count; i++)
        rc = walk_scheme(a, &a->walks[i], rules, count);
    return rc;
}
