/* SPDX-License-Identifier: MIT */
#include "core/persist/kept.h"

#include "core/profile/needs.h"

static bool has_gaps(const vikt_column *column)
{
    for (size_t row = 0; row < column->count; row++)
        if (vikt_column_missing(column, row))
            return true;
    return false;
}

/* Of keys and names: whether it is in its own column of the result to the byte. A name that is
 * missing is not: the key stands in for it there. */
static bool is_apart(const vikt_population *population, vikt_slot slot)
{
    const vikt_column *column = vikt_population_column(population, slot);
    const vikt_profile *profile = vikt_population_profile(population);

    if (slot == vikt_profile_key_slot(profile))
        return column == vikt_population_keys(population);
    return slot == vikt_profile_name_slot(profile) && column == vikt_population_names(population) &&
           !has_gaps(column);
}

static bool is_kept(const vikt_population *population, const vikt_needs *needs, vikt_slot slot)
{
    const vikt_profile *profile = vikt_population_profile(population);
    bool own = slot == vikt_profile_key_slot(profile) || slot == vikt_profile_name_slot(profile);

    if (!vikt_population_column(population, slot))
        return false;
    return needs->slots[slot] ||
           (own ? !is_apart(population, slot) : vikt_needs_slot(profile, needs, slot));
}

bool vikt_kept_of(const vikt_population *population, const vikt_presence *presence,
                  vikt_arena *arena, vikt_kept *out)
{
    const vikt_profile *profile = vikt_population_profile(population);
    size_t slots = profile->field_count + profile->measure_count;
    vikt_needs needs;

    *out = (vikt_kept){vikt_arena_new(arena, slots, sizeof *out->slots),
                       vikt_arena_new(arena, slots, sizeof *out->columns), 0,
                       vikt_arena_new(arena, slots, sizeof *out->position)};
    if (!vikt_needs_of_run(profile, presence, arena, &needs) || !out->slots || !out->columns ||
        !out->position)
        return false;
    for (vikt_slot slot = 0; slot < slots; slot++) {
        out->position[slot] = VIKT_INDEX_NONE;
        if (!is_kept(population, &needs, slot))
            continue;
        out->position[slot] = out->count;
        out->slots[out->count] = slot;
        out->columns[out->count++] = vikt_population_column(population, slot);
    }
    return true;
}
