/* SPDX-License-Identifier: MIT
 *
 * Classes by cumulative share (F-01). Running sums are whole numbers of a small unit (portion.h),
 * so the last share is exactly 1 and a share on a limit is on it.
 */
#include "core/base/fail.h"
#include "core/classify/portion.h"
#include "core/classify/scheme.h"

/* The customers who take part, in order. */
typedef struct share_curve {
    const double *values; /* by row */
    const double *order;  /* by row: what customers are taken by: the values, or the score */
    uint32_t *rows;
    int64_t *units; /* by place */
    size_t count;
    int64_t total;
} share_curve;

static void all_zero(vikt_scheme_task *task)
{
    for (size_t row = 0; row < task->count; row++)
        if (task->result->why[row] == VIKT_UNCLASSIFIED_NONE)
            task->result->why[row] = VIKT_UNCLASSIFIED_ALL_ZERO;
}

/* Taken by score, a customer who buys nothing yet has a place by its score and adds nothing. */
static bool takes_part(const vikt_scheme *scheme, double value)
{
    return value > 0 || scheme->base_net || (scheme->by_score_order && value == 0);
}

/* Zero and negative values: the last class, outside the total, flagged. */
static void set_apart(vikt_scheme_task *task, share_curve *curve)
{
    size_t kept = 0;

    for (size_t i = 0; i < curve->count; i++) {
        uint32_t row = curve->rows[i];

        if (takes_part(task->scheme, curve->values[row])) {
            curve->rows[kept++] = row;
            continue;
        }
        vikt_scheme_give(task, row, task->scheme->class_count - 1);
        task->result->flags[row] |= VIKT_FLAG_NOT_POSITIVE;
    }
    curve->count = kept;
}

static bool in_class(const vikt_scheme_task *task, const share_curve *curve, int64_t limit,
                     int64_t before, int64_t including)
{
    switch (task->scheme->boundary) {
    case VIKT_BOUNDARY_START:
        return vikt_portion_compare(before, curve->total, limit, 1) < 0;
    case VIKT_BOUNDARY_END:
        return vikt_portion_compare(including, curve->total, limit, 1) <= 0;
    case VIKT_BOUNDARY_NEAREST: /* limit - s >= e - limit, that is, s + e <= 2 limit */
        return vikt_portion_compare(before + including, curve->total, limit, 2) <= 0;
    }
    return true;
}

/* Where the customer stands on the curve, measured as the boundary does. */
static double position_of(const vikt_scheme_task *task, const share_curve *curve, int64_t before,
                          int64_t including)
{
    switch (task->scheme->boundary) {
    case VIKT_BOUNDARY_START:
        return (double)before / (double)curve->total;
    case VIKT_BOUNDARY_END:
        return (double)including / (double)curve->total;
    case VIKT_BOUNDARY_NEAREST:
        return ((double)before + (double)including) / 2 / (double)curve->total;
    }
    return NAN;
}

/* What is found out on the way along the curve. */
typedef struct curve_walk {
    int64_t limits[VIKT_CLASSES_MAX];
    double lowest[VIKT_CLASSES_MAX];
    int64_t end[VIKT_CLASSES_MAX]; /* by class: the sum at its end; INT64_MIN: nobody in it */
    size_t class_index;
    double position;
} curve_walk;

/* Decides for the first of a group of ties; classes never go back up. */
static void decide(const vikt_scheme_task *task, const share_curve *curve, curve_walk *walk,
                   size_t place, int64_t before, int64_t including)
{
    size_t last = task->scheme->class_count - 1;
    bool first_of_all = place == 0 && task->scheme->boundary == VIKT_BOUNDARY_END;

    walk->position = task->position ? position_of(task, curve, before, including) : NAN;
    while (!first_of_all && walk->class_index < last &&
           !in_class(task, curve, walk->limits[walk->class_index], before, including))
        walk->class_index++;
}

/* Taken by score, ties are equal in value too: points on a short scale would otherwise put whole
 * classes into one tie. */
static bool is_tie(const share_curve *curve, uint32_t a, uint32_t b)
{
    return curve->order[a] == curve->order[b] && curve->values[a] == curve->values[b];
}

static void follow(vikt_scheme_task *task, const share_curve *curve, curve_walk *walk)
{
    int64_t before = 0;

    for (size_t i = 0; i < curve->count; i++) {
        uint32_t row = curve->rows[i];
        int64_t including = before + curve->units[i];
        bool tied = i > 0 && !task->scheme->ties_by_key && is_tie(curve, row, curve->rows[i - 1]);

        if (!tied)
            decide(task, curve, walk, i, before, including);
        vikt_scheme_give(task, row, walk->class_index);
        if (task->position)
            task->position[row] = walk->position;
        walk->lowest[walk->class_index] = curve->order[row];
        walk->end[walk->class_index] = including;
        before = including;
    }
}

static vikt_code keep_shares(vikt_scheme_task *task, const share_curve *curve,
                             const curve_walk *walk)
{
    size_t classes = task->scheme->class_count;
    double *shares = vikt_arena_new(task->run->arena, classes, sizeof *shares);
    double share = 0;

    if (!shares)
        return vikt_fail_memory(task->run->err);
    for (size_t k = 0; k < classes; k++) {
        if (walk->end[k] !=
            INT64_MIN) /* a class without customers ends where the one before it does */
            share = (double)walk->end[k] / (double)curve->total;
        shares[k] = share;
    }
    task->result->last_share = shares;
    return vikt_scheme_cut(task, walk->lowest);
}

static vikt_code classify(vikt_scheme_task *task, share_curve *curve)
{
    curve_walk walk = {.class_index = 0};

    for (size_t k = 0; k < task->scheme->class_count; k++) {
        walk.limits[k] = vikt_share_of(task->scheme->limits[k]);
        walk.lowest[k] = NAN;
        walk.end[k] = INT64_MIN;
    }
    follow(task, curve, &walk);
    return keep_shares(task, curve, &walk);
}

vikt_code vikt_classify_by_cumulative_share(vikt_scheme_task *task)
{
    const vikt_scheme *scheme = task->scheme;
    share_curve curve = {.total = 0};
    vikt_code rc = vikt_scheme_numbers(task, scheme->slot, &curve.values);

    if (rc != VIKT_OK)
        return rc;
    curve.order = scheme->by_score_order ? task->run->score->score : curve.values;
    if (scheme->by_score_order)
        vikt_scheme_exclude_scoreless(task);
    vikt_scheme_exclude(task, scheme->slot, curve.values);
    vikt_scheme_totals(task, curve.values);
    if (!(task->result->total > 0)) {
        all_zero(task);
        return VIKT_OK;
    }
    curve.rows = vikt_scheme_ranked(task, scheme->slot, &curve.count);
    curve.units = vikt_arena_new(&task->scratch, curve.count, sizeof *curve.units);
    if (!curve.rows || !curve.units)
        return vikt_fail_memory(task->run->err);
    set_apart(task, &curve);
    curve.total = vikt_portion_units(curve.values, curve.rows, curve.count, curve.units);
    if (curve.total <= 0) { /* a net total below the smallest unit */
        all_zero(task);
        return VIKT_OK;
    }
    return classify(task, &curve);
}
