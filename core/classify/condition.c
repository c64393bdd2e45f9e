/* SPDX-License-Identifier: MIT */
#include "core/classify/condition.h"

#include "core/base/fail.h"

static void fail_inputs(const vikt_classifier *run, const vikt_function *function, uint8_t *failed)
{
    const uint64_t *points = run->points->failed;

    for (size_t i = 0; i < function->input_count; i++) {
        if (function->inputs[i].kind == VIKT_INPUT_SLOT)
            vikt_operand_failed(&run->operands, VIKT_OPERAND_SLOT, function->inputs[i].slot,
                                failed);
        for (size_t row = 0; points && row < run->count; row++)
            failed[row] |= function->inputs[i].kind == VIKT_INPUT_RESULT && points[row];
    }
}

static vikt_code call(const vikt_classifier *run, const vikt_function *function,
                      const vikt_class_view *view, uint8_t *held, uint8_t *failed)
{
    const vikt_engine_data data = vikt_engine_data_of(run, view);
    const vikt_allocator *allocator = run->arena->allocator;
    double *numbers = vikt_acquire(allocator, run->count, sizeof *numbers);
    vikt_code rc;

    if (!numbers)
        return vikt_fail_memory(run->err);
    rc = vikt_script_call(run->script, function, VIKT_WANT_TRUTH, &data,
                          &(vikt_script_rows){.only = held, .numbers = numbers, .failed = failed},
                          run->err);
    for (size_t row = 0; row < run->count; row++)
        held[row] = held[row] && !isnan(numbers[row]) && numbers[row] != 0;
    vikt_release(allocator, numbers);
    return rc;
}

vikt_code vikt_condition_hold(const vikt_classifier *run, const vikt_condition *when,
                              const vikt_class_view *view, const uint8_t *only, uint8_t *held,
                              uint8_t *failed)
{
    vikt_code rc = VIKT_OK;

    for (size_t row = 0; row < run->count; row++)
        held[row] = !only || only[row];
    for (size_t i = 0; i < when->count; i++) {
        const vikt_comparison *comparison = &when->comparisons[i];

        vikt_comparison_narrow(&run->operands, comparison, held);
        vikt_operand_failed(&run->operands, comparison->operand, comparison->index, failed);
    }
    if (when->function) {
        rc = call(run, when->function, view, held, failed);
        fail_inputs(run, when->function, failed);
    }
    for (size_t row = 0; row < run->count; row++) {
        failed[row] = failed[row] && (!only || only[row]);
        held[row] = held[row] && !failed[row];
    }
    return rc;
}
