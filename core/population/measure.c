/* SPDX-License-Identifier: MIT */
#include "core/population/measure.h"

#include "core/base/fail.h"
#include "core/population/native.h"

static vikt_native_formula *const formulas[] = {
#define X(name, word, arguments, least, dates) [VIKT_MEASURE_##name] = vikt_native_##word,
    VIKT_NATIVES(X)
#undef X
};

/* Out of the range of numbers: there is no value that could stand for it. */
static void drop_infinite(double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        if (isinf(out[row]))
            out[row] = NAN;
}

static vikt_code check_input(const vikt_population *population, const vikt_measure *measure,
                             vikt_slot slot, vikt_error *err)
{
    const vikt_column *column = population->columns[slot];
    bool dates = vikt_native_of(measure->kind)->dates;
    vikt_text name = vikt_profile_slot_name(population->profile, slot);

    if (column->numbers && (!dates || column->type == VIKT_TYPE_DATE))
        return VIKT_OK;
    return vikt_fail(err, VIKT_INPUT, measure->place,
                     "measure \"%.*s\" needs %s, but \"%.*s\" holds values of type %s",
                     VIKT_SHOW(measure->name), dates ? "dates" : "numbers", VIKT_SHOW(name),
                     vikt_type_name(column->type));
}

static vikt_code find_operands(vikt_population *population, const vikt_measure *measure,
                               vikt_native_inputs *in, vikt_error *err)
{
    *in = (vikt_native_inputs){.rows = population->count, .as_of = population->as_of};
    in->at = vikt_arena_new(&population->arena, measure->input_count, sizeof *in->at);
    if (!in->at)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < measure->input_count; i++) {
        vikt_slot slot = measure->inputs[i];
        vikt_code rc;

        if (!population->columns[slot])
            continue;
        rc = check_input(population, measure, slot, err);
        if (rc != VIKT_OK)
            return rc;
        in->at[in->count++] = population->columns[slot]->numbers;
    }
    return VIKT_OK;
}

/* Whoever lacks an input because it failed lacks the result for the same reason. */
static vikt_code inherit_failures(vikt_population *population, const vikt_measure *measure,
                                  vikt_slot to, vikt_error *err)
{
    for (size_t i = 0; i < measure->input_count; i++) {
        const uint8_t *from = population->failed[measure->inputs[i]];

        if (from && !population->failed[to])
            population->failed[to] = vikt_arena_new(&population->arena, population->count, 1);
        if (from && !population->failed[to])
            return vikt_fail_memory(err);
        for (size_t row = 0; from && row < population->count; row++)
            population->failed[to][row] |= from[row];
    }
    return VIKT_OK;
}

static vikt_code compute_native(vikt_population *population, const vikt_measure *measure,
                                vikt_slot slot, vikt_error *err)
{
    vikt_native_inputs in;
    vikt_column *column =
        vikt_column_new(&population->arena, VIKT_TYPE_NUMBER, population->count, NULL);
    vikt_code rc;

    if (!column)
        return vikt_fail_memory(err);
    rc = find_operands(population, measure, &in, err);
    if (rc != VIKT_OK)
        return rc;
    if (in.count >= vikt_native_of(measure->kind)->least)
        formulas[measure->kind](&in, column->numbers);
    drop_infinite(column->numbers, population->count);
    population->columns[slot] = column;
    return inherit_failures(population, measure, slot, err);
}

vikt_code vikt_measure_compute(vikt_population *population, size_t measure, vikt_script *script,
                               vikt_error *err)
{
    const vikt_measure *plan = &population->profile->measures[measure];

    if (plan->kind == VIKT_MEASURE_FUNCTION)
        return vikt_measure_call(population, measure, script, err);
    return compute_native(population, plan, population->profile->field_count + measure, err);
}
