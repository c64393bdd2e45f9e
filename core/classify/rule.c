/* SPDX-License-Identifier: MIT */
#include "core/classify/rule.h"

#include "core/base/fail.h"
#include "core/classify/condition.h"

/* The classes that a rule leaves open, as numbers. */
typedef struct range {
    size_t best, worst;
} range;

static size_t scheme_of(const vikt_classifier *run, const vikt_rule *rule)
{
    return vikt_scheme_meant(run->presence, rule->scheme);
}

static range range_in(const vikt_rule *rule, const vikt_scheme *scheme)
{
    size_t at = vikt_scheme_class(scheme, rule->class_name);

    switch (rule->kind) {
    case VIKT_RULE_AT_MOST:
        return (range){at, scheme->class_count - 1};
    case VIKT_RULE_AT_LEAST:
        return (range){0, at};
    case VIKT_RULE_EXACTLY:
        break;
    }
    return (range){at, at};
}

static range range_of(const vikt_classifier *run, const vikt_rule *rule)
{
    return range_in(rule, &run->profile->schemes[scheme_of(run, rule)]);
}

/* A rule whose class the run's primary scheme does not have says nothing. */
static bool takes_part(const vikt_classifier *run, size_t number)
{
    const vikt_rule *rule = &run->profile->rules[number];
    size_t scheme = scheme_of(run, rule);

    return run->presence->rules[number] && scheme != VIKT_INDEX_NONE &&
           vikt_scheme_class(&run->profile->schemes[scheme], rule->class_name) != VIKT_INDEX_NONE;
}

/* ---- who meets which rule ---- */

static bool add_failures(const vikt_classifier *run, const uint8_t *failed, uint8_t **into,
                         vikt_arena *scratch)
{
    if (!run->count || !memchr(failed, 1, run->count))
        return true;
    if (!*into)
        *into = vikt_arena_new(scratch, run->count, 1);
    for (size_t row = 0; *into && row < run->count; row++)
        (*into)[row] |= failed[row];
    return *into != NULL;
}

/* failed_in: by scheme, then row; NULL: nobody. */
static vikt_code find_held(const vikt_classifier *run, size_t number, uint8_t **failed_in,
                           vikt_arena *scratch)
{
    const vikt_rule *rule = &run->profile->rules[number];
    const vikt_class_view view = {run->profile, run->out};
    uint8_t *held = vikt_arena_new(scratch, run->count, 1);
    uint8_t *failed = vikt_arena_new(scratch, run->count, 1), *kept;
    vikt_code rc;

    if (!held || !failed)
        return vikt_fail_memory(run->err);
    rc = vikt_condition_hold(run, &rule->when, &view, NULL, held, failed);
    if (rc != VIKT_OK)
        return rc;
    if (!add_failures(run, failed, &failed_in[scheme_of(run, rule)], scratch))
        return vikt_fail_memory(run->err);
    if (!run->count || !memchr(held, 1, run->count))
        return VIKT_OK;
    kept = vikt_arena_new(run->arena, run->count, 1);
    if (!kept)
        return vikt_fail_memory(run->err);
    memcpy(kept, held, run->count);
    run->out->rule_held[number] = kept;
    return VIKT_OK;
}

/* ---- contradictions ---- */

static bool disjoint(range a, range b)
{
    return a.best > b.worst || b.best > a.worst;
}

/* Customers for whom both rules would do something. */
static size_t count_both(const vikt_classifier *run, size_t a, size_t b)
{
    const vikt_rule *rules = run->profile->rules;
    const uint8_t *classes = run->out->schemes[scheme_of(run, &rules[a])].effective;
    bool sets = rules[a].kind == VIKT_RULE_EXACTLY || rules[b].kind == VIKT_RULE_EXACTLY;
    size_t count = 0;

    for (size_t row = 0; row < run->count; row++)
        count += run->out->rule_held[a][row] && run->out->rule_held[b][row] &&
                 (sets || classes[row] != VIKT_NO_CLASS);
    return count;
}

static void warn_pair(const vikt_classifier *run, size_t earlier, size_t later)
{
    const vikt_rule *a = &run->profile->rules[earlier], *b = &run->profile->rules[later];
    size_t count;

    if (!run->out->rule_held[earlier] || scheme_of(run, a) != scheme_of(run, b) ||
        !disjoint(range_of(run, a), range_of(run, b)))
        return;
    count = count_both(run, earlier, later);
    if (count > 0)
        vikt_tell(run->listener, VIKT_WARNING, VIKT_PROFILE, b->place,
                  "rule \"%.*s\" contradicts rule \"%.*s\" for %zu customer%s, and as the later "
                  "one counts",
                  VIKT_SHOW(b->name), VIKT_SHOW(a->name), count, count == 1 ? "" : "s");
}

static void warn_contradictions(const vikt_classifier *run)
{
    for (size_t later = 1; later < run->profile->rule_count; later++)
        for (size_t earlier = 0; run->out->rule_held[later] && earlier < later; earlier++)
            warn_pair(run, earlier, later);
}

/* ---- what they do ---- */

static uint8_t class_after(const vikt_rule *rule, range open, uint8_t class_index)
{
    if (class_index == VIKT_NO_CLASS && rule->kind != VIKT_RULE_EXACTLY)
        return class_index;
    if (class_index == VIKT_NO_CLASS || class_index < open.best)
        return (uint8_t)open.best;
    return class_index > open.worst ? (uint8_t)open.worst : class_index;
}

uint8_t vikt_rule_class(const vikt_rule *rule, const vikt_scheme *scheme, uint8_t class_index)
{
    return vikt_scheme_class(scheme, rule->class_name) == VIKT_INDEX_NONE
               ? class_index
               : class_after(rule, range_in(rule, scheme), class_index);
}

static vikt_code apply(const vikt_classifier *run, size_t number)
{
    const vikt_rule *rule = &run->profile->rules[number];
    vikt_scheme_result *result = &run->out->schemes[scheme_of(run, rule)];
    const uint8_t *held = run->out->rule_held[number];
    range open = range_of(run, rule);

    for (size_t row = 0; row < run->count; row++) {
        uint8_t after =
            held[row] ? class_after(rule, open, result->effective[row]) : result->effective[row];

        if (after == result->effective[row])
            continue;
        if (!result->rule)
            result->rule = vikt_arena_new(run->arena, run->count, 1);
        if (!result->rule)
            return vikt_fail_memory(run->err);
        result->effective[row] = after;
        result->why[row] = VIKT_UNCLASSIFIED_NONE;
        result->rule[row] = (uint8_t)(number + 1);
    }
    return VIKT_OK;
}

/* A class that a rule might forbid is not given where the rule could not be asked. */
static void take_away(const vikt_classifier *run, size_t scheme, const uint8_t *failed)
{
    vikt_scheme_result *result = &run->out->schemes[scheme];

    for (size_t row = 0; failed && row < run->count; row++) {
        if (!failed[row] || result->effective[row] == VIKT_NO_CLASS)
            continue;
        result->effective[row] = VIKT_NO_CLASS;
        result->why[row] = VIKT_UNCLASSIFIED_FAILED;
        if (result->rule)
            result->rule[row] = 0; /* what a rule gave is gone too */
    }
}

vikt_code vikt_rules_apply(const vikt_classifier *run)
{
    uint8_t *failed_in[VIKT_SCHEMES_MAX] = {NULL};
    vikt_code rc = VIKT_OK;
    vikt_arena scratch;

    vikt_arena_init(&scratch, run->arena->allocator);
    for (size_t i = 0; rc == VIKT_OK && i < run->profile->rule_count; i++)
        if (takes_part(run, i))
            rc = find_held(run, i, failed_in, &scratch);
    if (rc == VIKT_OK)
        warn_contradictions(run);
    for (size_t i = 0; rc == VIKT_OK && i < run->profile->rule_count; i++)
        if (run->out->rule_held[i])
            rc = apply(run, i);
    for (size_t s = 0; rc == VIKT_OK && s < run->profile->scheme_count; s++)
        take_away(run, s, failed_in[s]);
    vikt_arena_clear(&scratch);
    return rc;
}
