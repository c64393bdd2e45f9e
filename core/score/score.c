/* SPDX-License-Identifier: MIT */
#include "core/score/score.h"

#include "core/base/fail.h"

/* A share that differs from its cap by no more than rounding is not over it. */
static const double CAP_SLACK = 1e-12;

enum { CACHE_SIZE = 64 };

/* Weights depend only on which criteria have points, and few combinations occur. */
typedef struct weight_set {
    uint64_t mask;
    bool known, scored, capped;
    double total; /* of the weights as given, over the criteria with points */
    double weights[VIKT_CRITERIA_MAX];
} weight_set;

typedef struct score_task {
    const vikt_profile *profile;
    const vikt_presence *presence;
    const vikt_points *points;
    weight_set *cache;
} score_task;

/* ---- group caps ---- */

/* Groups are known by their first criterion, so there are no more of them than criteria. */
typedef struct group_cuts {
    size_t leader[VIKT_CRITERIA_MAX]; /* by criterion; itself where it has no group */
    double share[VIKT_CRITERIA_MAX];  /* by leader */
    double cap[VIKT_CRITERIA_MAX];    /* by leader; infinite without a group */
    bool cut[VIKT_CRITERIA_MAX];      /* by leader */
    double growth;                    /* of all weights that are not cut */
} group_cuts;

static size_t leader_of(const vikt_profile *profile, size_t c)
{
    size_t group = profile->criteria[c].group;

    for (size_t i = 0; group != VIKT_INDEX_NONE && i < c; i++)
        if (profile->criteria[i].group == group)
            return i;
    return c;
}

static void find_groups(const vikt_profile *profile, const double *weights, group_cuts *cuts)
{
    memset(cuts, 0, sizeof *cuts);
    cuts->growth = 1;
    for (size_t c = 0; c < profile->criterion_count; c++) {
        size_t group = profile->criteria[c].group, leader = leader_of(profile, c);

        cuts->leader[c] = leader;
        cuts->cap[leader] =
            group == VIKT_INDEX_NONE ? (double)INFINITY : profile->groups[group].cap;
        cuts->share[leader] += weights[c];
    }
}

/* What each unit of weight that is not cut grows to; 0 when nothing is left outside the groups that
 * are. */
static double growth_outside(const group_cuts *cuts, size_t count)
{
    double free_share = 1, outside = 0;

    for (size_t c = 0; c < count; c++)
        if (cuts->cut[c])
            free_share -= cuts->cap[c];
        else
            outside += cuts->share[c];
    return outside > 0 ? free_share / outside : 0;
}

/* Spreading what one group loses may lift another over its cap, so it goes on until no more groups
 * are cut. */
static bool find_cuts(group_cuts *cuts, size_t count)
{
    bool any = false, more = true;

    while (more) {
        more = false;
        for (size_t c = 0; c < count; c++) {
            if (cuts->cut[c] || !(cuts->share[c] * cuts->growth > cuts->cap[c] + CAP_SLACK))
                continue;
            cuts->cut[c] = more = any = true;
        }
        if (more)
            cuts->growth = growth_outside(cuts, count);
        if (!(cuts->growth > 0))
            return false; /* all weight is in groups over their caps: nobody could take the rest */
    }
    return any;
}

/* weights: normalised, changed in place. */
static bool apply_caps(const vikt_profile *profile, double *weights)
{
    group_cuts cuts;

    if (profile->group_count == 0)
        return false;
    find_groups(profile, weights, &cuts);
    if (!find_cuts(&cuts, profile->criterion_count))
        return false;
    for (size_t c = 0; c < profile->criterion_count; c++) {
        size_t leader = cuts.leader[c];

        weights[c] *= cuts.cut[leader] ? cuts.cap[leader] / cuts.share[leader] : cuts.growth;
    }
    return true;
}

/* ---- weights of a customer ---- */

static double total_weight(const vikt_profile *profile, uint64_t mask)
{
    double total = 0;

    for (size_t c = 0; c < profile->criterion_count; c++)
        if (mask >> c & 1)
            total += profile->criteria[c].weight;
    return total;
}

static void find_weights(const vikt_profile *profile, uint64_t mask, weight_set *out)
{
    double total = total_weight(profile, mask);

    out->mask = mask;
    out->known = true;
    out->total = total;
    out->scored = total > 0;
    out->capped = false;
    for (size_t c = 0; c < profile->criterion_count; c++)
        out->weights[c] = out->scored && (mask >> c & 1) ? profile->criteria[c].weight / total : 0;
    if (out->scored)
        out->capped = apply_caps(profile, out->weights);
}

static uint64_t mask_of(const score_task *task, size_t row)
{
    uint64_t mask = 0;

    for (size_t c = 0; c < task->profile->criterion_count; c++)
        if (task->presence->criteria[c] && !isnan(task->points->points[c][row]))
            mask |= UINT64_C(1) << c;
    return mask;
}

static const weight_set *weights_for(const score_task *task, uint64_t mask)
{
    weight_set *set = &task->cache[(mask * UINT64_C(0x9E3779B97F4A7C15)) >> 58];

    if (!set->known || set->mask != mask)
        find_weights(task->profile, mask, set);
    return set;
}

void vikt_score_weights(const vikt_profile *profile, const vikt_presence *presence,
                        const vikt_points *points, size_t row, double weights[VIKT_CRITERIA_MAX])
{
    const score_task task = {profile, presence, points, NULL};
    weight_set set = {0};

    find_weights(profile, mask_of(&task, row), &set);
    memcpy(weights, set.weights, sizeof set.weights);
}

/* ---- scores of all ---- */

/*
 * One division at the end, of weights as given: whole weights and points then give a score that is
 * rounded once, and 2.60 worth of points reaches a threshold of 2.6. Adding up the contributions
 * would miss it in most of such cases; they differ from the score by less than 1e-12.
 */
static double add_up(const score_task *task, const weight_set *set, size_t row)
{
    double sum = 0;

    for (size_t c = 0; c < task->profile->criterion_count; c++)
        if (set->mask >> c & 1)
            sum += (set->capped ? set->weights[c] : task->profile->criteria[c].weight) *
                   task->points->points[c][row];
    return set->capped ? sum : sum / set->total;
}

static uint64_t present_mask(const score_task *task)
{
    uint64_t mask = 0;

    for (size_t c = 0; c < task->profile->criterion_count; c++)
        if (task->presence->criteria[c])
            mask |= UINT64_C(1) << c;
    return mask;
}

/* Like weights, coverage is asked for again and again with the same mask. */
static void find_coverage(const score_task *task, size_t count, double *coverage)
{
    const uint64_t *valued = task->points->valued;
    double all = total_weight(task->profile, present_mask(task)), last = 0;

    for (size_t row = 0; row < count; row++) {
        if (row == 0 || valued[row] != valued[row - 1])
            last = all > 0 ? total_weight(task->profile, valued[row]) / all : 0;
        coverage[row] = last;
    }
}

vikt_code vikt_score_of(const vikt_profile *profile, const vikt_presence *presence,
                        const vikt_points *points, size_t count, vikt_arena *arena, vikt_score *out,
                        vikt_error *err)
{
    const vikt_allocator *allocator = arena->allocator;
    score_task task = {profile, presence, points, NULL};

    memset(out, 0, sizeof *out);
    task.cache = vikt_acquire(allocator, CACHE_SIZE, sizeof *task.cache);
    out->score = vikt_arena_new(arena, count, sizeof *out->score);
    out->coverage = vikt_arena_new(arena, count, sizeof *out->coverage);
    if (!task.cache || !out->score || !out->coverage) {
        vikt_release(allocator, task.cache);
        return vikt_fail_memory(err);
    }
    for (size_t row = 0; row < count; row++) {
        const weight_set *set = weights_for(&task, mask_of(&task, row));

        out->score[row] = set->scored ? add_up(&task, set, row) : NAN;
        out->capped = out->capped || set->capped;
    }
    find_coverage(&task, count, out->coverage);
    vikt_release(allocator, task.cache);
    return VIKT_OK;
}
