/* SPDX-License-Identifier: MIT */
#include "core/run/mixture.h"

#include "core/base/fail.h"
#include "core/run/migration.h"

/* ---- what both have ---- */

static size_t find_name(const vikt_mixed *items, size_t count, vikt_text name)
{
    for (size_t i = 0; i < count; i++)
        if (vikt_text_equal(items[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static size_t add_name(vikt_mixed *items, size_t *count, vikt_text name, size_t side, size_t number)
{
    size_t at = find_name(items, *count, name);

    if (at == VIKT_INDEX_NONE) {
        at = (*count)++;
        items[at] = (vikt_mixed){.name = name, .at = {VIKT_INDEX_NONE, VIKT_INDEX_NONE}};
    }
    items[at].at[side] = number;
    return at;
}

vikt_mixed *vikt_mixture_group(vikt_mixture *mixture, vikt_text name)
{
    size_t at = find_name(mixture->groups, mixture->group_count, name);

    return at == VIKT_INDEX_NONE ? NULL : &mixture->groups[at];
}

bool vikt_mixture_possible(const vikt_run *first, const vikt_run *second)
{
    const vikt_profile *a = first->profile, *b = second->profile;
    size_t count = a->criterion_count;

    for (size_t c = 0; c < b->criterion_count; c++)
        count += vikt_profile_criterion(a, b->criteria[c].name) == VIKT_INDEX_NONE;
    return a->lo == b->lo && a->hi == b->hi && count <= VIKT_CRITERIA_MAX;
}

/* ---- points by the first run's rows ---- */

static const double *points_of(const vikt_mixture *m, size_t side, size_t number)
{
    const double *from = m->runs[side]->points.points[number];
    double *to;

    if (!m->runs[side]->presence.criteria[number] || !from)
        return NULL;
    if (side == 0)
        return from;
    to = vikt_arena_new(m->arena, m->count, sizeof *to);
    for (size_t row = 0; to && row < m->count; row++)
        to[row] = m->row_of[row] == VIKT_NOBODY ? (double)NAN : from[m->row_of[row]];
    return to;
}

static bool add_criteria(vikt_mixture *m, size_t side)
{
    const vikt_run *run = m->runs[side];

    for (size_t c = 0; c < run->profile->criterion_count; c++) {
        size_t at =
            add_name(m->criteria, &m->criterion_count, run->profile->criteria[c].name, side, c);

        m->criteria[at].points[side] = points_of(m, side, c);
        if (run->presence.criteria[c] && !m->criteria[at].points[side])
            return false;
    }
    return true;
}

static bool make_room(vikt_mixture *m)
{
    size_t n = m->criterion_count;

    m->plan.criteria = vikt_arena_new(m->arena, n, sizeof *m->plan.criteria);
    m->plan.groups = vikt_arena_new(m->arena, m->group_count, sizeof *m->plan.groups);
    m->presence.criteria = vikt_arena_new(m->arena, n, sizeof *m->presence.criteria);
    m->points.points = vikt_arena_new(m->arena, n, sizeof *m->points.points);
    m->points.valued = vikt_arena_new(m->arena, m->count, sizeof *m->points.valued);
    m->points.failed = vikt_arena_new(m->arena, m->count, sizeof *m->points.failed);
    m->points.rejected = vikt_arena_new(m->arena, m->count, sizeof *m->points.rejected);
    for (size_t i = 0; m->points.points && i < n; i++) {
        m->points.points[i] = vikt_arena_new(m->arena, m->count, sizeof(double));
        if (!m->points.points[i])
            return false;
    }
    return m->plan.criteria && m->plan.groups && m->presence.criteria && m->points.points &&
           m->points.valued && m->points.failed && m->points.rejected;
}

bool vikt_mixture_begin(vikt_mixture *m)
{
    const vikt_profile *a = m->runs[0]->profile, *b = m->runs[1]->profile;

    m->plan = *a;
    m->plan.action_count = 0;
    m->presence = m->runs[0]->presence;
    m->presence.plan = &m->plan;
    m->groups = vikt_arena_new(m->arena, a->group_count + b->group_count, sizeof *m->groups);
    if (!m->groups || !add_criteria(m, 0) || !add_criteria(m, 1))
        return false;
    for (size_t g = 0; g < a->group_count; g++)
        add_name(m->groups, &m->group_count, a->groups[g].name, 0, g);
    for (size_t g = 0; g < b->group_count; g++)
        add_name(m->groups, &m->group_count, b->groups[g].name, 1, g);
    m->plan.criterion_count = m->criterion_count;
    m->plan.group_count = m->group_count;
    return make_room(m);
}

bool vikt_mixture_differs(const vikt_mixture *m, const vikt_mixed *criterion)
{
    const double *a = criterion->points[0], *b = criterion->points[1];

    if (!a || !b)
        return a != b;
    for (size_t row = 0; row < m->count; row++)
        if (m->row_of[row] != VIKT_NOBODY && a[row] != b[row] && !(isnan(a[row]) && isnan(b[row])))
            return true;
    return false;
}

/* ---- the plan as it is now ---- */

static void set_groups(vikt_mixture *m)
{
    for (size_t g = 0; g < m->group_count; g++) {
        const vikt_mixed *item = &m->groups[g];
        size_t number = item->at[item->later];

        m->plan.groups[g] = (vikt_group){.name = item->name, .cap = (double)INFINITY};
        if (number != VIKT_INDEX_NONE)
            m->plan.groups[g] = m->runs[item->later]->profile->groups[number];
    }
}

static size_t group_of(const vikt_mixture *m, const vikt_profile *profile, size_t group)
{
    return group == VIKT_INDEX_NONE
               ? VIKT_INDEX_NONE
               : find_name(m->groups, m->group_count, profile->groups[group].name);
}

/* One that is not there yet, or not any more, has no weight; rules of the first run may still ask
 * for its points. */
static void set_criterion(vikt_mixture *m, size_t c)
{
    const vikt_mixed *item = &m->criteria[c];
    size_t side = item->later, number = item->at[side];
    bool there = number != VIKT_INDEX_NONE;
    const double *from = item->points[there ? side : 0];
    size_t origin = item->at[0] == VIKT_INDEX_NONE;
    vikt_criterion *to = &m->plan.criteria[c];

    *to = m->runs[origin]->profile->criteria[item->at[origin]];
    to->weight = there ? m->runs[side]->profile->criteria[number].weight : 0;
    to->group =
        there ? group_of(m, m->runs[side]->profile, m->runs[side]->profile->criteria[number].group)
              : VIKT_INDEX_NONE;
    m->presence.criteria[c] = from != NULL;
    for (size_t row = 0; row < m->count; row++)
        m->points.points[c][row] = from ? from[row] : (double)NAN;
}

static uint64_t bit_at(const vikt_mixture *m, const uint64_t *masks, const vikt_mixed *item,
                       size_t row)
{
    size_t side = item->later, number = item->at[side];
    uint32_t at = side ? m->row_of[row] : (uint32_t)row;

    return masks && number != VIKT_INDEX_NONE && at != VIKT_NOBODY ? masks[at] >> number & 1 : 0;
}

static void set_masks(vikt_mixture *m)
{
    for (size_t row = 0; row < m->count; row++) {
        uint64_t valued = 0, failed = 0, rejected = 0;

        for (size_t c = 0; c < m->criterion_count; c++) {
            const vikt_mixed *item = &m->criteria[c];
            const vikt_points *from = &m->runs[item->later]->points;

            valued |= bit_at(m, from->valued, item, row) << c;
            failed |= bit_at(m, from->failed, item, row) << c;
            rejected |= bit_at(m, from->rejected, item, row) << c;
        }
        m->points.valued[row] = valued;
        m->points.failed[row] = failed;
        m->points.rejected[row] = rejected;
    }
}

static void set_thresholds(vikt_mixture *m)
{
    const vikt_profile *from = m->runs[m->thresholds]->profile;
    vikt_presence *presence = &m->presence;

    m->plan.min_coverage = from->min_coverage;
    m->plan.min_weight = from->min_weight;
    presence->weight = presence->weight_known = 0;
    for (size_t c = 0; c < m->criterion_count; c++) {
        presence->weight += m->plan.criteria[c].weight;
        presence->weight_known += presence->criteria[c] ? m->plan.criteria[c].weight : 0;
    }
    presence->thin =
        presence->weight > 0 && presence->weight_known / presence->weight < from->min_weight;
}

/* Sums in another order may end a hair beside a threshold: what is all the second's has its very
 * scores. */
static void set_exact(vikt_mixture *m)
{
    const vikt_score *from = &m->runs[1]->score;

    for (size_t c = 0; c < m->criterion_count; c++)
        if (!m->criteria[c].later)
            return;
    for (size_t row = 0; row < m->count; row++) {
        uint32_t at = m->row_of[row];

        if (at == VIKT_NOBODY || !(fabs(from->score[at] - m->score.score[row]) < 1e-9))
            continue;
        m->score.score[row] = from->score[at];
    }
}

vikt_code vikt_mixture_compute(vikt_mixture *m, unsigned workers, vikt_arena *arena,
                               vikt_error *err)
{
    vikt_script script;
    vikt_code rc;

    set_groups(m);
    for (size_t c = 0; c < m->criterion_count; c++)
        set_criterion(m, c);
    set_masks(m);
    set_thresholds(m);
    rc = vikt_score_of(&m->plan, &m->presence, &m->points, m->count, arena, &m->score, err);
    if (rc != VIKT_OK)
        return rc;
    set_exact(m);
    vikt_script_init(&script, m->runs[0]->profile, workers, arena);
    script.limit = SIZE_MAX; /* what fails on many here has been told by the runs themselves */
    return vikt_classify(m->runs[0]->population, &m->presence, &m->points, &m->score,
                         &m->runs[0]->previous, &m->runs[0]->decisions, &script, arena, NULL,
                         &m->classification, err);
}
