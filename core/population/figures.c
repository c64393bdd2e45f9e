/* SPDX-License-Identifier: MIT */
#include "core/base/statistic.h"
#include "core/population/frozen.h"

/* Sorts the values that are there, with their rows. */
static bool sort_column(const vikt_population *population, const vikt_column *column,
                        double **sorted, uint32_t **rows, size_t *count)
{
    const vikt_allocator *allocator = population->allocator;
    vikt_arena *arena = &population->lazy->arena;
    vikt_ordered *items = vikt_acquire(allocator, column->count, sizeof *items);
    vikt_ordered *scratch = vikt_acquire(allocator, column->count, sizeof *scratch);
    size_t there = 0;
    bool done = false;

    if (!items || !scratch)
        goto cleanup;
    for (size_t row = 0; row < column->count; row++)
        if (!isnan(column->numbers[row]))
            items[there++] = (vikt_ordered){vikt_order_of(column->numbers[row]), (uint32_t)row};
    vikt_order_sort(items, scratch, there);
    *sorted = vikt_arena_new(arena, there, sizeof **sorted);
    *rows = vikt_arena_new(arena, there, sizeof **rows);
    if (!*sorted || !*rows)
        goto cleanup;
    for (size_t i = 0; i < there; i++) {
        (*rows)[i] = items[i].row;
        (*sorted)[i] = column->numbers[items[i].row];
    }
    *count = there;
    done = true;
cleanup:
    vikt_release(allocator, items);
    vikt_release(allocator, scratch);
    return done;
}

static double sum_of(const double *values, size_t count)
{
    vikt_sum sum;

    vikt_sum_init(&sum);
    for (size_t i = 0; i < count; i++)
        vikt_sum_add(&sum, values[i]);
    return vikt_sum_value(&sum);
}

/* Also where the total leaves the range of numbers: a mean lies between the values. */
static double mean_of(const vikt_figures *figures)
{
    const int rows_bits = 32;
    vikt_sum sum;

    if (isfinite(figures->total))
        return figures->total / (double)figures->count;
    vikt_sum_init(&sum);
    for (size_t i = 0; i < figures->count; i++)
        vikt_sum_add(&sum, ldexp(figures->sorted[i], -rows_bits));
    return ldexp(vikt_sum_value(&sum) / (double)figures->count, rows_bits);
}

static void add_up(vikt_figures *figures)
{
    size_t negative = 0, equal;

    figures->total = sum_of(figures->sorted, figures->count);
    figures->positive = figures->total;
    if (figures->count == 0 || figures->sorted[0] >= 0)
        return; /* nothing is outside */
    vikt_values_place(figures->sorted, figures->count, 0, &negative, &equal);
    figures->positive = sum_of(figures->sorted + negative, figures->count - negative);
}

/* Squares are added exactly, so that the order of the customers cannot show. */
static double deviation(const vikt_figures *figures)
{
    vikt_sum squares;

    vikt_sum_init(&squares);
    for (size_t i = 0; i < figures->count; i++) {
        double distance = figures->sorted[i] - figures->mean;

        if (!isfinite(distance * distance))
            return INFINITY;
        vikt_sum_add(&squares, distance * distance);
    }
    return sqrt(vikt_sum_value(&squares) / (double)figures->count);
}

static void fill(vikt_figures *figures)
{
    size_t count = figures->count;

    add_up(figures);
    figures->mean = figures->min = figures->max = figures->sd = figures->median = NAN;
    if (count == 0)
        return;
    figures->mean = mean_of(figures);
    figures->min = figures->sorted[0];
    figures->max = figures->sorted[count - 1];
    figures->sd = deviation(figures);
    figures->median = vikt_values_quantile(figures->sorted, count, 0.5);
    figures->distinct = vikt_values_distinct(figures->sorted, count);
}

static vikt_figures *compute(const vikt_population *population, const vikt_column *column)
{
    vikt_figures *figures = vikt_arena_new(&population->lazy->arena, 1, sizeof *figures);
    double *sorted = NULL;
    uint32_t *rows = NULL;

    if (!figures || !sort_column(population, column, &sorted, &rows, &figures->count))
        return NULL;
    figures->sorted = sorted;
    figures->rows = rows;
    fill(figures);
    return figures;
}

const vikt_figures *vikt_population_figures(const vikt_population *population, vikt_slot slot)
{
    const vikt_column *column = vikt_population_column(population, slot);
    vikt_lazy *lazy = population->lazy;
    vikt_figures *figures;

    if (!column || !column->numbers)
        return NULL;
    if (population->among)
        return vikt_population_figures(population->among, slot);
    figures = atomic_load_explicit(&lazy->figures[slot], memory_order_acquire);
    if (figures)
        return figures;
    pthread_mutex_lock(&lazy->lock);
    figures = atomic_load_explicit(&lazy->figures[slot], memory_order_relaxed);
    if (!figures) {
        figures = compute(population, column);
        atomic_store_explicit(&lazy->figures[slot], figures, memory_order_release);
    }
    pthread_mutex_unlock(&lazy->lock);
    return figures;
}
