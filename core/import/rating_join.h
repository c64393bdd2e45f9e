/* SPDX-License-Identifier: MIT
 *
 * Which customer a row of another file means: by key, or by a name that only one customer has.
 */
#ifndef VIKT_RATING_JOIN_H
#define VIKT_RATING_JOIN_H

#include "core/base/map.h"
#include "core/import/import.h"

typedef struct vikt_rating_join {
    const vikt_import *import;
    vikt_map names; /* folded, to customers */
    vikt_arena arena;
    bool has_names;
    bool failed; /* without memory */
} vikt_rating_join;

/** Clear with vikt_rating_join_clear(). */
void vikt_rating_join_init(vikt_rating_join *join, const vikt_import *import);
void vikt_rating_join_clear(vikt_rating_join *join);

/** The customer, or VIKT_INDEX_NONE and the reason in *why. A name counts where there is no key, or
 * where customers have names for keys; what is no name may be a key. */
size_t vikt_rating_join_find(vikt_rating_join *join, vikt_text key, vikt_text name,
                             const char **why);

#endif
