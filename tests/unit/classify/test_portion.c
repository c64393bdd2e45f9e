/* SPDX-License-Identifier: MIT */
#include "core/classify/portion.h"

#include <criterion/criterion.h>

static const uint32_t rows[] = {0, 1, 2, 3};

Test(portion, money_becomes_whole_hundredths)
{
    static const double amounts[] = {0.1, 0.2, 70.05, 1e9};
    int64_t units[4];

    cr_assert_eq(vikt_portion_units(amounts, rows, 4, units), 100000007035);
    cr_assert_eq(units[0], 10);
    cr_assert_eq(units[1], 20);
    cr_assert_eq(units[2], 7005);
}

Test(portion, whole_amounts_stay_as_they_are)
{
    static const double amounts[] = {70, 20, 10, -5};
    int64_t units[4];

    cr_assert_eq(vikt_portion_units(amounts, rows, 4, units), 95);
    cr_assert_eq(units[3], -5);
}

Test(portion, other_amounts_are_nearly_in_proportion_and_add_up)
{
    static const double amounts[] = {1.0 / 3, 1.0 / 3, 1e-30, 1.0 / 3};
    int64_t units[4], total = vikt_portion_units(amounts, rows, 4, units);

    cr_assert_eq(units[0], units[1]);
    cr_assert_eq(units[2], 0);
    cr_assert_eq(total, 3 * units[0]);
    cr_assert(total > (INT64_C(1) << 58) && total < (INT64_C(1) << 60));
}

Test(portion, huge_and_tiny_amounts_do_not_overflow)
{
    static const double huge[] = {1e300, 1e300, 1e299, 5}, tiny[] = {1e-300, 2e-300, 0, 0};
    int64_t units[4];

    cr_assert(vikt_portion_units(huge, rows, 4, units) > 0);
    cr_assert_eq(units[0], units[1]);
    cr_assert(vikt_portion_units(tiny, rows, 4, units) > 0);
    cr_assert_eq(units[1], 2 * units[0]);
}

Test(portion, a_share_on_the_limit_is_equal_to_it)
{
    cr_assert_eq(vikt_portion_compare(70, 100, 700000000, 1), 0);
    cr_assert(vikt_portion_compare(69, 100, 700000000, 1) < 0);
    cr_assert(vikt_portion_compare(71, 100, 700000000, 1) > 0);
    cr_assert_eq(vikt_portion_compare(140, 100, 700000000, 2), 0);
    cr_assert(vikt_portion_compare(-1, 100, 0, 1) < 0);
    cr_assert_eq(vikt_portion_compare(0, 100, 0, 1), 0);
}

Test(portion, comparing_does_not_overflow)
{
    const int64_t big = INT64_C(1) << 61;

    cr_assert_eq(vikt_portion_compare(big, big, 1000000000, 1), 0);
    cr_assert(vikt_portion_compare(big - 1, big, 1000000000, 1) < 0);
    cr_assert(vikt_portion_compare(big, big, 999999999, 1) > 0);
    cr_assert_eq(vikt_portion_compare(big, big / 2, 1000000000, 2), 0);
}

/* 1e308 + 1.5e308 = 2.5e308 is beyond 1.8e308; the shares are 0.4 and 0.6. */
Test(portion, a_sum_beyond_the_range_of_numbers_keeps_the_shares)
{
    static const double amounts[] = {1e308, 1.5e308, 0, -1e300}, most[] = {1.7e308, 1.7e308};
    int64_t units[4], total = vikt_portion_units(amounts, rows, 3, units);

    cr_assert(total > (INT64_C(1) << 58) && total < (INT64_C(1) << 60));
    cr_assert_eq(units[0] + units[1], total);
    cr_assert(vikt_portion_compare(units[1], total, 600000000 - 1, 1) > 0);
    cr_assert(vikt_portion_compare(units[1], total, 600000000 + 1, 1) < 0);
    cr_assert(vikt_portion_units(amounts, rows, 4, units) < total);
    cr_assert(units[3] < 0);
    total = vikt_portion_units(most, rows, 2, units);
    cr_assert_eq(vikt_portion_compare(units[0], total, 500000000, 1), 0);
}
