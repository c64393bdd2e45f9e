/* SPDX-License-Identifier: MIT */
#include "core/persist/plain.h"

#include <stdint.h>

/* Hundredths stay below 2^53 by far, and a text of at most 15 digits is the only one of its length
 * that reads back. */
#define LARGEST 1e12

static char *put_whole(char *at, uint64_t number)
{
    char digits[20];
    int count = 0;

    if (number < 10) { /* points, ratings, counts: most numbers of all */
        *at = (char)('0' + number);
        return at + 1;
    }
    do
        digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    while (count > 0)
        *at++ = digits[--count];
    return at;
}

static char *put_rest(char *at, unsigned hundredths)
{
    *at++ = '.';
    *at++ = (char)('0' + hundredths / 10);
    if (hundredths % 10 != 0)
        *at++ = (char)('0' + hundredths % 10);
    return at;
}

size_t vikt_plain_write(double value, char text[VIKT_NUMBER_MAX])
{
    double size = value < 0 ? -value : value;
    uint64_t whole, hundredths;
    char *at = text;

    if (!(size < LARGEST))
        return vikt_number_write(value, text);
    if (value < 0)
        *at++ = '-';
    whole = (uint64_t)size;
    if ((double)whole == size) {
        at = put_whole(at, whole);
    } else {
        hundredths = (uint64_t)(size * 100 + 0.5);
        /* Division rounds correctly, so equality means that these digits read back to the same
         * double. */
        if ((double)hundredths / 100 != size)
            return vikt_number_write(value, text);
        at = put_rest(put_whole(at, hundredths / 100), (unsigned)(hundredths % 100));
    }
    *at = '\0';
    return (size_t)(at - text);
}
