/* SPDX-License-Identifier: MIT */
#include "core/base/map.h"
#include "core/base/statistic.h"
#include "core/population/frozen.h"

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

static void measure(const double *ascending, size_t count, double total, vikt_concentration *out)
{
    const double *largest = &ascending[count - 1];

    out->count = count;
    out->cr1 = share_of_largest(largest, count, 1, total);
    out->cr3 = share_of_largest(largest, count, 3, total);
    out->cr10 = share_of_largest(largest, count, 10, total);
    out->effective = 1 / squared_shares(ascending, count, total);
    out->hhi = 10000 * squared_shares(ascending, count, total);
    out->gini = gini_of(ascending, count, total);
}

/* ---- groups of companies ---- */

/* The column that names a customer's parent, or NULL. */
static const vikt_column *parents_of(const vikt_population *population)
{
    vikt_slot slot = vikt_profile_slot(population->profile, VIKT_TEXT("parent"));
    const vikt_column *column =
        slot == VIKT_SLOT_NONE ? NULL : vikt_population_column(population, slot);

    return column && column->cells ? column : NULL;
}

/* Adds up the positive values of each group in key order. A customer without a parent is a group by
 * its own key, so that a parent which is a customer itself is in its group. Returns how many;
 * SIZE_MAX without memory. */
static size_t roll_up(const vikt_population *population, const vikt_column *parents,
                      const double *values, double *sums)
{
    vikt_map groups;
    size_t count = 0;

    vikt_map_init(&groups, population->allocator);
    for (size_t row = 0; row < population->count; row++) {
        vikt_text parent = vikt_column_text(parents, row);
        uint32_t *group;

        if (!(values[row] > 0))
            continue;
        group = vikt_map_put(&groups, parent.length ? parent : vikt_population_key(population, row),
                             (uint32_t)count);
        if (!group) {
            count = SIZE_MAX;
            break;
        }
        if (*group == count)
            sums[count++] = 0;
        sums[*group] += values[row];
    }
    vikt_map_clear(&groups);
    return count;
}

static bool measure_groups(const vikt_population *population, const vikt_column *parents,
                           const double *values, double total, vikt_concentration *out)
{
    const vikt_allocator *allocator = population->allocator;
    double *sums = vikt_acquire(allocator, population->count, sizeof *sums);
    double *scratch = vikt_acquire(allocator, population->count, sizeof *scratch);
    size_t count = sums && scratch ? roll_up(population, parents, values, sums) : SIZE_MAX;

    if (count != SIZE_MAX) {
        vikt_values_sort(sums, scratch, count);
        measure(sums, count, total, out);
        out->groups = true;
    }
    vikt_release(allocator, sums);
    vikt_release(allocator, scratch);
    return count != SIZE_MAX;
}

bool vikt_population_concentration(const vikt_population *population, vikt_slot slot,
                                   vikt_concentration *out)
{
    const vikt_population *of = population->among ? population->among : population;
    const vikt_figures *figures = vikt_population_figures(of, slot);
    const vikt_column *parents = parents_of(of);
    size_t first = 0, zeros = 0;

    *out = (vikt_concentration){0};
    if (!figures || !(figures->positive > 0) || !isfinite(figures->positive))
        return false;
    if (parents)
        return measure_groups(of, parents, vikt_population_column(of, slot)->numbers,
                              figures->positive, out);
    vikt_values_place(figures->sorted, figures->count, 0, &first, &zeros);
    first += zeros;
    measure(&figures->sorted[first], figures->count - first, figures->positive, out);
    return true;
}
