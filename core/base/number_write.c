/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 wide;

enum { SIGNIFICANT = 17, BIAS = 1075, MANTISSA_BITS = 52 };

static const uint64_t powers[] = {UINT64_C(1),
                                  UINT64_C(10),
                                  UINT64_C(100),
                                  UINT64_C(1000),
                                  UINT64_C(10000),
                                  UINT64_C(100000),
                                  UINT64_C(1000000),
                                  UINT64_C(10000000),
                                  UINT64_C(100000000),
                                  UINT64_C(1000000000),
                                  UINT64_C(10000000000),
                                  UINT64_C(100000000000),
                                  UINT64_C(1000000000000),
                                  UINT64_C(10000000000000),
                                  UINT64_C(100000000000000),
                                  UINT64_C(1000000000000000),
                                  UINT64_C(10000000000000000),
                                  UINT64_C(100000000000000000),
                                  UINT64_C(1000000000000000000),
                                  UINT64_C(10000000000000000000)};

/* digits * 10^exponent, above 0 */
typedef struct shortest {
    uint64_t digits;
    int exponent;
} shortest;

static int digits_before_point(double value)
{
    static const double limits[] = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0,  1e1,  1e2,  1e3,  1e4, 1e5,
                                    1e6,  1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    int low = 0, high = (int)(sizeof limits / sizeof *limits) - 1;

    while (high - low > 1) {
        int middle = (low + high) / 2;

        if (value >= limits[middle])
            low = middle;
        else
            high = middle;
    }
    return low - 4;
}

static shortest without_zeros(uint64_t digits, int exponent)
{
    while (digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (shortest){digits, exponent};
}

/* The nearest multiple of `unit` to whole + rest / 2^shift, if it is nearer than `half` / 2^shift.
 */
static bool round_to(uint64_t unit, uint64_t whole, wide rest, int shift, wide half, uint64_t *out)
{
    uint64_t down = whole / unit * unit;
    wide under = ((wide)(whole - down) << shift) + rest, over = ((wide)unit << shift) - under;
    bool up = over < under || (over == under && down / unit % 2 == 1);

    *out = up ? down + unit : down;
    return (up ? over : under) < half;
}

/*
 * 1e-5 <= value < 1e15 and not whole, so value = m * 2^-shift with shift in 3..69, and 17 digits of
 * it, value * 10^scale, fit in 128 bits exactly. All that is nearer than half the distance between
 * doubles reads back to value. That is at most 11.1 units of the last of the 17 digits, so at most
 * one multiple of 100 does, and it is the one with most zeros. Below a power of two the distance is
 * half as long, but those in the range (2^-1 to 2^-16) have few digits and are met exactly; and no
 * multiple lies exactly half way, as 2^(shift + 1) does not divide 10^scale.
 */
static shortest shortest_of(double value)
{
    int scale = SIGNIFICANT - digits_before_point(value), shift;
    uint64_t bits, mantissa, whole, rounded = 0;
    wide scaled, rest, power;

    memcpy(&bits, &value, sizeof bits);
    mantissa = (bits & ((UINT64_C(1) << MANTISSA_BITS) - 1)) | UINT64_C(1) << MANTISSA_BITS;
    shift = BIAS - (int)(bits >> MANTISSA_BITS);
    power = scale < 20 ? (wide)powers[scale] : (wide)powers[19] * powers[scale - 19];
    scaled = mantissa * power;
    whole = (uint64_t)(scaled >> shift);
    rest = scaled - ((wide)whole << shift);
    for (uint64_t unit = 100; unit > 0; unit /= 10)
        if (round_to(unit, whole, rest, shift, power / 2, &rounded))
            break;
    return without_zeros(rounded, -scale);
}

static bool reads_back(uint64_t digits, int exponent, double value)
{
    char text[40];

    /* No decimal mark, so that the locale has no say. */
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, exponent);
    return strtod(text, NULL) == value;
}

/* For very large and very small values. Only printf's digits count: its mark is the locale's. */
static shortest shortest_by_trial(double value)
{
    int precision = value < 0x1p-1022 ? 1 : 15, binary;
    bool power_of_two = frexp(value, &binary) == 0.5;

    for (;; precision++) {
        char text[48];
        uint64_t digits = 0;
        const char *at = text;
        int exponent;

        snprintf(text, sizeof text, "%.*e", precision - 1, value);
        for (; *at != 'e'; at++)
            if (*at >= '0' && *at <= '9')
                digits = digits * 10 + (uint64_t)(*at - '0');
        exponent = (int)strtol(at + 1, NULL, 10) - (precision - 1);
        if (precision == SIGNIFICANT || reads_back(digits, exponent, value))
            return without_zeros(digits, exponent);
        /* Above a power of two the doubles lie wider: the next one up may do. */
        if (power_of_two && reads_back(digits + 1, exponent, value))
            return without_zeros(digits + 1, exponent);
    }
}

static shortest split(double value)
{
    if (value < 0x1p53 && value == floor(value))
        return (shortest){(uint64_t)value, 0};
    return value >= 1e-5 && value < 1e15 ? shortest_of(value) : shortest_by_trial(value);
}

static char *put_digits(char *at, uint64_t digits, int count)
{
    for (int i = count - 1; i >= 0; i--, digits /= 10)
        at[i] = (char)('0' + digits % 10);
    return at + count;
}

static int count_digits(uint64_t digits)
{
    int count = 1;

    while (count < 20 && digits >= powers[count])
        count++;
    return count;
}

static char *put_zeros(char *at, int count)
{
    memset(at, '0', (size_t)count);
    return at + count;
}

/* digits with a point behind the first `whole` of them */
static char *put_pointed(char *at, uint64_t digits, int count, int whole)
{
    at = put_digits(at, digits / powers[count - whole], whole);
    *at++ = '.';
    return put_digits(at, digits % powers[count - whole], count - whole);
}

static char *put_scientific(char *at, uint64_t digits, int count, int power)
{
    at = count > 1 ? put_pointed(at, digits, count, 1) : put_digits(at, digits, 1);
    *at++ = 'e';
    *at++ = power < 0 ? '-' : '+';
    power = power < 0 ? -power : power;
    return put_digits(at, (uint64_t)power, count_digits((uint64_t)power));
}

size_t vikt_number_write(double value, char text[VIKT_NUMBER_MAX])
{
    shortest number;
    char *at = text;
    int count, point;

    assert(isfinite(value));
    number = split(fabs(value));
    count = count_digits(number.digits);
    point = count + number.exponent;
    if (value < 0)
        *at++ = '-';
    if (point > SIGNIFICANT || point < -4) {
        at = put_scientific(at, number.digits, count, point - 1);
    } else if (number.exponent >= 0) {
        at = put_zeros(put_digits(at, number.digits, count), number.exponent);
    } else if (point > 0) {
        at = put_pointed(at, number.digits, count, point);
    } else {
        *at++ = '0';
        *at++ = '.';
        at = put_digits(put_zeros(at, -point), number.digits, count);
    }
    *at = '\0';
    return (size_t)(at - text);
}

/* Rounds to whole units of 10^-decimals: digits, and so many zeros behind them. */
static int round_half_away(shortest *number, int decimals)
{
    int drop = -(number->exponent + decimals);

    if (drop <= 0)
        return -drop;
    if (drop > 19) {
        number->digits = 0;
        return 0;
    }
    number->digits =
        number->digits / powers[drop] + (number->digits % powers[drop] >= powers[drop] / 2);
    return 0;
}

static size_t show_huge(double value, char decimal, char text[64])
{
    size_t length;
    char *point;

    if (!isfinite(value))
        return (size_t)snprintf(text, 64, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    length = vikt_number_write(value, text);
    point = strchr(text, '.');
    if (point)
        *point = decimal;
    return length;
}

size_t vikt_number_show(double value, int decimals, char decimal, char text[64])
{
    char reversed[64];
    size_t length = 0;
    shortest number;
    int zeros;
    bool negative;

    if (!(fabs(value) < 1e21))
        return show_huge(value, decimal, text);
    decimals = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
    number = split(fabs(value));
    zeros = round_half_away(&number, decimals);
    negative = value < 0 && number.digits > 0;
    if (number.digits == 0)
        zeros = 0;
    for (int i = 0; i <= decimals || i < zeros || number.digits > 0; i++) {
        if (i == decimals && decimals > 0)
            reversed[length++] = decimal;
        if (i > decimals && (i - decimals) % 3 == 0)
            reversed[length++] = ' ';
        reversed[length++] = (char)(i < zeros ? '0' : '0' + number.digits % 10);
        if (i >= zeros)
            number.digits /= 10;
    }
    if (negative)
        reversed[length++] = '-';
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return length;
}
