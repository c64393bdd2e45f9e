/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/number.h"

/* xorshift64, so that every run sees the same numbers */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Digits from the first to the last that is not 0, without the exponent. */
static int significant(const char *text)
{
    int count = 0, zeros = 0;

    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        count++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return count - zeros;
}

/* Reads back, and is at most as long as the first of %.15g, %.16g and %.17g that does. */
static void expect_shortest(double value)
{
    char text[VIKT_NUMBER_MAX], printed[400];
    size_t length = vikt_number_write(value, text);
    int precision = 15;

    cr_assert_eq(length, strlen(text));
    cr_assert(length < VIKT_NUMBER_MAX);
    cr_assert_eq(strtod(text, NULL), value, "%s is not %.17g", text, value);
    do
        snprintf(printed, sizeof printed, "%.*g", precision++, value);
    while (strtod(printed, NULL) != value);
    cr_assert(significant(text) <= significant(printed), "%s is longer than %s", text, printed);
}

Test(number_write, any_double_reads_back_and_is_short)
{
    uint64_t state = 88172645463325252;

    for (int i = 0; i < 200000; i++) {
        uint64_t bits = next_random(&state);
        double value;

        memcpy(&value, &bits, sizeof value);
        if (isfinite(value))
            expect_shortest(value);
    }
}

Test(number_write, doubles_of_common_size_read_back_and_are_short)
{
    uint64_t state = 1181783497276652981;

    for (int i = 0; i < 200000; i++) {
        double value = (double)(next_random(&state) >> 11);

        value = ldexp(value, -(int)(next_random(&state) % 72));
        expect_shortest(value);
        expect_shortest(-value);
    }
}

Test(number_write, points_by_percentile_read_back_and_are_short)
{
    static const int sizes[] = {1, 2, 3, 7, 440, 7000, 99991};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int m = 1; m <= sizes[i]; m++)
            expect_shortest(1 + 4 * (m - 0.5) / sizes[i]);
}

Test(number_write, powers_and_their_neighbours_read_back_and_are_short)
{
    for (int i = -1074; i < 1024; i++) {
        double power = ldexp(1, i);

        expect_shortest(power);
        expect_shortest(nextafter(power, 0));
        expect_shortest(nextafter(power, HUGE_VAL) < HUGE_VAL ? nextafter(power, HUGE_VAL) : power);
    }
    for (int i = -307; i < 308; i++) {
        char text[VIKT_NUMBER_MAX];
        double power;

        snprintf(text, sizeof text, "1e%d", i);
        power = strtod(text, NULL);
        expect_shortest(power);
        expect_shortest(nextafter(power, 0));
        expect_shortest(nextafter(power, HUGE_VAL));
        vikt_number_write(power, text);
        cr_assert_eq(significant(text), 1);
    }
}

Test(number_write, money_is_written_as_it_was_read)
{
    for (int cents = 0; cents < 300000; cents++) {
        char text[VIKT_NUMBER_MAX], expected[VIKT_NUMBER_MAX];
        double value = cents / 100.0;

        snprintf(expected, sizeof expected, "%d.%02d", cents / 100, cents % 100);
        for (size_t i = strlen(expected) - 1; expected[i] == '0' || expected[i] == '.'; i--) {
            bool mark = expected[i] == '.';

            expected[i] = '\0';
            if (mark)
                break;
        }
        vikt_number_write(value, text);
        cr_assert_str_eq(text, expected);
    }
}

static const char *written(double value)
{
    static char text[VIKT_NUMBER_MAX];

    vikt_number_write(value, text);
    return text;
}

Test(number_write, the_form_is_json)
{
    cr_assert_str_eq(written(0), "0");
    cr_assert_str_eq(written(-0.0), "0");
    cr_assert_str_eq(written(-1.5), "-1.5");
    cr_assert_str_eq(written(100000), "100000");
    cr_assert_str_eq(written(0.1), "0.1");
    cr_assert_str_eq(written(0.1 + 0.2), "0.30000000000000004");
    cr_assert_str_eq(written(1.0 / 3), "0.3333333333333333");
    cr_assert_str_eq(written(0.00001), "0.00001");
    cr_assert_str_eq(written(0.0000015), "1.5e-6");
    cr_assert_str_eq(written(9007199254740991), "9007199254740991");
    cr_assert_str_eq(written(1e16), "10000000000000000");
    cr_assert_str_eq(written(1e17), "1e+17");
    cr_assert_str_eq(written(-1e300), "-1e+300");
    cr_assert_str_eq(written(5e-324), "5e-324");
    cr_assert_str_eq(written(1.7976931348623157e308), "1.7976931348623157e+308");
    cr_assert_str_eq(written(-2.2250738585072014e-308), "-2.2250738585072014e-308");
}

Test(number_write, where_the_doubles_below_lie_closer_the_shorter_one_is_found)
{
    /* 2^-44: %.16g of 5.6843418860808015e-14 does not read back, its neighbour does. */
    cr_assert_str_eq(written(0x1p-44), "5.684341886080802e-14");
    cr_assert_str_eq(written(0x1p-24), "5.960464477539063e-8");
}

/* The text for people, and its length checked. */
static const char *shown(double value, int decimals, char decimal)
{
    static char text[64];
    size_t length = vikt_number_show(value, decimals, decimal, text);

    cr_assert_eq(length, strlen(text));
    return text;
}

Test(number_write, for_people_thousands_are_apart)
{
    cr_assert_str_eq(shown(1845200.5, 2, ','), "1 845 200,50");
    cr_assert_str_eq(shown(0, 0, '.'), "0");
    cr_assert_str_eq(shown(0, 2, '.'), "0.00");
    cr_assert_str_eq(shown(999, 0, '.'), "999");
    cr_assert_str_eq(shown(1000, 0, '.'), "1 000");
    cr_assert_str_eq(shown(-1234567.891, 1, '.'), "-1 234 567.9");
    cr_assert_str_eq(shown(0.5, 6, '.'), "0.500000");
    cr_assert_str_eq(shown(1e20, 2, ','), "100 000 000 000 000 000 000,00");
    cr_assert_str_eq(shown(-9e20, 6, ','), "-900 000 000 000 000 000 000,000000");
    cr_assert_str_eq(shown(1.5e21, 2, ','), "1,5e+21");
    cr_assert_str_eq(shown(12, 99, '.'), "12.000000");
    cr_assert_str_eq(shown(12, -1, '.'), "12");
}

Test(number_write, for_people_halves_go_away_from_zero)
{
    cr_assert_str_eq(shown(0.5, 0, '.'), "1");
    cr_assert_str_eq(shown(1.5, 0, '.'), "2");
    cr_assert_str_eq(shown(2.5, 0, '.'), "3");
    cr_assert_str_eq(shown(-2.5, 0, '.'), "-3");
    cr_assert_str_eq(shown(0.125, 2, '.'), "0.13");
    cr_assert_str_eq(shown(1.005, 2, '.'), "1.01"); /* as it reads; the double lies below */
    cr_assert_str_eq(shown(0.4999999, 0, '.'), "0");
    cr_assert_str_eq(shown(999.995, 2, '.'), "1 000.00");
    cr_assert_str_eq(shown(999999.9999999, 6, '.'), "1 000 000.000000");
    cr_assert_str_eq(shown(1e-300, 6, '.'), "0.000000");
}

Test(number_write, for_people_zero_has_no_sign)
{
    cr_assert_str_eq(shown(-0.001, 2, '.'), "0.00");
    cr_assert_str_eq(shown(-0.0, 0, '.'), "0");
    cr_assert_str_eq(shown(-0.005, 2, '.'), "-0.01");
}

/* A locale with a decimal comma, where the machine has one. */
Test(number_write, the_locale_has_no_say)
{
    static const char *const names[] = {"sv_SE.UTF-8", "de_DE.UTF-8", "sv_SE", "de_DE"};
    double value = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i]))
            break;
    cr_assert_str_eq(written(1.2345e-200), "1.2345e-200");
    cr_assert_str_eq(written(123.5), "123.5");
    cr_assert(vikt_number_parse(VIKT_TEXT("1.2345e-200"), &value));
    cr_assert_eq(value, 1.2345e-200);
    setlocale(LC_ALL, "C");
}
