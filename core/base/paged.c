/* SPDX-License-Identifier: MIT */
#include "core/base/paged.h"

void vikt_paged_init(vikt_paged *paged, const vikt_allocator *allocator, size_t size)
{
    *paged = (vikt_paged){.allocator = allocator, .size = size};
}

void vikt_paged_clear(vikt_paged *paged)
{
    for (size_t i = 0; i < paged->page_count; i++)
        vikt_release(paged->allocator, paged->pages[i]);
    vikt_release(paged->allocator, paged->pages);
    vikt_paged_init(paged, paged->allocator, paged->size);
}

static bool add_page(vikt_paged *paged)
{
    if (paged->page_count == paged->page_room) {
        size_t room = paged->page_room ? paged->page_room * 2 : 16;
        char **pages = vikt_resize(paged->allocator, paged->pages, room, sizeof *pages);

        if (!pages)
            return false;
        paged->pages = pages;
        paged->page_room = room;
    }
    paged->pages[paged->page_count] = vikt_acquire(paged->allocator, VIKT_PAGE_ITEMS, paged->size);
    if (!paged->pages[paged->page_count])
        return false;
    paged->page_count++;
    return true;
}

void *vikt_paged_add(vikt_paged *paged)
{
    if (paged->count == paged->page_count * VIKT_PAGE_ITEMS && !add_page(paged))
        return NULL;
    return vikt_paged_at(paged, paged->count++);
}
