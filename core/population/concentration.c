/* SPDX-License-Identifier: MIT */
#include "core/base/statistic.h"
#include "core/population/population.h"

static double share_of_largest(const double *largest, size_t count, size_t wanted, double total)
{
    vikt_sum sum;

    if (wanted >= count)
        return 1; /* all of them: no rounding */
    vikt_sum_init(&sum);
    for (size_t i = 0; i < wanted; i++)
        vikt_sum_add(&sum, largest[-(ptrdiff_t)i]);
    return vikt_sum_value(&sum) / total;
}

static double squared_shares(const double *values, size_t count, double total)
{
    vikt_sum sum;

    vikt_sum_init(&sum);
    for (size_t i = 0; i < count; i++)
        vikt_sum_add(&sum, values[i] / total * (values[i] / total));
    return vikt_sum_value(&sum);
}

/* Gini of ascending values: sum((2 i - n - 1) x_i) / (n T), i = 1..n. */
static double gini_of(const double *values, size_t count, double total)
{
    vikt_sum sum;
    double n = (double)count;

    vikt_sum_init(&sum);
    for (size_t i = 0; i < count; i++)
        vikt_sum_add(&sum, (2 * (double)(i + 1) - n - 1) * (values[i] / total));
    return vikt_sum_value(&sum) / n;
}

/* The first in key order of those with the largest value. */
static uint32_t row_of_largest(const vikt_figures *figures)
{
    size_t at = figures->count - 1;

    while (at > 0 && figures->sorted[at - 1] == figures->max)
        at--;
    return figures->rows[at];
}

bool vikt_population_concentration(const vikt_population *population, vikt_slot slot,
                                   vikt_concentration *out)
{
    const vikt_figures *figures = vikt_population_figures(population, slot);
    size_t first = 0, zeros = 0, count;
    double total;

    if (!figures || !(figures->positive > 0) || !isfinite(figures->positive))
        return false;
    vikt_values_place(figures->sorted, figures->count, 0, &first, &zeros);
    first += zeros;
    count = figures->count - first;
    total = figures->positive;
    out->count = count;
    out->cr1 = share_of_largest(&figures->sorted[figures->count - 1], count, 1, total);
    out->cr3 = share_of_largest(&figures->sorted[figures->count - 1], count, 3, total);
    out->cr10 = share_of_largest(&figures->sorted[figures->count - 1], count, 10, total);
    out->effective = 1 / squared_shares(&figures->sorted[first], count, total);
    out->hhi = 10000 * squared_shares(&figures->sorted[first], count, total);
    out->gini = gini_of(&figures->sorted[first], count, total);
    out->largest = row_of_largest(figures);
    return true;
}
