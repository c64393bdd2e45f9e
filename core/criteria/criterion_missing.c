/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/criteria/criterion_task.h"

/* Whether the last run is more than so many months old (F-02). */
static bool is_too_old(vikt_date then, vikt_date now, long months)
{
    long year, month, day, year_now, month_now, day_now, apart;

    if (months == 0)
        return false;
    vikt_date_split(then, &year, &month, &day);
    vikt_date_split(now, &year_now, &month_now, &day_now);
    apart = (year_now - year) * 12 + month_now - month;
    return apart > months || (apart == months && day_now > day);
}

/* What the last run gave; points off a scale that has changed since stand for nothing. */
static double carried(const vikt_criterion_task *task, size_t row)
{
    const vikt_previous *previous = task->previous;
    double points;

    if (previous->run_id == 0 || !previous->points || !previous->points[task->number])
        return NAN;
    if (is_too_old(previous->as_of, vikt_population_as_of(task->population),
                   task->criterion->carry_months))
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
