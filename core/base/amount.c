/* SPDX-License-Identifier: MIT */
#include "core/base/amount.h"

#include <math.h>

#include "core/base/number.h"

#define RATE_UNIT 1000000000 /* a rate's nine decimals */

__extension__ typedef __int128 wide;

bool vikt_amount_add(int64_t *sum, int64_t amount)
{
    int64_t result;

    if (__builtin_add_overflow(*sum, amount, &result))
        return false;
    *sum = result;
    return true;
}

bool vikt_amount_add_times(int64_t *sum, int64_t amount, int64_t count)
{
    int64_t product;

    return !__builtin_mul_overflow(amount, count, &product) && vikt_amount_add(sum, product);
}

bool vikt_amount_convert(int64_t amount, double rate, int64_t *out)
{
    wide exact = (wide)amount * llround(rate * RATE_UNIT);
    wide half = exact < 0 ? -RATE_UNIT / 2 : RATE_UNIT / 2;
    wide rounded = (exact + half) / RATE_UNIT;

    if (rounded > INT64_MAX || rounded < -INT64_MAX)
        return false;
    *out = (int64_t)rounded;
    return true;
}

int64_t vikt_amount_share(int64_t amount, int64_t part, int64_t whole)
{
    wide exact = (wide)amount * part;
    wide half = exact < 0 ? -(wide)whole / 2 : (wide)whole / 2;

    return (int64_t)((exact + half) / whole);
}

bool vikt_amount_times(int64_t amount, int64_t pieces, int64_t *out)
{
    wide exact = (wide)amount * pieces;
    wide half = exact < 0 ? -VIKT_AMOUNT_UNITS / 2 : VIKT_AMOUNT_UNITS / 2;
    wide rounded = (exact + half) / VIKT_AMOUNT_UNITS;

    if (rounded > INT64_MAX || rounded < -INT64_MAX)
        return false;
    *out = (int64_t)rounded;
    return true;
}

double vikt_amount_value(int64_t amount)
{
    return (double)amount / VIKT_AMOUNT_UNITS;
}
