/* SPDX-License-Identifier: MIT */
#include "core/classify/portion.h"

#include <math.h>
#include <stdbool.h>

enum { BILLION = 1000000000, UNIT_BITS = 60, SCALES = 4, ROWS_BITS = 32 };

static const double EXACT_MAX = 4503599627370496.0;    /* 2^52: halves still count */
static const double TOTAL_MAX = 1152921504606846976.0; /* 2^60: two sums still fit */

static const double scales[SCALES] = {1, 100, 10000, 1000000};

/* Halves away from zero; of a number within 2^52. */
static int64_t nearest_whole(double x)
{
    return (int64_t)(x + (x < 0 ? -0.5 : 0.5));
}

/* Whether the amount is the double nearest to a whole number of hundredths (and so on): division
 * rounds correctly. */
static bool is_decimal(double amount, double scale)
{
    double scaled = amount * scale;

    return fabs(scaled) < EXACT_MAX && (double)nearest_whole(scaled) / scale == amount;
}

/* The smallest scale that fits all amounts; 0 for none. A number of larger units is one of smaller
 * units too. sum gets the size of the total. */
static double decimal_scale(const double *amounts, const uint32_t *rows, size_t count, double *sum)
{
    size_t at = 0;

    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        double amount = amounts[rows[i]];

        *sum += fabs(amount);
        while (at < SCALES && !is_decimal(amount, scales[at]))
            at++;
    }
    return at < SCALES && *sum * scales[at] < TOTAL_MAX ? scales[at] : 0;
}

/* The binary exponent of the total size; sum is that total, infinite when it left the range of
 * numbers. */
static int exponent_of(const double *amounts, const uint32_t *rows, size_t count, double sum)
{
    int exponent = 0;

    if (isfinite(sum)) {
        (void)frexp(sum, &exponent);
        return exponent;
    }
    sum = 0;
    for (size_t i = 0; i < count; i++) /* there are fewer than 2^32 rows */
        sum += ldexp(fabs(amounts[rows[i]]), -ROWS_BITS);
    (void)frexp(sum, &exponent);
    return exponent + ROWS_BITS;
}

int64_t vikt_portion_units(const double *amounts, const uint32_t *rows, size_t count,
                           int64_t *units)
{
    double sum, scale = decimal_scale(amounts, rows, count, &sum);
    int64_t total = 0;
    int exponent = exponent_of(amounts, rows, count, sum);

    for (size_t i = 0; i < count; i++) {
        double amount = amounts[rows[i]];

        units[i] =
            scale > 0 ? nearest_whole(amount * scale) : llrint(ldexp(amount, UNIT_BITS - exponent));
        total += units[i];
    }
    return total;
}

typedef struct wide {
    uint64_t high, low;
} wide;

static wide multiply(uint64_t a, uint64_t b) /* b < 2^32 */
{
    uint64_t low = (a & 0xFFFFFFFF) * b, high = (a >> 32) * b + (low >> 32);

    return (wide){high >> 32, high << 32 | (low & 0xFFFFFFFF)};
}

int vikt_portion_compare(int64_t parts, int64_t total, int64_t share, unsigned times)
{
    wide a, b;

    if (parts < 0)
        return -1;
    a = multiply((uint64_t)parts, BILLION);
    b = multiply((uint64_t)total, (uint64_t)share * times);
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return a.low < b.low ? -1 : a.low > b.low;
}
