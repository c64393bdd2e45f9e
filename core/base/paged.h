/* SPDX-License-Identifier: MIT
 *
 * An array that grows without moving: items stay where they are, and growing copies nothing. Knows
 * nothing of what is in it.
 */
#ifndef VIKT_PAGED_H
#define VIKT_PAGED_H

#include <stdint.h>

#include "core/base/memory.h"

enum { VIKT_PAGE_BITS = 15, VIKT_PAGE_ITEMS = 1 << VIKT_PAGE_BITS };

typedef struct vikt_paged {
    const vikt_allocator *allocator;
    size_t size; /* bytes of an item */
    char **pages;
    size_t page_count, page_room;
    size_t count; /* items */
} vikt_paged;

void vikt_paged_init(vikt_paged *paged, const vikt_allocator *allocator, size_t size);
void vikt_paged_clear(vikt_paged *paged);

/** A zeroed item behind the last one; NULL without memory. */
void *vikt_paged_add(vikt_paged *paged);

static inline void *vikt_paged_at(const vikt_paged *paged, size_t i)
{
    return paged->pages[i >> VIKT_PAGE_BITS] + (i & (VIKT_PAGE_ITEMS - 1)) * paged->size;
}

#endif
