/* SPDX-License-Identifier: MIT */
#include "core/population/measure.h"

#include "core/base/fail.h"

/* The inputs that have a column. */
typedef struct operands {
    const double **at;
    size_t count;
} operands;

static void fill_missing(double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        out[row] = NAN;
}

/* Sums of many parts carry what rounding took along, so that the order of the parts hardly matters.
 */
static void measure_sum(const operands *in, double *out, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        double sum = 0, lost = 0;
        size_t there = 0;

        for (size_t i = 0; i < in->count; i++) {
            double x = in->at[i][row], next = sum + x;

            if (isnan(x))
                continue;
            lost += fabs(sum) >= fabs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
            there++;
        }
        out[row] = there ? sum + lost : NAN;
    }
}

static void measure_ratio(const operands *in, double *out, size_t count)
{
    const double *a = in->at[0], *b = in->at[1];

    for (size_t row = 0; row < count; row++)
        out[row] = b[row] == 0 ? NAN : a[row] / b[row];
}

static void measure_difference(const operands *in, double *out, size_t count)
{
    const double *a = in->at[0], *b = in->at[1];

    for (size_t row = 0; row < count; row++)
        out[row] = a[row] - b[row];
}

/* F-06: only for a positive value before. */
static void measure_growth(const operands *in, double *out, size_t count)
{
    const double *now = in->at[0], *before = in->at[1];

    for (size_t row = 0; row < count; row++)
        out[row] = before[row] > 0 ? (now[row] - before[row]) / before[row] : NAN;
}

/* F-06: a doubling and a halving are equally far from 0; new customers are 2, lost ones -2. */
static void measure_symmetric_growth(const operands *in, double *out, size_t count)
{
    const double *now = in->at[0], *before = in->at[1];

    for (size_t row = 0; row < count; row++) {
        double half = now[row] / 2 + before[row] / 2; /* the sum could leave the range of numbers */
        bool known = now[row] >= 0 && before[row] >= 0 && half > 0;

        out[row] = known ? (now[row] - before[row]) / half : NAN;
    }
}

/* exp and log may leave two equal groups at 1.9999999999999998: on the wrong side of an edge at 2.
 */
static double whole_if_near(double x)
{
    double whole = nearbyint(x);

    return fabs(x - whole) < 1e-12 * whole ? whole : x;
}

static double effective_number(const operands *in, size_t row)
{
    double total = 0, entropy = 0;

    for (size_t i = 0; i < in->count; i++)
        if (in->at[i][row] > 0)
            total += in->at[i][row];
    if (!(total > 0) || isinf(total))
        return NAN;
    for (size_t i = 0; i < in->count; i++) {
        double part = in->at[i][row] / total;

        if (part > 0) /* missing and negative groups count as 0 */
            entropy -= part * log(part);
    }
    return whole_if_near(exp(entropy));
}

static void measure_mix(const operands *in, double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        out[row] = effective_number(in, row);
}

/* Of one group alone it says nothing: 0 / 0, missing. Equal groups: 1 to the bit. */
static void measure_evenness(const operands *in, double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        out[row] = log(effective_number(in, row)) / log((double)in->count);
}

static void measure_count_positive(const operands *in, double *out, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        size_t positive = 0, there = 0;

        for (size_t i = 0; i < in->count; i++) {
            positive += in->at[i][row] > 0;
            there += isnan(in->at[i][row]) ? 0 : 1;
        }
        out[row] = there ? (double)positive : NAN;
    }
}

static void measure_days_since(const operands *in, vikt_date as_of, double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        out[row] = (double)as_of - in->at[0][row];
}

static void compute_rows(const vikt_population *population, const vikt_measure *measure,
                         const operands *in, double *out)
{
    size_t count = population->count;

    switch (measure->kind) {
    case VIKT_MEASURE_SUM:
        measure_sum(in, out, count);
        break;
    case VIKT_MEASURE_RATIO:
        measure_ratio(in, out, count);
        break;
    case VIKT_MEASURE_DIFFERENCE:
        measure_difference(in, out, count);
        break;
    case VIKT_MEASURE_GROWTH:
        measure_growth(in, out, count);
        break;
    case VIKT_MEASURE_SYMMETRIC_GROWTH:
        measure_symmetric_growth(in, out, count);
        break;
    case VIKT_MEASURE_MIX:
        measure_mix(in, out, count);
        break;
    case VIKT_MEASURE_EVENNESS:
        measure_evenness(in, out, count);
        break;
    case VIKT_MEASURE_COUNT_POSITIVE:
        measure_count_positive(in, out, count);
        break;
    case VIKT_MEASURE_DAYS_SINCE:
        measure_days_since(in, population->as_of, out, count);
        break;
    case VIKT_MEASURE_FUNCTION:
        fill_missing(out, count); /* not here */
        break;
    }
}

/* Out of the range of numbers: there is no value that could stand for it. */
static void drop_infinite(double *out, size_t count)
{
    for (size_t row = 0; row < count; row++)
        if (isinf(out[row]))
            out[row] = NAN;
}

/* All inputs of these must be there. */
static size_t inputs_needed(vikt_measure_kind kind)
{
    if (kind == VIKT_MEASURE_RATIO || kind == VIKT_MEASURE_DIFFERENCE ||
        kind == VIKT_MEASURE_GROWTH || kind == VIKT_MEASURE_SYMMETRIC_GROWTH ||
        kind == VIKT_MEASURE_EVENNESS)
        return 2;
    return 1;
}

static vikt_code check_input(const vikt_population *population, const vikt_measure *measure,
                             vikt_slot slot, vikt_error *err)
{
    const vikt_column *column = population->columns[slot];
    bool dates = measure->kind == VIKT_MEASURE_DAYS_SINCE;
    vikt_text name = vikt_profile_slot_name(population->profile, slot);

    if (column->numbers && (!dates || column->type == VIKT_TYPE_DATE))
        return VIKT_OK;
    return vikt_fail(err, VIKT_INPUT, measure->place,
                     "measure \"%.*s\" needs %s, but \"%.*s\" holds values of type %s",
                     VIKT_SHOW(measure->name), dates ? "dates" : "numbers", VIKT_SHOW(name),
                     vikt_type_name(column->type));
}

static vikt_code find_operands(vikt_population *population, const vikt_measure *measure,
                               operands *in, vikt_error *err)
{
    in->count = 0;
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
    operands in;
    vikt_column *column =
        vikt_column_new(&population->arena, VIKT_TYPE_NUMBER, population->count, NULL);
    vikt_code rc;

    if (!column)
        return vikt_fail_memory(err);
    rc = find_operands(population, measure, &in, err);
    if (rc != VIKT_OK)
        return rc;
    if (in.count >= inputs_needed(measure->kind))
        compute_rows(population, measure, &in, column->numbers);
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
