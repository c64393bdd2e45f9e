/* SPDX-License-Identifier: MIT
 *
 * Keys that people may have meant to be one: "K-10" and "k-10", "10" and "0010". Knows no files.
 */
#ifndef VIKT_ALIKE_H
#define VIKT_ALIKE_H

#include "core/base/column.h"
#include "core/base/memory.h"

typedef struct vikt_alike {
    size_t count;    /* of new keys that another one is like, */
    size_t one, two; /* rows of the first pair of them */
} vikt_alike;

/**
 * Looks for keys that differ by capitals, blanks or leading zeros only.
 *
 * @param keys   all of them, no two the same
 * @param rows   0 for those that are new; the others are not compared with one another
 * @return false without memory
 */
VIKT_MUST_CHECK bool vikt_alike_find(const vikt_column *keys, const uint32_t *rows, size_t count,
                                     const vikt_allocator *allocator, vikt_alike *out);

#endif
