/* SPDX-License-Identifier: MIT
 *
 * Which values of a customer are stored with a run: every field and measure that it reads or tells
 * of, so that the run can be explained and repeated. Key and name are columns of their own.
 */
#ifndef VIKT_KEPT_H
#define VIKT_KEPT_H

#include "core/population/population.h"

typedef struct vikt_kept {
    vikt_slot *slots; /* ascending */
    const vikt_column **columns;
    size_t count;
    size_t *position; /* by slot: its place in slots; VIKT_INDEX_NONE: not kept */
} vikt_kept;

/** Everything lives in arena; false without memory. */
bool vikt_kept_of(const vikt_population *population, const vikt_presence *presence,
                  vikt_arena *arena, vikt_kept *out);

#endif
