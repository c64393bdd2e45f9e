/* SPDX-License-Identifier: MIT
 *
 * What of a profile the given sources can feed: a criterion, rule, scheme or action whose field no
 * source has is left out of the run. Knows which columns exist, not what is in them.
 */
#ifndef VIKT_PRESENCE_H
#define VIKT_PRESENCE_H

#include "core/profile/profile.h"

typedef struct vikt_presence {
    bool *slots;       /* by slot: a column is there, or can be computed */
    bool *criteria;    /* by criterion */
    bool *use_or;      /* by criterion: `points` has no data at all, or_points has */
    vikt_slot *wanted; /* by criterion: the first field that it lacks; VIKT_SLOT_NONE for none */
    bool *schemes;     /* by scheme: has its inputs */
    bool *rules, *actions;
    double weight, weight_known; /* sum of all weights; of the criteria that have data */
    bool thin;      /* weight_known / weight < min_weight: schemes by score classify nobody */
    size_t primary; /* the first scheme that classifies; VIKT_INDEX_NONE when none does */
    /* Whose weights and settings count; NULL: those of the population's profile. It has the same
     * fields, measures and functions. */
    const vikt_profile *plan;
} vikt_presence;

/**
 * @param have      by field: some source has it
 * @param listener  hears a note for everything optional that is left out, with its weight and what
 * field would bring it back; an error for a company's own statement that needs a field that is
 * neither optional nor there
 * @param arena     everything in *out lives here
 * @return VIKT_OK; VIKT_PROFILE when a needed field is not there (err names the first); VIKT_MEMORY
 */
vikt_code vikt_presence_of(const vikt_profile *profile, const bool *have,
                           const vikt_listener *listener, vikt_arena *arena, vikt_presence *out,
                           vikt_error *err);

#endif
