/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/base/statistic.h"

__extension__ typedef __int128 wide;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static double sum_of(const double *values, size_t count)
{
    vikt_sum sum;

    vikt_sum_init(&sum);
    for (size_t i = 0; i < count; i++)
        vikt_sum_add(&sum, values[i]);
    return vikt_sum_value(&sum);
}

#define SUM(...)                                                                                   \
    sum_of((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

Test(sum, nothing_is_lost_beside_a_large_number)
{
    cr_assert_eq(SUM(1e16, 1, -1e16), 1);
    cr_assert_eq(SUM(1e300, 1e-300, -1e300), 1e-300);
    cr_assert_eq(SUM(DBL_MAX, 5e-324, -DBL_MAX), 5e-324);
    cr_assert_eq(SUM(1e100, 1, -1e100, -1), 0);
}

Test(sum, ten_tenths_are_rounded_once)
{
    /* The double 0.1 is 0.1000000000000000055..., ten of them 1.000000000000000055..., nearest 1;
     * adding in double gives 0.9999999999999999. */
    cr_assert_eq(SUM(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), 1);
    cr_assert_eq(SUM(-0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1), -1);
}

Test(sum, nothing_and_zero_are_zero)
{
    vikt_sum sum;

    vikt_sum_init(&sum);
    cr_assert_eq(vikt_sum_value(&sum), 0);
    cr_assert_eq(SUM(0.0, -0.0), 0);
    cr_assert_not(signbit(SUM(5, -5)));
}

Test(sum, one_number_is_itself)
{
    static const double values[] = {
        1,       0.1,     1e300,     5e-324,      0x1p-1022, 0x1.fffffffffffffp-1023,
        DBL_MAX, 1.0 / 3, 0x1p-1021, 0x1.8p-1070, 123456.78};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        cr_assert_eq(SUM(values[i]), values[i]);
        cr_assert_eq(SUM(-values[i]), -values[i]);
    }
}

Test(sum, halves_go_to_the_even_mantissa)
{
    /* 2^53 + 1 lies half way between 2^53 (even) and 2^53 + 2; 2^53 + 3 goes to + 4 (even). */
    cr_assert_eq(SUM(0x1p53, 1), 0x1p53);
    cr_assert_eq(SUM(0x1p53, 2, 1), 0x1p53 + 4);
    cr_assert_eq(SUM(0x1p53, 1, 5e-324), 0x1p53 + 2); /* just above half */
    cr_assert_eq(SUM(0x1p53, 1, -5e-324), 0x1p53);
    cr_assert_eq(SUM(-0x1p53, -1), -0x1p53);
    cr_assert_eq(SUM(-0x1p53, -1, -5e-324), -0x1p53 - 2);
    cr_assert_eq(SUM(0x1.fffffffffffffp0, 0x1p-53), 2); /* rounds up into the next power */
}

Test(sum, a_bit_however_far_down_lifts_a_half)
{
    for (int i = 0; i > -1075; i--) {
        cr_assert_eq(SUM(0x1p53, 1, ldexp(1, i)), 0x1p53 + 2, "2^%d", i);
        cr_assert_eq(SUM(0x1p83, 0x1p30, ldexp(1, i)), 0x1p83 + 0x1p31, "2^%d", i);
    }
}

Test(sum, subnormals_are_exact)
{
    cr_assert_eq(SUM(5e-324, 5e-324), 1e-323);
    cr_assert_eq(SUM(0x1p-1022, -5e-324), 0x1.ffffffffffffep-1023);
    cr_assert_eq(SUM(0x1p-1022, 0x1p-1022, -0x1p-1021), 0);
    cr_assert_eq(SUM(0x1p-1022, 5e-324), 0x1.0000000000001p-1022);
}

Test(sum, it_is_infinite_only_when_it_is_out_of_range)
{
    cr_assert_eq(SUM(DBL_MAX, DBL_MAX), HUGE_VAL);
    cr_assert_eq(SUM(-DBL_MAX, -DBL_MAX), -HUGE_VAL);
    cr_assert_eq(SUM(DBL_MAX, DBL_MAX, -DBL_MAX), DBL_MAX);
    cr_assert_eq(SUM(DBL_MAX, 0x1p969), DBL_MAX);  /* a quarter of the last bit, 2^971 */
    cr_assert_eq(SUM(DBL_MAX, 0x1p970), HUGE_VAL); /* half of it */
}

enum { MANY = 20000 };

/* Integers of 40 bits in units of 2^-20, and what they add up to in integer arithmetic. */
static wide fill(double values[MANY], uint64_t seed)
{
    wide total = 0;

    for (size_t i = 0; i < MANY; i++) {
        int64_t units = (int64_t)(next_random(&seed) >> 11) - (INT64_C(1) << 52);

        units *= i % 2 ? 1 : -1;
        total += units;
        values[i] = (double)units * 0x1p-20;
    }
    return total;
}

Test(sum, it_agrees_with_integer_arithmetic)
{
    static double values[MANY];

    for (uint64_t seed = 1; seed <= 20; seed++) {
        wide total = fill(values, seed * 7919);

        /* The conversion of the 128-bit integer rounds to nearest even too. */
        cr_assert_eq(sum_of(values, MANY), (double)total * 0x1p-20);
    }
}

Test(sum, one_sign_makes_no_overflow_of_carries)
{
    vikt_sum up, down;

    vikt_sum_init(&up);
    vikt_sum_init(&down);
    for (int i = 0; i < 100000; i++) {
        vikt_sum_add(&up, 0x1.fffffffffffffp31);
        vikt_sum_add(&down, -0x1.fffffffffffffp31);
    }
    /* (2^53 - 1) * 2^-21 * 100000: the exact product in 128 bits */
    cr_assert_eq(vikt_sum_value(&up), (double)((((wide)1 << 53) - 1) * 100000) * 0x1p-21);
    cr_assert_eq(vikt_sum_value(&down), -vikt_sum_value(&up));
}

static void shuffle(double *values, size_t count, uint64_t seed)
{
    for (size_t i = count - 1; i > 0; i--) {
        size_t j = (size_t)(next_random(&seed) % (i + 1));
        double swap = values[i];

        values[i] = values[j];
        values[j] = swap;
    }
}

static void fill_wildly(double *values, size_t count)
{
    uint64_t state = 42424242;

    for (size_t i = 0; i < count; i++) {
        double mantissa = (double)(int64_t)next_random(&state);

        values[i] = ldexp(mantissa, (int)(next_random(&state) % 1800) - 1100);
        if (!isfinite(values[i]))
            values[i] = 1;
    }
}

Test(sum, order_does_not_matter)
{
    static double values[MANY];
    double expected;

    fill_wildly(values, MANY);
    expected = sum_of(values, MANY);
    for (uint64_t seed = 1; seed < 10; seed++) {
        shuffle(values, MANY, seed);
        cr_assert_eq(sum_of(values, MANY), expected);
    }
}

Test(sum, merged_parts_are_the_whole)
{
    static double values[MANY];
    double expected;

    fill_wildly(values, MANY);
    expected = sum_of(values, MANY);
    for (size_t parts = 1; parts <= 7; parts++) {
        vikt_sum whole, part[7];

        vikt_sum_init(&whole);
        for (size_t p = 0; p < parts; p++)
            vikt_sum_init(&part[p]);
        for (size_t i = 0; i < MANY; i++)
            vikt_sum_add(&part[i % parts], values[i]);
        for (size_t p = 0; p < parts; p++)
            vikt_sum_merge(&whole, &part[p]);
        cr_assert_eq(vikt_sum_value(&whole), expected);
    }
}

Test(sum, asking_for_the_value_changes_nothing_later)
{
    static double values[MANY];
    vikt_sum asked;

    fill_wildly(values, MANY);
    vikt_sum_init(&asked);
    for (size_t i = 0; i < MANY; i++) {
        vikt_sum_add(&asked, values[i]);
        if (i % 3 == 0)
            cr_assert_eq(vikt_sum_value(&asked), vikt_sum_value(&asked));
    }
    cr_assert_eq(vikt_sum_value(&asked), sum_of(values, MANY));
}
