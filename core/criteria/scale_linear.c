/* SPDX-License-Identifier: MIT
 *
 * A straight line from the worst value to the best one.
 */
#include "core/criteria/scale_task.h"

static vikt_code give(const vikt_scale_task *task)
{
    const double worst = task->scale->worst, length = task->scale->best - worst;
    const double lo = task->lo, hi = task->hi, *numbers = task->column->numbers;

    for (size_t row = 0; row < task->column->count; row++) {
        double way = (numbers[row] - worst) / length;

        if (way >= 1)
            task->points[row] = hi;
        else if (way > 0)
            task->points[row] = lo + (hi - lo) * way;
        else if (way <= 0)
            task->points[row] = lo;
    }
    return VIKT_OK;
}

const vikt_scale_giver vikt_scale_gives_linear = {.give = give};
