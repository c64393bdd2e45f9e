/* SPDX-License-Identifier: MIT */
#include "core/base/digits.h"

const double vikt_digits_powers[] = {1,   1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                     1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};

static bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

bool vikt_digits_read_slowly(const char *at, const char *end, char mark, vikt_digits *out)
{
    const char *begin = at, *fraction;

    *out = (vikt_digits){0};
    for (; at < end && is_digit(*at); at++)
        out->mantissa = out->mantissa * 10 + (uint64_t)(*at - '0');
    out->whole = (size_t)(at - begin);
    if (at == end)
        return out->whole > 0;
    if (*at != mark)
        return false;
    for (fraction = ++at; at < end && is_digit(*at); at++)
        out->mantissa = out->mantissa * 10 + (uint64_t)(*at - '0');
    out->decimals = (size_t)(at - fraction);
    return at == end && out->whole > 0 && out->decimals > 0;
}
