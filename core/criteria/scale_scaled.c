/* SPDX-License-Identifier: MIT
 *
 * The classic value scalings (F-02), mapped onto the scale.
 */
#include "core/base/fail.h"
#include "core/base/statistic.h"
#include "core/criteria/scale_task.h"

/* sqrt(sum x^2), by way of the largest value so that no square leaves the range of numbers. */
static double length_of(const vikt_figures *figures)
{
    double largest = fmax(fabs(figures->min), fabs(figures->max));
    vikt_sum sum;

    if (!(largest > 0))
        return 0;
    vikt_sum_init(&sum);
    for (size_t i = 0; i < figures->count; i++)
        vikt_sum_add(&sum, figures->sorted[i] / largest * (figures->sorted[i] / largest));
    return largest * sqrt(vikt_sum_value(&sum));
}

/* What the values are counted from and divided by. */
static void measure_of(const vikt_scale_task *task, double *from, double *unit)
{
    const vikt_figures *figures = task->figures;

    *from = 0;
    switch (task->scale->scaling) {
    case VIKT_SCALED_MAX:
        *unit = figures->max;
        break;
    case VIKT_SCALED_MINMAX:
        *from = figures->min;
        *unit = figures->max - figures->min;
        break;
    case VIKT_SCALED_SUM:
        *unit = figures->total;
        break;
    case VIKT_SCALED_VECTOR:
        *unit = length_of(figures);
        break;
    }
}

/* Negative values, which these scalings were not made for, end at the foot of the scale. */
static size_t fill(const vikt_scale_task *task, double from, double unit)
{
    const double lo = task->lo, hi = task->hi;
    size_t off = 0;

    for (size_t row = 0; row < task->column->count; row++) {
        double s = (task->column->numbers[row] - from) / unit;

        if (isnan(s))
            continue;
        off += s < 0 || s > 1;
        task->points[row] = s >= 1 ? hi : s <= 0 ? lo : lo + (hi - lo) * s;
    }
    return off;
}

static vikt_code give(const vikt_scale_task *task)
{
    double from, unit = 0;
    size_t off;

    if (task->figures->count == 0)
        return VIKT_OK;
    if (task->figures->distinct == 1) {
        vikt_scale_constant(task);
        return VIKT_OK;
    }
    measure_of(task, &from, &unit);
    if (isinf(unit)) {
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: what %.*s is divided by is beyond the range of numbers, so nobody gets "
                  "points",
                  task->statement, VIKT_SHOW(task->name));
        return VIKT_OK;
    }
    if (!(unit > 0)) {
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %.*s has no positive total or largest value, so nobody gets points",
                  task->statement, VIKT_SHOW(task->name));
        return VIKT_OK;
    }
    off = fill(task, from, unit);
    if (off > 0)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %zu customer%s outside 0 to 1 after scaling, and at the end of the scale",
                  task->statement, off, off == 1 ? " is" : "s are");
    return VIKT_OK;
}

const vikt_scale_giver vikt_scale_gives_scaled = {
    .give = give, .figures = true, .tells_constant = true};
