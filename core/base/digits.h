/* SPDX-License-Identifier: MIT
 *
 * What most cells of numbers are: up to fifteen digits with at most one mark between them. Knows
 * neither sign nor blanks; number.h reads everything else.
 */
#ifndef VIKT_DIGITS_H
#define VIKT_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__) && defined(__x86_64__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

enum {
    VIKT_DIGITS_MAX = 15,   /* bytes with the mark; so many digits are exact in a double */
    VIKT_DIGITS_BEFORE = 16 /* bytes before the end that vikt_digits_read() may look at */
};

/** Digits as one integer, and how many stand before and behind the mark. */
typedef struct vikt_digits {
    uint64_t mantissa;
    size_t whole, decimals;
} vikt_digits;

/** Whether what looks like decimals may be thousands: 1.234. */
static inline bool vikt_digits_are_open(vikt_digits digits)
{
    return digits.decimals == 3 && digits.whole <= 3;
}

/** The powers of ten, up to that of decimals in percent. The value of digits is
 *  vikt_digits_signed() / vikt_digits_powers[decimals], exactly. */
extern const double vikt_digits_powers[VIKT_DIGITS_MAX + 2];

/** Never -0. */
static inline double vikt_digits_signed(vikt_digits digits, bool negative)
{
    int64_t sign = -(int64_t)negative;

    return (double)(((int64_t)digits.mantissa ^ sign) - sign);
}

/** Reads 1 to 15 bytes; false when they are something else. */
bool vikt_digits_read_slowly(const char *at, const char *end, char mark, vikt_digits *out);

#if defined(__SSE2__) && defined(__x86_64__) && defined(__GNUC__)

/* All ones in the last `count` of 16 bytes. */
static inline __m128i vikt_digits_last(size_t count)
{
    static const unsigned char bytes[32] = {0,    0,    0,    0,    0,    0,    0,    0,
                                            0,    0,    0,    0,    0,    0,    0,    0,
                                            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

    return _mm_loadu_si128((const __m128i *)(const void *)(bytes + count));
}

/* Sixteen bytes 0 to 9 as a number, the first byte first: pairs, fours, eights. */
static inline uint64_t vikt_digits_value(__m128i digits)
{
    __m128i tens = _mm_and_si128(digits, _mm_set1_epi16(0xff));
    __m128i pairs =
        _mm_add_epi16(_mm_mullo_epi16(tens, _mm_set1_epi16(10)), _mm_srli_epi16(digits, 8));
    __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);

    return (both & UINT32_MAX) * 100000000 + (both >> 32);
}

/** The same without a loop, when the 16 bytes before `end` can be read. */
static inline bool vikt_digits_read(const char *at, const char *end, char mark, vikt_digits *out)
{
    size_t length = (size_t)(end - at), behind;
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(end - 16)), above;
    unsigned marks;

    /* What stands before the cell is taken for zeros. */
    bytes = _mm_and_si128(_mm_sub_epi8(bytes, _mm_set1_epi8('0')), vikt_digits_last(length));
    marks = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)(mark - '0'))));
    behind = (size_t)__builtin_clz(marks << 1 | 1) - 15; /* the mark; 16: there is none */
    /* What stands before the mark moves up into its place. */
    above = vikt_digits_last(behind);
    bytes = _mm_or_si128(_mm_and_si128(above, bytes),
                         _mm_andnot_si128(above, _mm_slli_si128(bytes, 1)));
    out->mantissa = vikt_digits_value(bytes);
    out->decimals = behind & 15;
    out->whole = length - out->decimals - (behind < 16);
    bytes = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(9)), bytes);
    return _mm_movemask_epi8(bytes) == 0xffff && out->whole > 0 && behind > 0;
}

#else

static inline bool vikt_digits_read(const char *at, const char *end, char mark, vikt_digits *out)
{
    return vikt_digits_read_slowly(at, end, mark, out);
}

#endif

#endif
