/* SPDX-License-Identifier: MIT */
#include "core/population/measure.h"

#include "core/base/fail.h"

typedef struct call_results {
    double *numbers;
    uint8_t *truths; /* 1 where the number is a yes or no */
    vikt_notes texts;
    uint8_t *failed;
} call_results;

/* Numbers, or (truth 1) answers of yes or no. */
static size_t count_of(const call_results *results, size_t count, uint8_t truth)
{
    size_t there = 0;

    for (size_t row = 0; row < count; row++)
        there += !isnan(results->numbers[row]) && results->truths[row] == truth;
    return there;
}

static vikt_code fail_row(vikt_script *script, const vikt_function *function, size_t row,
                          call_results *results, const char *message, vikt_error *err)
{
    vikt_error why = {.code = VIKT_OK};

    (void)vikt_fail(&why, VIKT_PROFILE, function->place, "%s", message);
    results->numbers[row] = NAN;
    results->failed[row] = 1;
    return vikt_script_fail(script, function, row, &why, err);
}

/* What most gave; of customers among others, what most of those did. */
static vikt_type kind_of(const vikt_population *population, vikt_slot slot,
                         const call_results *results)
{
    size_t truths = count_of(results, population->count, 1);
    size_t numbers = count_of(results, population->count, 0);

    if (population->among && population->among->columns[slot])
        return population->among->columns[slot]->type;
    if (results->texts.count > truths + numbers)
        return VIKT_TYPE_TEXT;
    return truths > numbers ? VIKT_TYPE_TRUTH : VIKT_TYPE_NUMBER;
}

/* What one row gave that is of another type than most. */
static const char *misfit(const call_results *results, size_t row, bool truth)
{
    if (isinf(results->numbers[row]))
        return "gave an infinite number";
    if (isnan(results->numbers[row]) || (results->truths[row] == 1) == truth)
        return NULL;
    return truth ? "gave a number, the others yes/no" : "gave yes/no, the others numbers";
}

static vikt_code keep_numbers(vikt_population *population, vikt_slot slot, vikt_script *script,
                              const vikt_function *function, call_results *results, vikt_error *err)
{
    bool truth = kind_of(population, slot, results) == VIKT_TYPE_TRUTH;
    vikt_column *column = vikt_arena_new(&population->arena, 1, sizeof *column);
    vikt_code rc = VIKT_OK;

    if (!column)
        return vikt_fail_memory(err);
    for (size_t row = 0; rc == VIKT_OK && row < population->count; row++) {
        const char *message = misfit(results, row, truth);

        if (message)
            rc = fail_row(script, function, row, results, message, err);
    }
    for (size_t i = 0; rc == VIKT_OK && i < results->texts.count; i++)
        rc =
            fail_row(script, function, results->texts.items[i].row, results,
                     truth ? "gave text, the others yes/no" : "gave text, the others numbers", err);
    *column = (vikt_column){.type = truth ? VIKT_TYPE_TRUTH : VIKT_TYPE_NUMBER,
                            .count = population->count,
                            .numbers = results->numbers};
    population->columns[slot] = column;
    return rc;
}

static vikt_code keep_texts(vikt_population *population, vikt_slot slot, vikt_script *script,
                            const vikt_function *function, call_results *results, vikt_error *err)
{
    vikt_pool *pool = &population->pools[slot - population->profile->field_count];
    vikt_column *column =
        vikt_column_new(&population->arena, VIKT_TYPE_TEXT, population->count, pool);
    vikt_code rc = VIKT_OK;
    bool failed = false;

    if (!column)
        return vikt_fail_memory(err);
    for (size_t row = 0; rc == VIKT_OK && row < population->count; row++)
        if (!isnan(results->numbers[row]))
            rc = fail_row(script, function, row, results,
                          results->truths[row] ? "gave yes/no, the others text"
                                               : "gave a number, the others text",
                          err);
    for (size_t i = 0; rc == VIKT_OK && i < results->texts.count; i++) {
        const vikt_note *note = &results->texts.items[i];

        if (note->text.length > VIKT_CELL_MAX)
            rc = fail_row(script, function, note->row, results, "gave too long a text", err);
        else
            column->cells[note->row] = vikt_cell_copied(pool, note->text, &failed);
        if (failed)
            return vikt_fail_memory(err);
    }
    population->columns[slot] = column;
    return rc;
}

static void inherit_failures(const vikt_population *population, const vikt_function *function,
                             uint8_t *failed)
{
    for (size_t i = 0; i < function->input_count; i++) {
        const vikt_input *input = &function->inputs[i];
        const uint8_t *from =
            input->kind == VIKT_INPUT_SLOT ? population->failed[input->slot] : NULL;

        for (size_t row = 0; from && row < population->count; row++)
            failed[row] |= from[row];
    }
}

static bool any_set(const uint8_t *flags, size_t count)
{
    return count && memchr(flags, 1, count);
}

vikt_code vikt_measure_call(vikt_population *population, size_t measure, vikt_script *script,
                            vikt_error *err)
{
    const vikt_function *function = population->profile->measures[measure].function;
    vikt_slot slot = population->profile->field_count + measure;
    const vikt_engine_data data = {.profile = population->profile,
                                   .columns = population->columns,
                                   .count = population->count,
                                   .counted = vikt_population_counted(population),
                                   .today = population->as_of,
                                   .primary = VIKT_INDEX_NONE};
    call_results results = {.numbers =
                                vikt_arena_new(&population->arena, data.count, sizeof(double)),
                            .truths = vikt_arena_new(&population->arena, data.count, 1),
                            .failed = vikt_arena_new(&population->arena, data.count, 1)};
    vikt_code rc;

    if (!results.numbers || !results.truths || !results.failed)
        return vikt_fail_memory(err);
    for (size_t row = 0; row < data.count; row++)
        results.numbers[row] = NAN;
    rc = vikt_script_call(script, function, VIKT_WANT_VALUE, &data,
                          &(vikt_script_rows){.numbers = results.numbers,
                                              .truths = results.truths,
                                              .texts = &results.texts,
                                              .failed = results.failed},
                          err);
    if (rc != VIKT_OK)
        return rc;
    if (kind_of(population, slot, &results) == VIKT_TYPE_TEXT)
        rc = keep_texts(population, slot, script, function, &results, err);
    else
        rc = keep_numbers(population, slot, script, function, &results, err);
    inherit_failures(population, function, results.failed);
    if (any_set(results.failed, data.count))
        population->failed[slot] = results.failed;
    return rc;
}
