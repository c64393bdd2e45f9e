/* SPDX-License-Identifier: MIT */
#include "core/persist/tuples.h"

void vikt_tuples_init(vikt_tuples *tuples, vikt_arena *arena, size_t width)
{
    *tuples = (vikt_tuples){.arena = arena, .width = width};
    vikt_map_init(&tuples->map, arena->allocator);
}

void vikt_tuples_clear(vikt_tuples *tuples)
{
    vikt_map_clear(&tuples->map);
}

static bool add(vikt_tuples *tuples, const void *bytes, uint32_t row)
{
    uint32_t *first = vikt_arena_grow(tuples->arena, tuples->first, tuples->count,
                                      &tuples->capacity, sizeof *first);
    char *copy = vikt_arena_copy(tuples->arena, bytes, tuples->width);

    if (!first || !copy)
        return false;
    tuples->first = first;
    if (!vikt_map_put(&tuples->map, (vikt_text){copy, tuples->width}, (uint32_t)tuples->count))
        return false;
    first[tuples->count++] = row;
    return true;
}

bool vikt_tuples_number(vikt_tuples *tuples, const void *bytes, uint32_t row, uint32_t *number)
{
    const uint32_t *found = vikt_map_find(&tuples->map, (vikt_text){bytes, tuples->width});

    if (found) {
        *number = *found;
        return true;
    }
    *number = (uint32_t)tuples->count;
    return add(tuples, bytes, row);
}
