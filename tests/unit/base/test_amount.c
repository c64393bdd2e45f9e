/* SPDX-License-Identifier: MIT */
#include "core/base/amount.h"

#include <criterion/criterion.h>
#include <stdint.h>

Test(amount, sums_are_exact_where_doubles_are_not)
{
    int64_t sum = 0;

    /* Ten times 0.1 is 1; in doubles it is 0.9999999999999999. */
    for (int i = 0; i < 10; i++)
        cr_assert(vikt_amount_add(&sum, 1000));
    cr_assert_eq(sum, 10000);
    cr_assert_float_eq(vikt_amount_value(sum), 1, 0);
}

Test(amount, what_does_not_fit_is_told_and_changes_nothing)
{
    int64_t sum = INT64_MAX - 1;

    cr_assert(vikt_amount_add(&sum, 1));
    cr_assert(!vikt_amount_add(&sum, 1));
    cr_assert_eq(sum, INT64_MAX);
    sum = INT64_MIN;
    cr_assert(!vikt_amount_add(&sum, -1));
    cr_assert(!vikt_amount_add_times(&sum, INT64_MAX, 2));
    cr_assert_eq(sum, INT64_MIN);
}

Test(amount, days_are_counted_by_amount)
{
    int64_t sum = 5;

    cr_assert(vikt_amount_add_times(&sum, 30000, 10));
    cr_assert_eq(sum, 300005);
}

Test(amount, rates_round_half_away_from_zero_to_a_ten_thousandth)
{
    int64_t out = 0;

    /* 0.0001 at 0.5 is 0.00005; at 0.499999999 it is less. */
    cr_assert(vikt_amount_convert(1, 0.5, &out));
    cr_assert_eq(out, 1);
    cr_assert(vikt_amount_convert(-1, 0.5, &out));
    cr_assert_eq(out, -1);
    cr_assert(vikt_amount_convert(1, 0.499999999, &out));
    cr_assert_eq(out, 0);
    /* 30047.74 at 11.42 is 343145.1908. */
    cr_assert(vikt_amount_convert(300477400, 11.42, &out));
    cr_assert_eq(out, 3431451908);
}

Test(amount, a_product_that_does_not_fit_is_told)
{
    int64_t out = 7;

    cr_assert(vikt_amount_convert(INT64_MAX, 1, &out));
    cr_assert_eq(out, INT64_MAX);
    cr_assert(!vikt_amount_convert(INT64_MAX, 1.000000001, &out));
    cr_assert(!vikt_amount_convert(-INT64_MAX, 1000000, &out));
}

/* 2.5 x 0.0003 = 0.00075, rounded away from 0. */
Test(amount, times_pieces_is_exact_and_rounded_once)
{
    int64_t out = 0;

    cr_assert(vikt_amount_times(3, 25000, &out));
    cr_assert_eq(out, 8);
    cr_assert(vikt_amount_times(-3, 25000, &out));
    cr_assert_eq(out, -8);
    cr_assert(vikt_amount_times(100500, 30000, &out));
    cr_assert_eq(out, 301500);
    cr_assert_not(vikt_amount_times(INT64_MAX, INT64_MAX, &out));
}
