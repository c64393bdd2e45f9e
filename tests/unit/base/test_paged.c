/* SPDX-License-Identifier: MIT */
#include "core/base/paged.h"

#include <criterion/criterion.h>

Test(paged, items_stay_where_they_are)
{
    vikt_paged paged;
    size_t *first;

    vikt_paged_init(&paged, vikt_allocator_default(), sizeof(size_t));
    first = vikt_paged_add(&paged);
    *first = 7;
    for (size_t i = 1; i <= 3 * VIKT_PAGE_ITEMS; i++) {
        size_t *item = vikt_paged_add(&paged);

        cr_assert(item != NULL);
        cr_assert_eq(*item, 0);
        *item = i;
    }
    cr_assert_eq(paged.count, 3 * VIKT_PAGE_ITEMS + 1);
    cr_assert(vikt_paged_at(&paged, 0) == first);
    cr_assert_eq(*first, 7);
    for (size_t i = 1; i <= 3 * VIKT_PAGE_ITEMS; i++)
        cr_assert_eq(*(size_t *)vikt_paged_at(&paged, i), i);
    vikt_paged_clear(&paged);
    cr_assert_eq(paged.count, 0);
}
