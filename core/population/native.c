/* SPDX-License-Identifier: MIT
 *
 * The formulas of the native measures. A missing value is NaN, and most formulas carry it along.
 */
#include "core/population/native.h"

#include <math.h>

/* Sums of many parts carry what rounding took along, so that the order of the parts hardly matters.
 */
void vikt_native_sum(const vikt_native_inputs *in, double *out)
{
    for (size_t row = 0; row < in->rows; row++) {
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

void vikt_native_ratio(const vikt_native_inputs *in, double *out)
{
    const double *a = in->at[0], *b = in->at[1];

    for (size_t row = 0; row < in->rows; row++)
        out[row] = b[row] == 0 ? NAN : a[row] / b[row];
}

void vikt_native_difference(const vikt_native_inputs *in, double *out)
{
    const double *a = in->at[0], *b = in->at[1];

    for (size_t row = 0; row < in->rows; row++)
        out[row] = a[row] - b[row];
}

/* F-06: only for a positive value before. */
void vikt_native_growth(const vikt_native_inputs *in, double *out)
{
    const double *now = in->at[0], *before = in->at[1];

    for (size_t row = 0; row < in->rows; row++)
        out[row] = before[row] > 0 ? (now[row] - before[row]) / before[row] : NAN;
}

/* F-06: a doubling and a halving are equally far from 0; new customers are 2, lost ones -2. */
void vikt_native_symmetric_growth(const vikt_native_inputs *in, double *out)
{
    const double *now = in->at[0], *before = in->at[1];

    for (size_t row = 0; row < in->rows; row++) {
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

static double effective_number(const vikt_native_inputs *in, size_t row)
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

void vikt_native_mix(const vikt_native_inputs *in, double *out)
{
    for (size_t row = 0; row < in->rows; row++)
        out[row] = effective_number(in, row);
}

/* Of one group alone it says nothing: 0 / 0, missing. Equal groups: 1 to the bit. */
void vikt_native_evenness(const vikt_native_inputs *in, double *out)
{
    for (size_t row = 0; row < in->rows; row++)
        out[row] = log(effective_number(in, row)) / log((double)in->count);
}

void vikt_native_count_positive(const vikt_native_inputs *in, double *out)
{
    for (size_t row = 0; row < in->rows; row++) {
        size_t positive = 0, there = 0;

        for (size_t i = 0; i < in->count; i++) {
            positive += in->at[i][row] > 0;
            there += isnan(in->at[i][row]) ? 0 : 1;
        }
        out[row] = there ? (double)positive : NAN;
    }
}

void vikt_native_days_since(const vikt_native_inputs *in, double *out)
{
    for (size_t row = 0; row < in->rows; row++)
        out[row] = (double)in->as_of - in->at[0][row];
}
