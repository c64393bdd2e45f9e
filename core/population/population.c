/* SPDX-License-Identifier: MIT */
#include "core/population/population.h"

#include "core/base/fail.h"
#include "core/base/statistic.h"
#include "core/population/frozen.h"
#include "core/population/measure.h"

static bool make_lazy(vikt_population *population)
{
    vikt_lazy *lazy = vikt_arena_new(&population->arena, 1, sizeof *lazy);

    if (!lazy)
        return false;
    vikt_arena_init(&lazy->arena, population->allocator);
    lazy->figures =
        vikt_arena_new(&population->arena, population->slot_count, sizeof *lazy->figures);
    if (!lazy->figures || pthread_mutex_init(&lazy->lock, NULL) != 0)
        return false;
    for (size_t i = 0; i < population->slot_count; i++)
        atomic_init(&lazy->figures[i], NULL);
    population->lazy = lazy;
    return true;
}

static bool make_columns(vikt_population *population)
{
    const vikt_profile *profile = population->profile;
    vikt_arena *arena = &population->arena;

    population->columns =
        vikt_arena_new(arena, population->slot_count, sizeof *population->columns);
    population->failed = vikt_arena_new(arena, population->slot_count, sizeof *population->failed);
    population->pools = vikt_arena_new(arena, profile->measure_count, sizeof *population->pools);
    if (!population->columns || !population->failed || !population->pools)
        return false;
    for (size_t i = 0; i < profile->field_count; i++)
        population->columns[i] = population->import->columns[i];
    for (size_t i = 0; i < profile->measure_count; i++)
        vikt_buffer_init(&population->pools[i].grown, population->allocator, SIZE_MAX / 4);
    return true;
}

static vikt_code compute_measures(vikt_population *population, const vikt_presence *presence,
                                  vikt_script *script, vikt_error *err)
{
    const vikt_profile *profile = population->profile;
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < profile->measure_count; i++) {
        size_t measure = profile->measure_order[i];

        if (presence->slots[profile->field_count + measure])
            rc = vikt_measure_compute(population, measure, script, err);
    }
    return rc;
}

/* What a population is made of. */
typedef struct making {
    const vikt_profile *profile;
    const vikt_presence *presence;
    const vikt_import *import;
    vikt_date as_of;
    const vikt_population *among;
    vikt_script *script;
} making;

static vikt_code make(const making *m, const vikt_allocator *allocator, vikt_population **out,
                      vikt_error *err)
{
    vikt_population *population = vikt_acquire(allocator, 1, sizeof *population);
    vikt_code rc;

    *out = NULL;
    if (!population)
        return vikt_fail_memory(err);
    vikt_arena_init(&population->arena, allocator);
    population->allocator = allocator;
    population->profile = m->profile;
    population->import = m->import;
    population->as_of = m->as_of;
    population->among = m->among;
    population->count = m->import->count;
    population->slot_count = m->profile->field_count + m->profile->measure_count;
    if (!make_columns(population) || !make_lazy(population)) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    rc = compute_measures(population, m->presence, m->script, err);
    if (rc != VIKT_OK)
        goto cleanup;
    *out = population;
    population = NULL; /* moved: the caller owns it now */
cleanup:
    vikt_population_free(population);
    return rc;
}

vikt_code vikt_population_new(const vikt_profile *profile, const vikt_presence *presence,
                              const vikt_import *import, vikt_date as_of, vikt_script *script,
                              const vikt_allocator *allocator, vikt_population **out,
                              vikt_error *err)
{
    const making m = {profile, presence, import, as_of, NULL, script};

    return make(&m, allocator, out, err);
}

vikt_code vikt_population_new_among(const vikt_population *among, const vikt_presence *presence,
                                    const vikt_import *import, vikt_date as_of, vikt_script *script,
                                    const vikt_allocator *allocator, vikt_population **out,
                                    vikt_error *err)
{
    const making m = {among->profile, presence, import, as_of, among, script};

    return make(&m, allocator, out, err);
}

void vikt_population_free(vikt_population *population)
{
    if (!population)
        return;
    for (size_t i = 0; population->pools && i < population->profile->measure_count; i++)
        vikt_buffer_clear(&population->pools[i].grown);
    if (population->lazy) {
        pthread_mutex_destroy(&population->lazy->lock);
        vikt_arena_clear(&population->lazy->arena);
    }
    vikt_arena_clear(&population->arena);
    vikt_release(population->allocator, population);
}

size_t vikt_population_size(const vikt_population *population)
{
    return population->count;
}

bool vikt_population_is_among(const vikt_population *population)
{
    return population->among != NULL;
}

size_t vikt_population_counted(const vikt_population *population)
{
    return population->among ? population->among->count : population->count;
}

const vikt_profile *vikt_population_profile(const vikt_population *population)
{
    return population->profile;
}

vikt_date vikt_population_as_of(const vikt_population *population)
{
    return population->as_of;
}

vikt_text vikt_population_key(const vikt_population *population, size_t row)
{
    return vikt_column_text(population->import->keys, row);
}

vikt_text vikt_population_name(const vikt_population *population, size_t row)
{
    return vikt_column_text(population->import->names, row);
}

const vikt_column *vikt_population_keys(const vikt_population *population)
{
    return population->import->keys;
}

const vikt_column *vikt_population_names(const vikt_population *population)
{
    return population->import->names;
}

const vikt_column *vikt_population_column(const vikt_population *population, vikt_slot slot)
{
    return slot < population->slot_count ? population->columns[slot] : NULL;
}

const vikt_column *const *vikt_population_columns(const vikt_population *population)
{
    return population->columns;
}

const uint8_t *vikt_population_failures(const vikt_population *population, vikt_slot slot)
{
    return slot < population->slot_count ? population->failed[slot] : NULL;
}

/* Ordered from the largest down: complemented order keeps the sort stable, so equal values stay in
 * key order. */
static size_t order_descending(const double *values, size_t count, vikt_ordered *items)
{
    size_t there = 0;

    for (size_t row = 0; row < count; row++)
        if (!isnan(values[row]))
            items[there++] = (vikt_ordered){~vikt_order_of(values[row]), (uint32_t)row};
    return there;
}

uint32_t *vikt_population_descending(const vikt_population *population, const double *values,
                                     vikt_arena *arena, size_t *count)
{
    const vikt_allocator *allocator = population->allocator;
    vikt_ordered *items = vikt_acquire(allocator, population->count, sizeof *items);
    vikt_ordered *scratch = vikt_acquire(allocator, population->count, sizeof *scratch);
    uint32_t *rows = vikt_arena_new(arena, population->count, sizeof *rows);

    *count = 0;
    if (!items || !scratch || !rows) {
        rows = NULL;
        goto cleanup;
    }
    *count = order_descending(values, population->count, items);
    vikt_order_sort(items, scratch, *count);
    for (size_t i = 0; i < *count; i++)
        rows[i] = items[i].row;
cleanup:
    vikt_release(allocator, items);
    vikt_release(allocator, scratch);
    return rows;
}

uint32_t *vikt_population_ranked(const vikt_population *population, vikt_slot slot,
                                 vikt_arena *arena, size_t *count)
{
    const vikt_figures *figures = vikt_population_figures(population, slot);
    uint32_t *rows;
    size_t to = 0, end;

    *count = 0;
    if (figures && population->among)
        return vikt_population_descending(population, population->columns[slot]->numbers, arena,
                                          count);
    rows = figures ? vikt_arena_new(arena, figures->count, sizeof *rows) : NULL;
    if (!rows)
        return NULL;
    for (end = figures->count; end > 0;) {
        size_t first = end - 1;

        while (first > 0 && figures->sorted[first - 1] == figures->sorted[end - 1])
            first--;
        for (size_t i = first; i < end; i++)
            rows[to++] = figures->rows[i];
        end = first;
    }
    *count = to;
    return rows;
}
