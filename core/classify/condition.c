/* SPDX-License-Identifier: MIT */
#include "core/classify/condition.h"

#include "core/base/fail.h"
#include "core/population/literal.h"

static bool compare(vikt_operator operator_, double x, double y)
{
    switch (operator_) {
    case VIKT_LESS:
        return x < y;
    case VIKT_AT_MOST:
        return x <= y;
    case VIKT_EQUAL:
        return x == y;
    case VIKT_UNEQUAL:
        return x != y;
    case VIKT_AT_LEAST:
        return x >= y;
    case VIKT_GREATER:
        return x > y;
    }
    return false;
}

/* Equality of text does not regard case; size is bytewise. */
static bool compare_text(vikt_operator operator_, vikt_text a, vikt_text b)
{
    if (operator_ == VIKT_EQUAL || operator_ == VIKT_UNEQUAL)
        return vikt_literal_same(a, b) == (operator_ == VIKT_EQUAL);
    return compare(operator_, vikt_text_compare(vikt_text_trim(a), vikt_text_trim(b)), 0);
}

static void narrow_numbers(const double *values, vikt_operator operator_, double number,
                           size_t count, uint8_t *held)
{
    for (size_t row = 0; row < count; row++)
        if (held[row] && (isnan(values[row]) || !compare(operator_, values[row], number)))
            held[row] = 0;
}

static void narrow_texts(const vikt_column *column, const vikt_comparison *comparison, size_t count,
                         uint8_t *held)
{
    for (size_t row = 0; row < count; row++)
        if (held[row] &&
            (vikt_column_missing(column, row) ||
             !compare_text(comparison->operator_, vikt_column_text(column, row), comparison->text)))
            held[row] = 0;
}

static void nobody(const vikt_classifier *run, uint8_t *held)
{
    for (size_t row = 0; row < run->count; row++)
        held[row] = 0;
}

static void narrow_slot(const vikt_classifier *run, const vikt_comparison *comparison,
                        uint8_t *held)
{
    const vikt_column *column = vikt_population_column(run->population, comparison->index);

    if (!column)
        nobody(run, held);
    else if (column->numbers)
        narrow_numbers(column->numbers, comparison->operator_,
                       vikt_literal_number(comparison->text, comparison->number, column->type),
                       run->count, held);
    else
        narrow_texts(column, comparison, run->count, held);
}

static void narrow(const vikt_classifier *run, const vikt_comparison *comparison, uint8_t *held)
{
    const double *values = NULL;

    switch (comparison->operand) {
    case VIKT_OPERAND_SLOT:
        narrow_slot(run, comparison, held);
        return;
    case VIKT_OPERAND_POINTS:
        values = run->points->points[comparison->index];
        break;
    case VIKT_OPERAND_SCORE:
        values = run->score->score;
        break;
    case VIKT_OPERAND_COVERAGE:
        values = run->score->coverage;
        break;
    }
    if (values)
        narrow_numbers(values, comparison->operator_, comparison->number, run->count, held);
    else
        nobody(run, held);
}

/* ---- failures behind a condition ---- */

static void fail_slot(const vikt_classifier *run, vikt_slot slot, uint8_t *failed)
{
    const uint8_t *from = vikt_population_failures(run->population, slot);

    for (size_t row = 0; from && row < run->count; row++)
        failed[row] |= from[row];
}

static void fail_points(const vikt_classifier *run, uint64_t mask, uint8_t *failed)
{
    const uint64_t *from = run->points->failed;

    for (size_t row = 0; from && row < run->count; row++)
        if (from[row] & mask)
            failed[row] = 1;
}

static void fail_comparison(const vikt_classifier *run, const vikt_comparison *comparison,
                            uint8_t *failed)
{
    switch (comparison->operand) {
    case VIKT_OPERAND_SLOT:
        fail_slot(run, comparison->index, failed);
        break;
    case VIKT_OPERAND_POINTS:
        fail_points(run, UINT64_C(1) << comparison->index, failed);
        break;
    case VIKT_OPERAND_SCORE:
        fail_points(run, run->counted, failed);
        break;
    case VIKT_OPERAND_COVERAGE:
        break;
    }
}

static void fail_inputs(const vikt_classifier *run, const vikt_function *function, uint8_t *failed)
{
    for (size_t i = 0; i < function->input_count; i++) {
        if (function->inputs[i].kind == VIKT_INPUT_SLOT)
            fail_slot(run, function->inputs[i].slot, failed);
        if (function->inputs[i].kind == VIKT_INPUT_RESULT)
            fail_points(run, UINT64_MAX, failed);
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
    rc = vikt_script_call(
        run->script, function, VIKT_WANT_TRUTH, &data,
        &(vikt_script_rows){.only = held, .numbers = numbers, .failed = failed}, run->err);
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
        narrow(run, &when->comparisons[i], held);
        fail_comparison(run, &when->comparisons[i], failed);
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
