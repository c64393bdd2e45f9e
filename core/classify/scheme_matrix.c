/* SPDX-License-Identifier: MIT
 *
 * The matrix of two dimensions (F-03).
 */
#include "core/base/fail.h"
#include "core/base/statistic.h"
#include "core/classify/portion.h"
#include "core/classify/scheme.h"

enum { LOW_LOW_MIN = 50, LOW_LOW_MAX = 85 }; /* percent of the customers */

/* One axis of a run. */
typedef struct matrix_axis {
    const vikt_axis *plan;
    const double *values;          /* by row */
    const uint8_t *failed;         /* by row; NULL: nobody */
    const uint64_t *failed_points; /* by row, of criteria; NULL: nobody */
    uint64_t bit;
    double split; /* high from here on; NaN: nobody is high */
} matrix_axis;

static vikt_code open_axis(const vikt_scheme_task *task, const vikt_axis *plan, matrix_axis *out)
{
    const vikt_points *points = task->run->points;

    *out = (matrix_axis){.plan = plan, .split = plan->value};
    if (!plan->is_points) {
        out->failed = vikt_population_failures(task->run->population, plan->index);
        return vikt_scheme_numbers(task, plan->index, &out->values);
    }
    out->values = points->points[plan->index];
    out->failed_points = points->failed;
    out->bit = UINT64_C(1) << plan->index;
    return VIKT_OK;
}

static bool failed_on(const matrix_axis *axis, size_t row)
{
    return (axis->failed && axis->failed[row]) ||
           (axis->failed_points && (axis->failed_points[row] & axis->bit));
}

/* The lowest value of the group that starts before the share of the total; ties go together (F-01).
 */
static double lowest_before(const double *values, const uint32_t *rows, size_t count,
                            const int64_t *units, int64_t total, int64_t share)
{
    int64_t before = 0;
    double lowest = NAN;

    for (size_t i = 0; i < count; i++) {
        if (vikt_portion_compare(before, total, share, 1) >= 0)
            break; /* ties of the one before are high too, by their value */
        lowest = values[rows[i]];
        before += units[i];
    }
    return lowest;
}

static size_t count_positive(const double *values, const uint32_t *rows, size_t count)
{
    size_t positive = 0;

    while (positive < count && values[rows[positive]] > 0)
        positive++;
    return positive;
}

static vikt_code split_share(vikt_scheme_task *task, matrix_axis *axis)
{
    const vikt_population *population = task->run->population;
    int64_t *units, total;
    uint32_t *rows;
    size_t count;

    rows = axis->plan->is_points
               ? vikt_population_descending(population, axis->values, &task->scratch, &count)
               : vikt_population_ranked(population, axis->plan->index, &task->scratch, &count);
    if (!rows)
        return vikt_fail_memory(task->run->err);
    count = count_positive(axis->values, rows, count);
    units = vikt_arena_new(&task->scratch, count, sizeof *units);
    if (!units)
        return vikt_fail_memory(task->run->err);
    total = vikt_portion_units(axis->values, rows, count, units);
    axis->split = total > 0 ? lowest_before(axis->values, rows, count, units, total,
                                            vikt_share_of(axis->plan->value))
                            : NAN;
    return VIKT_OK;
}

static vikt_code sort_points(vikt_scheme_task *task, const double *values, const double **sorted,
                             size_t *count)
{
    double *kept = vikt_arena_new(&task->scratch, task->count, sizeof *kept);
    double *spare = vikt_arena_new(&task->scratch, task->count, sizeof *spare);

    *count = 0;
    if (!kept || !spare)
        return vikt_fail_memory(task->run->err);
    for (size_t row = 0; row < task->count; row++)
        if (!isnan(values[row]))
            kept[(*count)++] = values[row];
    vikt_values_sort(kept, spare, *count);
    *sorted = kept;
    return VIKT_OK;
}

static vikt_code split_quantile(vikt_scheme_task *task, matrix_axis *axis, double q)
{
    const vikt_figures *figures = NULL;
    const double *sorted = NULL;
    size_t count = 0;

    if (axis->plan->is_points) {
        vikt_code rc = sort_points(task, axis->values, &sorted, &count);

        if (rc != VIKT_OK)
            return rc;
    } else {
        figures = vikt_population_figures(task->run->population, axis->plan->index);
        if (!figures)
            return vikt_fail_memory(task->run->err);
        sorted = figures->sorted;
        count = figures->count;
    }
    axis->split = count > 0 ? vikt_values_quantile(sorted, count, q) : (double)NAN;
    return VIKT_OK;
}

static vikt_code find_split(vikt_scheme_task *task, matrix_axis *axis)
{
    switch (axis->plan->split) {
    case VIKT_SPLIT_NUMBER:
        break;
    case VIKT_SPLIT_SHARE:
        return split_share(task, axis);
    case VIKT_SPLIT_PERCENTILE:
        return split_quantile(task, axis, axis->plan->value);
    case VIKT_SPLIT_MEDIAN:
        return split_quantile(task, axis, 0.5);
    }
    return VIKT_OK;
}

/* Splits that hang on the data are kept with the run. */
static vikt_code cut_axis(const vikt_scheme_task *task, const matrix_axis *axis)
{
    const vikt_profile *profile = task->run->profile;
    vikt_arena *arena = task->run->arena;
    vikt_text name = axis->plan->is_points ? profile->criteria[axis->plan->index].name
                                           : vikt_profile_slot_name(profile, axis->plan->index);
    char *text;

    if (axis->plan->split == VIKT_SPLIT_NUMBER || isnan(axis->split))
        return VIKT_OK;
    text = vikt_arena_print(arena, "high %s%.*s from", axis->plan->is_points ? "points of " : "",
                            VIKT_SHOW(name));
    if (!text || !vikt_cuts_add(&task->run->out->cuts, arena, task->statement, text, axis->split))
        return vikt_fail_memory(task->run->err);
    return VIKT_OK;
}

static size_t cell_of(bool high_y, bool high_x)
{
    if (high_y)
        return high_x ? VIKT_HIGH_HIGH : VIKT_HIGH_LOW;
    return high_x ? VIKT_LOW_HIGH : VIKT_LOW_LOW;
}

static bool nothing_to_share(const matrix_axis *axis)
{
    return axis->plan->split == VIKT_SPLIT_SHARE && isnan(axis->split);
}

static uint8_t why_not(const matrix_axis *y, const matrix_axis *x, size_t row)
{
    if (failed_on(y, row) || failed_on(x, row))
        return VIKT_UNCLASSIFIED_FAILED;
    if (isnan(y->values[row]))
        return VIKT_UNCLASSIFIED_MISSING_VALUE;
    return nothing_to_share(y) ? VIKT_UNCLASSIFIED_ALL_ZERO : VIKT_UNCLASSIFIED_NONE;
}

static size_t give_cells(vikt_scheme_task *task, const matrix_axis *y, const matrix_axis *x,
                         size_t *low_low)
{
    size_t classified = 0;

    for (size_t row = 0; row < task->count; row++) {
        size_t cell;

        task->result->why[row] = why_not(y, x, row);
        if (task->result->why[row] != VIKT_UNCLASSIFIED_NONE)
            continue;
        cell = cell_of(y->values[row] >= y->split, x->values[row] >= x->split);
        if (isnan(x->values[row]))
            task->result->flags[row] |= VIKT_FLAG_POTENTIAL_MISSING;
        vikt_scheme_give(task, row, cell);
        *low_low += cell == VIKT_LOW_LOW;
        classified++;
    }
    return classified;
}

static void warn_low_low(const vikt_scheme_task *task, size_t low_low, size_t classified)
{
    uint64_t percent = 100 * (uint64_t)low_low;

    if (percent >= LOW_LOW_MIN * (uint64_t)classified &&
        percent <= LOW_LOW_MAX * (uint64_t)classified)
        return;
    vikt_tell(task->run->listener, VIKT_WARNING, VIKT_INPUT, task->scheme->place,
              "%s: %.0f %% of the customers are in \"%.*s\", which should hold %d to %d %%; look "
              "at the splits",
              task->statement, (double)percent / (double)classified,
              VIKT_SHOW(task->scheme->classes[VIKT_LOW_LOW]), LOW_LOW_MIN, LOW_LOW_MAX);
}

vikt_code vikt_classify_matrix(vikt_scheme_task *task)
{
    matrix_axis y, x;
    size_t low_low = 0, classified;
    vikt_code rc = open_axis(task, &task->scheme->y, &y);

    if (rc == VIKT_OK)
        rc = open_axis(task, &task->scheme->x, &x);
    if (rc == VIKT_OK)
        rc = find_split(task, &y);
    if (rc == VIKT_OK)
        rc = find_split(task, &x);
    if (rc == VIKT_OK)
        rc = cut_axis(task, &y);
    if (rc == VIKT_OK)
        rc = cut_axis(task, &x);
    if (rc != VIKT_OK)
        return rc;
    classified = give_cells(task, &y, &x, &low_low);
    if (classified > 0)
        warn_low_low(task, low_low, classified);
    if (!y.plan->is_points)
        vikt_scheme_totals(task, y.values);
    return VIKT_OK;
}
