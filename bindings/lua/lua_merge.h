/* SPDX-License-Identifier: MIT
 *
 * A stable merge sort of numbers that stand for things elsewhere. Not qsort: that may take memory
 * nobody counts, and what it does with ties is the C library's choice.
 *
 * Whatever the comparison says, it is asked at most count * log2(count) times, and the result holds
 * every number once. It may raise.
 */
#ifndef VIKT_LUA_MERGE_H
#define VIKT_LUA_MERGE_H

#include <stdbool.h>
#include <stddef.h>

/** Whether thing a has to stand before thing b; of two that need not, the earlier stays first. */
typedef bool vikt_lua_before(void *context, size_t a, size_t b);

/** Puts order[0..count) in order; scratch has room for as many. */
void vikt_lua_merge(size_t *order, size_t *scratch, size_t count, vikt_lua_before *before,
                    void *context);

#endif
