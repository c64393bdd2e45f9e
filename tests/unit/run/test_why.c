/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/run/why.h"

enum { MILLI = VIKT_BLAME_UNIT / 1000 };

/* Parts in thousandths of a point, as hundredths that add up. */
static void prints(int64_t data, int64_t rules, int64_t population, int64_t whole,
                   const int64_t expected[3])
{
    vikt_why why = {.parts = {data * MILLI, rules * MILLI, population * MILLI}};
    int64_t parts[3];

    vikt_why_printed(&why, whole, parts);
    cr_assert_eq(parts[0] + parts[1] + parts[2], whole);
    for (size_t i = 0; i < 3; i++)
        cr_assert_eq(parts[i], expected[i], "%zu: %lld", i, (long long)parts[i]);
}

/* F-15: 0.2 + 0.3 + 0.1 = 0.6. */
Test(why, parts_that_need_no_rounding_are_as_they_are)
{
    prints(200, 300, 100, 60, (int64_t[]){20, 30, 10});
}

/* 0.004 three times is 0.012, printed 0.01: one of them is printed 0.01. -0.004 likewise. 0.006 three
 * times is 0.018, printed 0.02: one of them is printed 0.00. */
Test(why, what_rounding_takes_goes_to_the_part_that_it_moved_most)
{
    prints(4, 4, 4, 1, (int64_t[]){1, 0, 0});
    prints(-4, -4, -4, -1, (int64_t[]){-1, 0, 0});
    prints(6, 6, 6, 2, (int64_t[]){0, 1, 1});
    prints(3, 4, 3, 1, (int64_t[]){0, 1, 0});
    prints(104, -4, 1003, 110, (int64_t[]){10, 0, 100});
}

/* Two scores that are printed 0.01 apart may be less than that apart, in one part. */
Test(why, the_scores_as_printed_may_differ_more_than_they_do)
{
    prints(2, 0, 0, 1, (int64_t[]){1, 0, 0});
    prints(0, 0, -2, -1, (int64_t[]){0, 0, -1});
    prints(0, 0, 0, 0, (int64_t[]){0, 0, 0});
}
