/* SPDX-License-Identifier: MIT */
#include "core/base/statistic.h"

#include <math.h>
#include <string.h>

enum {
    DIGIT_BITS = 11, /* six passes over 64 bits; the counts stay in the first cache */
    DIGITS = 1 << DIGIT_BITS,
    KEY_BITS = 64,
    FEW = 128 /* below, insertion is faster than counting */
};

/* q as a decimal of at most 9 digits. */
#define BILLION UINT64_C(1000000000)

uint64_t vikt_order_of(double value)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits;

    if (value == 0)
        return sign; /* -0 too */
    memcpy(&bits, &value, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

static size_t digit_of(uint64_t key, int shift)
{
    return (size_t)(key >> shift) & (DIGITS - 1);
}

/* Turns counts into places. */
static void place_counts(size_t counts[DIGITS])
{
    size_t place = 0;

    for (size_t i = 0; i < DIGITS; i++) {
        size_t count = counts[i];

        counts[i] = place;
        place += count;
    }
}

static void insert_ordered(vikt_ordered *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        vikt_ordered item = items[i];
        size_t at = i;

        for (; at > 0 && items[at - 1].order > item.order; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

/* The bits in which keys differ; 0 also when they are in order already. */
static uint64_t differing_bits(const vikt_ordered *items, size_t count)
{
    uint64_t all = UINT64_MAX, any = 0;
    bool ascending = true;

    for (size_t i = 0; i < count; i++) {
        all &= items[i].order;
        any |= items[i].order;
        ascending &= i == 0 || items[i - 1].order <= items[i].order;
    }
    return ascending ? 0 : all ^ any;
}

void vikt_order_sort(vikt_ordered *items, vikt_ordered *scratch, size_t count)
{
    vikt_ordered *from = items, *to = scratch;
    uint64_t differ;

    if (count < FEW) {
        insert_ordered(items, count);
        return;
    }
    differ = differing_bits(items, count);
    for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
        size_t counts[DIGITS] = {0};
        vikt_ordered *swap = from;

        if (digit_of(differ, shift) == 0)
            continue;
        for (size_t i = 0; i < count; i++)
            counts[digit_of(from[i].order, shift)]++;
        place_counts(counts);
        for (size_t i = 0; i < count; i++)
            to[counts[digit_of(from[i].order, shift)]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

static void insert_values(double *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double value = values[i];
        size_t at = i;

        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static uint64_t differing_value_bits(const double *values, size_t count)
{
    uint64_t all = UINT64_MAX, any = 0;
    bool ascending = true;

    for (size_t i = 0; i < count; i++) {
        uint64_t order = vikt_order_of(values[i]);

        all &= order;
        any |= order;
        ascending &= i == 0 || values[i - 1] <= values[i];
    }
    return ascending ? 0 : all ^ any;
}

void vikt_values_sort(double *values, double *scratch, size_t count)
{
    double *from = values, *to = scratch;
    uint64_t differ;

    if (count < FEW) {
        insert_values(values, count);
        return;
    }
    differ = differing_value_bits(values, count);
    for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
        size_t counts[DIGITS] = {0};
        double *swap = from;

        if (digit_of(differ, shift) == 0)
            continue;
        for (size_t i = 0; i < count; i++)
            counts[digit_of(vikt_order_of(from[i]), shift)]++;
        place_counts(counts);
        for (size_t i = 0; i < count; i++)
            to[counts[digit_of(vikt_order_of(from[i]), shift)]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != values)
        memcpy(values, from, count * sizeof *values);
}

/* The first index whose value is not below x, or (above) is above x. */
static size_t bisect(const double *sorted, size_t count, double x, bool above)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] < x || (above && sorted[middle] == x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void vikt_values_place(const double *sorted, size_t count, double x, size_t *below, size_t *equal)
{
    *below = bisect(sorted, count, x, false);
    *equal = bisect(sorted, count, x, true) - *below;
}

static uint64_t billionths(double q)
{
    if (!(q > 0))
        return 0;
    return q >= 1 ? BILLION : (uint64_t)(q * (double)BILLION + 0.5);
}

/* count * parts / 10^9 without overflow: the whole and what is left over, in billionths. */
static size_t share_of(size_t count, uint64_t parts, uint64_t *left)
{
    uint64_t low = (uint64_t)count % BILLION * parts;

    *left = low % BILLION;
    return (size_t)((uint64_t)count / BILLION * parts + low / BILLION);
}

/* The second form is less exact, but does not overflow where the first does. */
static double between(double low, double high, double fraction)
{
    if (isfinite(high - low))
        return low + fraction * (high - low);
    return (1 - fraction) * low + fraction * high;
}

double vikt_values_quantile(const double *sorted, size_t count, double q)
{
    uint64_t parts = billionths(q), left;
    size_t index = share_of(count - 1, parts, &left);
    double fraction = (double)left / (double)BILLION;

    /* A q that is no such decimal, as one third, is taken as it is. */
    if (q > 0 && q < 1 && (double)parts / (double)BILLION != q) {
        double place = (double)(count - 1) * q;

        index = (size_t)place;
        fraction = place - (double)index;
    }
    if (index + 1 >= count)
        return sorted[count - 1];
    if (fraction == 0 || sorted[index] == sorted[index + 1])
        return sorted[index];
    return between(sorted[index], sorted[index + 1], fraction);
}

double vikt_values_nearest(const double *sorted, size_t count, double q)
{
    uint64_t left;
    size_t rank = share_of(count, billionths(q), &left);

    rank += left > 0;
    return sorted[rank > 0 ? rank - 1 : 0];
}

size_t vikt_values_distinct(const double *sorted, size_t count)
{
    size_t distinct = count > 0;

    for (size_t i = 1; i < count; i++)
        distinct += sorted[i] != sorted[i - 1];
    return distinct;
}
