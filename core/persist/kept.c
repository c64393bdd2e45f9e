/* SPDX-License-Identifier: MIT */
#include "core/persist/kept.h"

#include "core/profile/needs.h"

static bool is_kept(const vikt_population *population, const vikt_needs *needs, vikt_slot slot)
{
    const vikt_profile *profile = vikt_population_profile(population);
    bool own_column =
        slot == vikt_profile_key_slot(profile) || slot == vikt_profile_name_slot(profile);

    return vikt_population_column(population, slot) &&
           (needs->slots[slot] || (!own_column && vikt_needs_slot(profile, needs, slot)));
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
    if (!vikt_needs_of(profile, presence, arena, &needs) || !out->slots || !out->columns ||
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
