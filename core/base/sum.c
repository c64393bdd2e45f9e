/* SPDX-License-Identifier: MIT
 *
 * The exact sum: after Radford M. Neal, "Fast exact summation using small and large
 * superaccumulators" (2015). Chunk i counts units of 2^(32 i - 1075), so that neighbours overlap by
 * 32 bits and a carry is needed only after many additions.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/base/statistic.h"

enum {
    CHUNK_BITS = 32,
    MANTISSA_BITS = 52,
    UNIT = -1075,
    /* An addition changes a chunk by less than 2^52, a carried chunk lies below 2^32. */
    PENDING_MAX = 2046
};

void vikt_sum_init(vikt_sum *sum)
{
    *sum = (vikt_sum){.pending = 0};
}

/* Division that rounds down; a right shift of a negative number is not portable. */
static int64_t carry_of(int64_t chunk)
{
    int64_t low = (int64_t)((uint64_t)chunk & 0xffffffff);

    return (chunk - low) / (INT64_C(1) << CHUNK_BITS);
}

/* Leaves 32 bits in every chunk but the last, which keeps the sign. */
static void carry(vikt_sum *sum)
{
    for (int i = 0; i + 1 < VIKT_SUM_CHUNKS; i++) {
        int64_t over = carry_of(sum->chunk[i]);

        sum->chunk[i] &= 0xffffffff;
        sum->chunk[i + 1] += over;
    }
    sum->pending = 0;
}

void vikt_sum_add(vikt_sum *sum, double value)
{
    uint64_t bits, mantissa;
    unsigned exponent, shift;
    int64_t low, high;

    assert(isfinite(value));
    memcpy(&bits, &value, sizeof bits);
    mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    exponent = (unsigned)(bits >> MANTISSA_BITS & 0x7ff);
    if (exponent)
        mantissa |= UINT64_C(1) << MANTISSA_BITS;
    else
        exponent = 1; /* zero and subnormal */
    if (sum->pending == PENDING_MAX)
        carry(sum);
    shift = exponent % CHUNK_BITS;
    low = (int64_t)(mantissa << shift & 0xffffffff);
    high = (int64_t)(mantissa >> (CHUNK_BITS - shift));
    sum->chunk[exponent / CHUNK_BITS] += bits >> 63 ? -low : low;
    sum->chunk[exponent / CHUNK_BITS + 1] += bits >> 63 ? -high : high;
    sum->pending++;
}

void vikt_sum_merge(vikt_sum *into, const vikt_sum *from)
{
    vikt_sum other = *from;

    carry(&other);
    carry(into);
    for (int i = 0; i < VIKT_SUM_CHUNKS; i++)
        into->chunk[i] += other.chunk[i];
    into->pending = 1;
}

/* The absolute value of a carried sum. */
static vikt_sum magnitude_of(const vikt_sum *sum)
{
    vikt_sum size = *sum;

    if (sum->chunk[VIKT_SUM_CHUNKS - 1] >= 0)
        return size;
    for (int i = 0; i < VIKT_SUM_CHUNKS; i++)
        size.chunk[i] = -size.chunk[i];
    carry(&size);
    return size;
}

static uint64_t chunk_at(const vikt_sum *sum, int i)
{
    return i < 0 ? 0 : (uint64_t)sum->chunk[i];
}

/* Rounds `window`, whose highest bit is set and counts 2^(position - 1075), to nearest even.
 * `more`: bits below the window. Sums are multiples of 2^-1074, so what ldexp makes subnormal is
 * exact. */
static double rounded(uint64_t window, bool more, int position)
{
    const int drop = 63 - MANTISSA_BITS;
    uint64_t kept = window >> drop, half = UINT64_C(1) << (drop - 1);
    uint64_t rest = window & ((half << 1) - 1);

    if (rest > half || (rest == half && (more || kept % 2 == 1)))
        kept++;
    return ldexp((double)kept, position - MANTISSA_BITS + UNIT);
}

double vikt_sum_value(vikt_sum *sum)
{
    vikt_sum size;
    uint64_t window, next;
    bool more = false, negative;
    int top = VIKT_SUM_CHUNKS - 1, shift = 0;

    carry(sum);
    negative = sum->chunk[top] < 0;
    size = magnitude_of(sum);
    while (top > 0 && size.chunk[top] == 0)
        top--;
    if (size.chunk[top] == 0)
        return 0;
    if (chunk_at(&size, top) >> CHUNK_BITS)
        return negative ? -HUGE_VAL : HUGE_VAL; /* the last chunk; far out of range */
    for (int i = 0; i < top - 2; i++)
        more |= size.chunk[i] != 0;
    window = chunk_at(&size, top) << CHUNK_BITS | chunk_at(&size, top - 1);
    next = chunk_at(&size, top - 2) << CHUNK_BITS;
    for (; !(window >> 63); shift++)
        window <<= 1;
    if (shift) {
        window |= next >> (64 - shift);
        next <<= shift;
    }
    return (negative ? -1 : 1) *
           rounded(window, more || next != 0, top * CHUNK_BITS + CHUNK_BITS - 1 - shift);
}
