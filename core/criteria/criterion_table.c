/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/criteria/criterion_task.h"
#include "core/population/decided.h"

vikt_code vikt_criterion_table(const vikt_criterion_task *task, const vikt_decision *decision,
                               double *points, vikt_notes *reasons)
{
    const vikt_operands operands = {.population = task->population};
    vikt_decided decided;
    vikt_arena scratch;
    vikt_code rc;

    vikt_arena_init(&scratch, task->arena->allocator);
    rc = vikt_decide(decision, task->statement, &operands, &scratch, &decided, task->err);
    if (rc == VIKT_OK)
        rc = vikt_decided_check(&decided, &operands, task->script, task->listener, task->err);
    for (size_t row = 0; rc == VIKT_OK && row < task->count; row++) {
        points[row] = vikt_decided_points(&decided, row);
        if (decided.failed[row] && !vikt_criterion_mark(task, &task->out->failed, row))
            rc = vikt_fail_memory(task->err);
    }
    if (rc == VIKT_OK && !vikt_decided_reasons(&decided, task->arena, reasons))
        rc = vikt_fail_memory(task->err);
    vikt_arena_clear(&scratch);
    return rc;
}
