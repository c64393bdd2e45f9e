/* SPDX-License-Identifier: MIT
 *
 * What of a plan is changed: weights, scales, groups, limits of schemes, conditions, rows of
 * decision tables.
 */
#include <stdio.h>

#include "core/run/mutant_change.h"

/* What the built-in profile says, and the library of factors, has tests elsewhere. So has every
 * setting of theirs in a statement that the user changes. */
static bool begin(vikt_change *s, const char *word, vikt_text name, vikt_place place)
{
    s->word = word;
    s->name = name;
    s->place = place;
    return vikt_profile_owns(place);
}

/* ---- criteria ---- */

static double total_weight(const vikt_profile *profile, size_t *counted)
{
    double total = 0;

    *counted = 0;
    for (size_t i = 0; i < profile->criterion_count; i++) {
        total += profile->criteria[i].weight;
        *counted += profile->criteria[i].weight > 0;
    }
    return total;
}

/* The only weight can be any. */
static void try_weight(const vikt_change *s, vikt_criterion *criterion)
{
    size_t counted;
    double total = total_weight(s->m->profile, &counted);

    if (criterion->weight == 0) {
        vikt_change_number(s, "weight", &criterion->weight, total > 0 ? total / 10 : 1);
        return;
    }
    if (counted > 1)
        vikt_change_number(s, "weight", &criterion->weight, criterion->weight * 1.5);
    vikt_change_number(s, "weight", &criterion->weight, 0);
}

static void try_edges(const vikt_change *s, vikt_scale *scale)
{
    bool falls = scale->edge_count > 1 && scale->edges[1] < scale->edges[0];

    for (size_t i = 0; i < scale->edge_count; i++) {
        double before = falls ? INFINITY : -INFINITY, behind = -before;
        char part[64];

        if (i > 0)
            before = scale->edges[i - 1];
        if (i + 1 < scale->edge_count)
            behind = scale->edges[i + 1];
        snprintf(part, sizeof part, "edge %zu", i + 1);
        vikt_change_threshold(s, part, &scale->edges[i], before, behind);
    }
}

static void try_ends(const vikt_change *s, vikt_scale *scale)
{
    double beyond = scale->worst < scale->best ? INFINITY : -INFINITY;

    vikt_change_threshold(s, "worst", &scale->worst, scale->best, -beyond);
    vikt_change_threshold(s, "best", &scale->best, scale->worst, beyond);
}

static void try_lookups(const vikt_change *s, vikt_scale *scale)
{
    for (size_t i = 0; i < scale->lookup_count; i++) {
        char part[300];

        snprintf(part, sizeof part, "points of \"%.*s\"", VIKT_SHOW(scale->lookups[i].text));
        vikt_change_points(s, part, &scale->lookups[i].points);
    }
    vikt_change_points(s, "otherwise", &scale->otherwise);
}

static void try_scale(const vikt_change *s, vikt_scale *scale)
{
    if (!vikt_profile_owns(scale->place) && !scale->decision)
        return;
    if (scale->decision)
        vikt_change_rows(s, scale->decision, true);
    if (vikt_scale_has_ends(scale->kind))
        try_ends(s, scale);
    if (scale->groups)
        vikt_change_size(s, "groups", &scale->groups, scale->groups + 1);
    if (scale->lookup_count)
        try_lookups(s, scale);
    try_edges(s, scale);
}

static void try_criterion(vikt_change *s, vikt_criterion *criterion)
{
    if (!begin(s, "criterion", criterion->name, criterion->place))
        return;
    if (vikt_profile_owns(criterion->weight_place))
        try_weight(s, criterion);
    try_scale(s, &criterion->points);
    if (criterion->has_or)
        try_scale(s, &criterion->or_points);
    if (criterion->missing == VIKT_MISSING_POINTS && vikt_profile_owns(criterion->missing_place))
        vikt_change_points(s, "missing", &criterion->missing_points);
    if (criterion->missing == VIKT_MISSING_CARRY && criterion->carry_months > 1 &&
        vikt_profile_owns(criterion->carry_place))
        vikt_change_days(s, "carry_months", &criterion->carry_months, criterion->carry_months - 1);
}

/* ---- schemes ---- */

static void try_limit(const vikt_change *s, vikt_scheme *scheme, size_t k)
{
    double *limit = &scheme->limits[k];
    vikt_limit kind = vikt_scheme_limit(scheme);
    bool falls = vikt_limit_falls(kind);
    bool last = k + 1 == scheme->class_count;
    double before = falls ? INFINITY : -INFINITY, behind = -before;
    char part[300];

    /* The worst class takes all that are left: by score from the bottom of the scale, by shares up
     * to all. */
    if (last && (kind == VIKT_LIMIT_SCORE ? *limit <= s->m->profile->lo : !falls))
        return;
    if (k > 0)
        before = scheme->limits[k - 1];
    if (!last)
        behind = scheme->limits[k + 1];
    snprintf(part, sizeof part, "limit of \"%.*s\"", VIKT_SHOW(scheme->classes[k]));
    if (kind == VIKT_LIMIT_RANK)
        vikt_change_whole(s, part, limit, fmax(before, 0), behind);
    else
        vikt_change_threshold(s, part, limit, before, behind);
}

static void try_axis(const vikt_change *s, const char *part, vikt_axis *axis)
{
    if (!vikt_profile_owns(axis->split_place))
        return;
    switch (axis->split) {
    case VIKT_SPLIT_NUMBER:
        vikt_change_threshold(s, part, &axis->value, -INFINITY, INFINITY);
        break;
    case VIKT_SPLIT_SHARE:
    case VIKT_SPLIT_PERCENTILE:
        vikt_change_threshold(s, part, &axis->value, 0, 1);
        break;
    case VIKT_SPLIT_MEDIAN:
        break;
    }
}

static void try_scheme(vikt_change *s, vikt_scheme *scheme)
{
    if (!begin(s, "scheme", scheme->name, scheme->place))
        return;
    if (scheme->limits && vikt_profile_owns(scheme->classes_place)) {
        for (size_t k = 0; k < scheme->class_count; k++)
            try_limit(s, scheme, k);
    }
    if (scheme->hysteresis > 0) {
        if (vikt_profile_owns(scheme->hysteresis_place))
            vikt_change_threshold(s, "hysteresis", &scheme->hysteresis, 0, INFINITY);
        if (vikt_profile_owns(scheme->streak_place))
            vikt_change_days(s, "streak_days", &scheme->streak_days, scheme->streak_days + 1);
    }
    if (scheme->decision)
        vikt_change_rows(s, scheme->decision, false);
    if (vikt_scheme_has_axes(scheme)) {
        try_axis(s, "split of y", &scheme->y);
        try_axis(s, "split of x", &scheme->x);
    }
}

/* ---- all of it ---- */

void vikt_mutants_try_plan(vikt_mutator *m)
{
    vikt_profile *profile = m->profile;
    vikt_change s = {.m = m};

    for (size_t i = 0; i < profile->criterion_count; i++)
        try_criterion(&s, &profile->criteria[i]);
    for (size_t i = 0; i < profile->group_count; i++) {
        vikt_group *group = &profile->groups[i];

        if (begin(&s, "group", group->name, group->place))
            vikt_change_threshold(&s, "cap", &group->cap, 0, 1);
    }
    for (size_t i = 0; i < profile->scheme_count; i++)
        try_scheme(&s, &profile->schemes[i]);
    for (size_t i = 0; i < profile->rule_count; i++) {
        vikt_rule *rule = &profile->rules[i];

        if (begin(&s, "rule", rule->name, rule->place) && vikt_profile_owns(rule->when_place))
            vikt_change_condition(&s, "", &rule->when);
    }
    for (size_t i = 0; i < profile->action_count; i++) {
        vikt_action *action = &profile->actions[i];

        if (begin(&s, "action", action->name, action->place) &&
            vikt_profile_owns(action->when_place))
            vikt_change_condition(&s, "", &action->when);
    }
}
