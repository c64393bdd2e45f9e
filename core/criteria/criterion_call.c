/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/criteria/criterion_task.h"

static vikt_code fail_off_scale(const vikt_criterion_task *task, const vikt_function *function,
                                size_t row, double points)
{
    vikt_error why = {.code = VIKT_OK};

    (void)vikt_fail(&why, VIKT_PROFILE, function->place,
                    "gave %.10g, which is off the scale %g to %g", points, task->profile->lo,
                    task->profile->hi);
    return vikt_script_fail(task->script, function, row, &why, task->err);
}

static vikt_code check_scale(const vikt_criterion_task *task, const vikt_function *function,
                             const uint8_t *only, double *points, uint8_t *failed)
{
    vikt_code rc = VIKT_OK;

    for (size_t row = 0; rc == VIKT_OK && row < task->count; row++) {
        double x = points[row];

        if (isnan(x) || (x >= task->profile->lo && x <= task->profile->hi) || (only && !only[row]))
            continue;
        points[row] = NAN;
        failed[row] = 1;
        rc = fail_off_scale(task, function, row, x);
    }
    return rc;
}

static vikt_code mark_failed(const vikt_criterion_task *task, const uint8_t *failed)
{
    for (size_t row = 0; row < task->count; row++)
        if (failed[row] && !vikt_criterion_mark(task, &task->out->failed, row))
            return vikt_fail_memory(task->err);
    return VIKT_OK;
}

vikt_code vikt_criterion_call(const vikt_criterion_task *task, const vikt_function *function,
                              const uint8_t *only, double *points, vikt_notes *reasons)
{
    const vikt_engine_data data = {.profile = task->profile,
                                   .columns = vikt_population_columns(task->population),
                                   .count = task->count,
                                   .counted = vikt_population_counted(task->population),
                                   .today = vikt_population_as_of(task->population),
                                   .population = task->population,
                                   .previous = task->previous,
                                   .primary = VIKT_INDEX_NONE};
    const vikt_allocator *allocator = task->arena->allocator;
    uint8_t *failed = vikt_acquire(allocator, task->count, 1);
    vikt_code rc;

    if (!failed)
        return vikt_fail_memory(task->err);
    rc = vikt_script_call(
        task->script, function, VIKT_WANT_POINTS, &data,
        &(vikt_script_rows){
            .only = only, .numbers = points, .reasons = reasons, .failed = failed},
        task->err);
    if (rc == VIKT_OK)
        rc = check_scale(task, function, only, points, failed);
    if (rc == VIKT_OK)
        rc = mark_failed(task, failed);
    vikt_release(allocator, failed);
    return rc;
}
