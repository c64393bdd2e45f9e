/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/persist/plain.h"

static void same(double value)
{
    char plain[VIKT_NUMBER_MAX], number[VIKT_NUMBER_MAX];
    size_t length = vikt_plain_write(value, plain);

    cr_assert_eq(length, strlen(plain));
    cr_assert_eq(length, vikt_number_write(value, number), "%s %s", plain, number);
    cr_assert_str_eq(plain, number);
}

Test(plain, is_the_same_text_for_every_number)
{
    static const double values[] = {
        0,       -0.0,  0.1,     0.01, 0.001,           0.005, 1,     -1,         10,    99.99,
        100.005, -12.5, 1.0 / 3, 1e11, 999999999999.99, 1e12,  -1e12, 1e15 + 0.5, 1e300, 5e-324,
        0.29,    1.15,  4.35,    64.1, 1234567890.12,   2.675};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        same(values[i]);
    for (int i = -30000; i < 30000; i++) {
        same(i / 100.0);
        same(i * 0.01); /* not always the double nearest to two decimals */
        same(i * 12345.678);
    }
}

Test(plain, writes_two_decimals_without_zeros_behind)
{
    char text[VIKT_NUMBER_MAX];

    vikt_plain_write(1845200.5, text);
    cr_assert_str_eq(text, "1845200.5");
    vikt_plain_write(-0.07, text);
    cr_assert_str_eq(text, "-0.07");
    vikt_plain_write(-0.0, text);
    cr_assert_str_eq(text, "0");
}
