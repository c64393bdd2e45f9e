/* SPDX-License-Identifier: MIT
 *
 * Segments by decision table.
 */
#include "core/base/fail.h"
#include "core/classify/scheme.h"
#include "core/population/decided.h"

static void give_classes(vikt_scheme_task *task, const vikt_decided *decided)
{
    vikt_scheme_result *result = task->result;

    for (size_t row = 0; row < task->count; row++) {
        uint16_t number = decided->row[row];

        if (decided->failed[row])
            result->why[row] = VIKT_UNCLASSIFIED_FAILED;
        else if (number == VIKT_NO_ROW)
            result->why[row] = VIKT_UNCLASSIFIED_NO_ROW;
        else
            vikt_scheme_give(task, row, task->scheme->decision->rows[number].class_index);
    }
}

vikt_code vikt_classify_decision_table(vikt_scheme_task *task)
{
    const vikt_classifier *run = task->run;
    vikt_decided decided;
    vikt_code rc = vikt_decide(task->scheme->decision, task->statement, &run->operands,
                               &task->scratch, &decided, run->err);

    if (rc == VIKT_OK)
        rc = vikt_decided_check(&decided, &run->operands, run->script, run->listener, run->err);
    if (rc != VIKT_OK)
        return rc;
    give_classes(task, &decided);
    return vikt_decided_reasons(&decided, run->arena, &task->result->reasons)
               ? VIKT_OK
               : vikt_fail_memory(run->err);
}
