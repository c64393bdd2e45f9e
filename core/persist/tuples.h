/* SPDX-License-Identifier: MIT
 *
 * Equal byte strings of one width get one number, in the order in which they first come. What many
 * customers have in common is stored once under such a number (tables basis and outcome_*).
 */
#ifndef VIKT_TUPLES_H
#define VIKT_TUPLES_H

#include "core/base/map.h"

typedef struct vikt_tuples {
    vikt_arena *arena;
    vikt_map map;
    size_t width;
    uint32_t *first; /* by number: the row that brought it */
    size_t count, capacity;
} vikt_tuples;

void vikt_tuples_init(vikt_tuples *tuples, vikt_arena *arena, size_t width);
void vikt_tuples_clear(vikt_tuples *tuples);

/** The number of the bytes; false without memory. */
bool vikt_tuples_number(vikt_tuples *tuples, const void *bytes, uint32_t row, uint32_t *number);

#endif
