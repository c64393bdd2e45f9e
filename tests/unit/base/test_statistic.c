/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/statistic.h"

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

Test(statistic, the_image_has_the_order_of_the_numbers)
{
    static const double ascending[] = {-HUGE_VAL, -DBL_MAX, -1.5, -1,  -5e-324, 0,       5e-324,
                                       0x1p-1022, 0.1,      1,    1.5, DBL_MAX, HUGE_VAL};

    for (size_t i = 1; i < sizeof ascending / sizeof *ascending; i++)
        cr_assert(vikt_order_of(ascending[i - 1]) < vikt_order_of(ascending[i]), "%g",
                  ascending[i]);
    cr_assert_eq(vikt_order_of(-0.0), vikt_order_of(0.0));
}

/* Few distinct keys, so that many are equal. */
static void fill(vikt_ordered *items, size_t count, uint64_t kinds)
{
    uint64_t state = 88172645463325252;

    for (size_t i = 0; i < count; i++) {
        double value = (double)(next_random(&state) % kinds) - (double)(kinds / 2);

        items[i] = (vikt_ordered){vikt_order_of(value / 7), (uint32_t)i};
    }
}

static void expect_sorted(size_t count, uint64_t kinds)
{
    vikt_ordered *items = calloc(count + 1, sizeof *items),
                 *scratch = calloc(count + 1, sizeof *items);
    uint64_t rows = 0;

    cr_assert(items && scratch);
    fill(items, count, kinds);
    vikt_order_sort(items, scratch, count);
    for (size_t i = 0; i < count; i++)
        rows += items[i].row;
    for (size_t i = 1; i < count; i++) {
        cr_assert(items[i - 1].order <= items[i].order);
        cr_assert(items[i - 1].order < items[i].order || items[i - 1].row < items[i].row,
                  "equal keys changed places");
    }
    cr_assert_eq(rows, (uint64_t)count * (count - (count > 0)) / 2); /* 0 + 1 + ... + count - 1 */
    free(items);
    free(scratch);
}

Test(statistic, rows_are_sorted_and_equal_ones_keep_their_order)
{
    static const size_t counts[] = {0, 1, 2, 3, 127, 128, 129, 255, 256, 257, 5000, 100000};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        expect_sorted(counts[i], 3);
        expect_sorted(counts[i], 1000);
        expect_sorted(counts[i], UINT64_C(1) << 60);
        expect_sorted(counts[i], 1);
    }
}

Test(statistic, sorted_and_reversed_rows_are_sorted_too)
{
    enum { COUNT = 3000 };
    static vikt_ordered items[COUNT], scratch[COUNT];

    for (int reversed = 0; reversed < 2; reversed++) {
        for (uint32_t i = 0; i < COUNT; i++)
            items[i] = (vikt_ordered){reversed ? COUNT - i : i, i};
        vikt_order_sort(items, scratch, COUNT);
        for (uint32_t i = 0; i < COUNT; i++)
            cr_assert_eq(items[i].row, reversed ? COUNT - 1 - i : i);
    }
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

Test(statistic, values_are_sorted_as_by_comparison)
{
    static const size_t counts[] = {0, 1, 2, 10, 127, 128, 129, 4096, 50000};
    static double values[50000], scratch[50000], expected[50000];
    uint64_t state = 77777;

    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (size_t i = 0; i < counts[c]; i++) {
            values[i] = ldexp((double)(int64_t)next_random(&state), (int)(i % 50) - 80);
            if (i % 10 == 0)
                values[i] = i % 20 ? 0.0 : -0.0;
            expected[i] = values[i];
        }
        qsort(expected, counts[c], sizeof *expected, compare);
        vikt_values_sort(values, scratch, counts[c]);
        for (size_t i = 0; i < counts[c]; i++)
            cr_assert_eq(values[i], expected[i]);
    }
}

static void expect_place(const double *sorted, size_t count, double x, size_t below, size_t equal)
{
    size_t under = 99, same = 99;

    vikt_values_place(sorted, count, x, &under, &same);
    cr_assert(under == below && same == equal, "%g: %zu below, %zu equal", x, under, same);
}

Test(statistic, a_place_counts_those_below_and_those_equal)
{
    static const double sorted[] = {-1, 0, 0, 2, 2, 2, 5};

    expect_place(sorted, 7, -2, 0, 0);
    expect_place(sorted, 7, -1, 0, 1);
    expect_place(sorted, 7, 0, 1, 2);
    expect_place(sorted, 7, -0.0, 1, 2);
    expect_place(sorted, 7, 1, 3, 0);
    expect_place(sorted, 7, 2, 3, 3);
    expect_place(sorted, 7, 5, 6, 1);
    expect_place(sorted, 7, 6, 7, 0);
    expect_place(sorted, 0, 6, 0, 0);
}

Test(statistic, quantiles_lie_between_the_values)
{
    static const double sorted[] = {10, 20, 40, 80};

    /* type 7: place (n - 1) q = 3 q */
    cr_assert_eq(vikt_values_quantile(sorted, 4, 0), 10);
    cr_assert_eq(vikt_values_quantile(sorted, 4, 1), 80);
    cr_assert_eq(vikt_values_quantile(sorted, 4, 0.5), 30);    /* 1.5: 20 + 0.5 * 20 */
    cr_assert_eq(vikt_values_quantile(sorted, 4, 0.25), 17.5); /* 0.75: 10 + 0.75 * 10 */
    cr_assert_eq(vikt_values_quantile(sorted, 4, 0.9), 68);    /* 2.7: 40 + 0.7 * 40 */
    cr_assert_float_eq(vikt_values_quantile(sorted, 4, 1.0 / 3), 20, 1e-12);
    cr_assert_eq(vikt_values_quantile(sorted, 1, 0.5), 10);
}

Test(statistic, a_quantile_that_falls_on_a_value_is_that_value)
{
    double sorted[101];

    for (int i = 0; i <= 100; i++)
        sorted[i] = i / 10.0;
    /* 100 * 0.07 is 7.000000000000001 in floating point */
    for (int percent = 0; percent <= 100; percent++)
        cr_assert_eq(vikt_values_quantile(sorted, 101, percent / 100.0), sorted[percent]);
}

Test(statistic, a_quantile_between_equal_values_is_exact)
{
    static const double sorted[] = {0.1, 0.1, 0.1, DBL_MAX};

    cr_assert_eq(vikt_values_quantile(sorted, 4, 0.5), 0.1);
    cr_assert_eq(vikt_values_quantile(sorted, 4, 1), DBL_MAX);
}

Test(statistic, the_nearest_rank_is_found_in_integers)
{
    enum { COUNT = 100000 };
    static double ranks[COUNT];

    for (int i = 0; i < COUNT; i++)
        ranks[i] = i + 1;
    cr_assert_eq(vikt_values_nearest(ranks, COUNT, 0.6), 60000); /* 60000.00000000001 in double */
    for (int thousandths = 1; thousandths <= 1000; thousandths++)
        cr_assert_eq(vikt_values_nearest(ranks, COUNT, thousandths / 1000.0), thousandths * 100);
    cr_assert_eq(vikt_values_nearest(ranks, COUNT, 0), 1);
    cr_assert_eq(vikt_values_nearest(ranks, COUNT, 0.000000001), 1);
    cr_assert_eq(vikt_values_nearest(ranks, COUNT, 0.600001), 60001); /* 60000.1 up */
    cr_assert_eq(vikt_values_nearest(ranks, COUNT, 1), COUNT);
}

Test(statistic, the_nearest_rank_of_few_values)
{
    static const double sorted[] = {15, 20, 35, 40, 50};

    cr_assert_eq(vikt_values_nearest(sorted, 5, 0.05), 15);
    cr_assert_eq(vikt_values_nearest(sorted, 5, 0.2), 15); /* exactly the first */
    cr_assert_eq(vikt_values_nearest(sorted, 5, 0.3), 20); /* 1.5 up */
    cr_assert_eq(vikt_values_nearest(sorted, 5, 0.4), 20);
    cr_assert_eq(vikt_values_nearest(sorted, 5, 0.5), 35);
    cr_assert_eq(vikt_values_nearest(sorted, 5, 1), 50);
    cr_assert_eq(vikt_values_nearest(sorted, 1, 0.5), 15);
}

Test(statistic, distinct_values_are_counted)
{
    static const double sorted[] = {-0.0, 0, 1, 1, 2};

    cr_assert_eq(vikt_values_distinct(sorted, 5), 3);
    cr_assert_eq(vikt_values_distinct(sorted, 1), 1);
    cr_assert_eq(vikt_values_distinct(sorted, 0), 0);
}
