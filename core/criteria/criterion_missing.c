/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/criteria/criterion_task.h"

/* What the last run gave; points off a scale that has changed since stand for nothing. */
static double carried(const vikt_criterion_task *task, size_t row)
{
    const vikt_previous *previous = task->previous;
    double points;

    if (previous->run_id == 0 || !previous->points || !previous->points[task->number])
        return NAN;
    points = previous->points[task->number][row];
    return points >= task->profile->lo && points <= task->profile->hi ? points : NAN;
}

static vikt_code fill_row(const vikt_criterion_task *task, size_t row, double *points)
{
    const vikt_criterion *criterion = task->criterion;

    switch (criterion->missing) {
    case VIKT_MISSING_SKIP:
        break;
    case VIKT_MISSING_WORST:
        points[row] = task->profile->lo;
        break;
    case VIKT_MISSING_MIDDLE:
        points[row] = (task->profile->lo + task->profile->hi) / 2;
        break;
    case VIKT_MISSING_CARRY:
        points[row] = carried(task, row);
        break;
    case VIKT_MISSING_POINTS:
        points[row] = criterion->missing_points;
        break;
    case VIKT_MISSING_REJECT:
        if (!vikt_criterion_mark(task, &task->out->rejected, row))
            return vikt_fail_memory(task->err);
        break;
    }
    return VIKT_OK;
}

vikt_code vikt_criterion_fill(const vikt_criterion_task *task, double *points)
{
    const uint64_t bit = UINT64_C(1) << task->number;
    vikt_code rc = VIKT_OK;

    for (size_t row = 0; rc == VIKT_OK && row < task->count; row++) {
        if (!isnan(points[row]))
            task->out->valued[row] |= bit;
        else if (!task->out->failed || !(task->out->failed[row] & bit))
            rc = fill_row(task, row, points);
    }
    return rc;
}
