/* SPDX-License-Identifier: MIT
 *
 * The name that was probably meant: edit distance over short names.
 */
#ifndef VIKT_NEAREST_H
#define VIKT_NEAREST_H

#include "core/base/text.h"

/** Edits (insert, delete, replace, swap of neighbours) between two texts without regard to case, at
 *  most `limit` + 1. Bytes, at most 64 of each. */
size_t vikt_nearest_distance(vikt_text a, vikt_text b, size_t limit);

/** The search for the nearest of several names; all zeros but `wanted` to begin with. */
typedef struct vikt_nearest {
    vikt_text wanted, best;
    size_t distance; /* of best; only meaningful when best is not none */
} vikt_nearest;

/** Offers one valid name. Kept when it is at most a third of the wanted length (at least 1, at most
 *  3) edits away and nearer than the best so far; the first of equals stays. */
void vikt_nearest_offer(vikt_nearest *nearest, vikt_text name);

/** The same with a name that is there for this call only: what is kept of it is a copy. */
void vikt_nearest_offer_lent(vikt_nearest *nearest, vikt_text name, vikt_arena *arena,
                             bool *failed);

/** "; did you mean \"x\"?" or "" into hint; returns hint. For the end of a message. For a wanted name
 *  of one letter only the same letter in the other case is proposed. */
const char *vikt_nearest_hint(const vikt_nearest *nearest, char *hint, size_t size);

#endif
