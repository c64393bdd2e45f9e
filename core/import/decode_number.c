/* SPDX-License-Identifier: MIT */
#include "core/base/formula_error.h"
#include "core/import/decode_cell.h"

enum { DIGITS_MAX = 15 /* so many are exact in a double */, WORD = 8 };

#define ALL(byte) (UINT64_C(0x0101010101010101) * (byte))

/* What a batch adds to the column's looks; kept apart because it is counted for every cell. */
typedef struct tally {
    size_t numbers, sure;
    bool leading_zero, blanks;
} tally;

/* The digits of a cell, with and without decimals. */
typedef struct digits {
    uint64_t mantissa;
    size_t whole, decimals; /* how many before and behind the mark */
} digits;

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

static inline double scaled(uint64_t mantissa, size_t decimals, bool negative)
{
    static const double power[] = {1,   1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                   1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
    double value = (double)(int64_t)mantissa / power[decimals];

    return negative ? -value : value;
}

/* Digits, at most one mark between them. */
static bool read_slowly(const char *at, const char *end, char mark, digits *out)
{
    const char *begin = at, *fraction;

    *out = (digits){0};
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

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

static inline uint64_t load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, WORD);
    return word;
}

/* A bit in each byte that equals `byte`; sure for the lowest one. */
static inline uint64_t bytes_equal(uint64_t word, char byte)
{
    uint64_t x = word ^ ALL((unsigned char)byte);

    return (x - ALL(1)) & ~x & ALL(0x80);
}

static inline bool are_digits(uint64_t word)
{
    return (((word & ALL(0xf0)) | ((word + ALL(6)) & ALL(0xf0)) >> 4)) == ALL(0x33);
}

/* Eight digits, the first in the lowest byte: pairs, fours, all. */
static inline uint64_t value_of(uint64_t word)
{
    word = (word & ALL(0x0f)) * 2561 >> 8;
    word = (word & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
    return (word & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32;
}

/* Takes the byte of the mark out: what stands before it moves up, `first` comes in below. */
static inline uint64_t without(uint64_t word, uint64_t mark, uint64_t first)
{
    uint64_t below = (mark & (0 - mark)) >> 7; /* 1 in the mark's byte */

    return (word & ~(below * 0xff | (below - 1))) | (word & (below - 1)) << 8 | first;
}

/* How many bytes lie above the lowest mark. */
static inline size_t above(uint64_t mark)
{
    return (size_t)(__builtin_clzll(mark & (0 - mark)) / 8);
}

/* For 9 to 15 bytes, when the 16 bytes before `end` can be read. */
static bool read_words(const char *at, const char *end, char mark, digits *out)
{
    size_t length = (size_t)(end - at), gap = 8 * (2 * WORD - length);
    uint64_t low = load(end - WORD);
    uint64_t high = (load(end - 2 * WORD) >> gap << gap) | (ALL('0') & ~(~UINT64_C(0) << gap));
    uint64_t found = bytes_equal(low, mark);

    out->decimals = 0;
    out->whole = length;
    if (found) {
        out->decimals = above(found);
        out->whole = length - 1 - out->decimals;
        low = without(low, found, high >> 56);
        high = high << 8 | '0';
    } else if ((found = bytes_equal(high, mark)) != 0) {
        out->decimals = above(found) + WORD;
        out->whole = length - 1 - out->decimals;
        high = without(high, found, '0');
    }
    out->mantissa = value_of(low) + value_of(high) * 100000000;
    return are_digits(low) && are_digits(high) && out->whole > 0 && (!found || out->decimals > 0);
}

/* The same without a loop, for 1 to 15 bytes, when the 16 bytes before `end` can be read. What
 * stands before the cell is taken for zeros. Most cells are eight digits at most. */
static inline bool read_word(const char *at, const char *end, char mark, digits *out)
{
    size_t length = (size_t)(end - at), gap = length < WORD ? 8 * (WORD - length) : 0;
    uint64_t word = (load(end - WORD) >> gap << gap) | (ALL('0') & ~(~UINT64_C(0) << gap));
    uint64_t found = bytes_equal(word, mark);

    if (length > WORD + 1 || (length > WORD && !found))
        return read_words(at, end, mark, out);
    out->decimals = 0;
    out->whole = length;
    if (found) {
        out->decimals = above(found);
        out->whole = length - 1 - out->decimals;
        word = without(word, found, length > WORD ? (unsigned char)*at : '0');
    }
    out->mantissa = value_of(word);
    return are_digits(word) && out->whole > 0 && (!found || out->decimals > 0);
}

#else

static inline bool read_word(const char *at, const char *end, char mark, digits *out)
{
    return read_slowly(at, end, mark, out);
}

#endif

/* How the cells of a batch are read; kept out of the decoder because it is looked at for every
 * cell. */
typedef struct manner {
    char mark;
    size_t shift;  /* decimals more: 2 for percent */
    bool is_plain; /* a whole column in thousands is not read fast */
} manner;

/* Whether the digits are surely decimals or none, and not thousands: else that needs a vote. Exact:
 * an integer and one division. */
static inline bool take_digits(const digits *found, manner how, vikt_text cell, bool negative,
                               tally *count, double *value)
{
    if (found->decimals == 3 && found->whole <= 3)
        return false;
    count->numbers++;
    count->sure += found->decimals > 0;
    count->leading_zero |= found->whole > 1 && *cell.at == '0';
    *value = scaled(found->mantissa, found->decimals + how.shift, negative);
    return true;
}

/* What most files are full of: a minus, digits, one mark, digits; 16 bytes before its end can be
 * read. */
static inline bool read_fast(manner how, vikt_text cell, tally *count, double *value)
{
    bool negative = *cell.at == '-';
    const char *at = cell.at + negative, *end = vikt_text_end(cell);
    size_t length = cell.length - negative;
    digits found;

    return length - 1 < DIGITS_MAX && read_word(at, end, how.mark, &found) &&
           take_digits(&found, how, cell, negative, count, value);
}

/* The same byte by byte, for cells that lie anywhere. */
static bool read_plain(manner how, vikt_text cell, tally *count, double *value)
{
    bool negative = *cell.at == '-';
    size_t length = cell.length - negative;
    digits found;

    return length - 1 < DIGITS_MAX &&
           read_slowly(cell.at + negative, vikt_text_end(cell), how.mark, &found) &&
           take_digits(&found, how, cell, negative, count, value);
}

/* Bytes of a blank between thousands: a space, U+00A0 or U+202F. */
static size_t blank_at(const char *at, const char *end)
{
    if (end - at >= 1 && *at == ' ')
        return 1;
    if (end - at >= 2 && memcmp(at, "\xc2\xa0", 2) == 0)
        return 2;
    return end - at >= 3 && memcmp(at, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

/* The cell without blanks between groups of three, 1 845 200,50; 0 when there are none, or other
 * things. */
static size_t join_groups(vikt_text cell, char decimal, char plain[DIGITS_MAX + 1])
{
    const char *at = cell.at, *end = vikt_text_end(cell);
    size_t length = 0, group = 0, groups = 0;

    while (at < end && length <= DIGITS_MAX) {
        size_t blank;

        if (is_digit(*at) || (length == 0 && *at == '-')) {
            group += is_digit(*at);
            plain[length++] = *at++;
        } else if ((blank = blank_at(at, end)) > 0 &&
                   (groups ? group == 3 : group >= 1 && group <= 3)) {
            at += blank;
            groups++;
            group = 0;
        } else {
            break;
        }
    }
    if (groups == 0 || group != 3 || (size_t)(end - at) > DIGITS_MAX - length)
        return 0;
    if (at < end && *at != decimal)
        return 0;
    for (; at < end; at++)
        plain[length++] = *at;
    return length;
}

/* Why a cell is no number of its column. */
static const char *fault_of(vikt_number_format format, vikt_text cell)
{
    bool is_point = format.decimal == '.';
    vikt_number_format other = {format.thousands, format.decimal, 0};
    double value;

    if (vikt_formula_error_is(cell))
        return vikt_decode_error;
    if (vikt_number_read(cell, other, &value, NULL) == VIKT_NUMBER_OK)
        return is_point ? vikt_decode_comma : vikt_decode_point;
    return "is not a number";
}

/* Anything that may be a number. NULL when it is one, else the reason. */
static const char *read_any(vikt_decoder *decoder, manner how, vikt_text cell, tally *count,
                            double *value)
{
    char plain[DIGITS_MAX + 1];
    bool percent = false;
    size_t length;

    if (cell.length > VIKT_CELL_MAX)
        return "is longer than 65534 bytes";
    if (how.is_plain && read_plain(how, cell, count, value))
        return NULL;
    length = how.is_plain ? join_groups(cell, how.mark, plain) : 0;
    if (length && read_plain(how, (vikt_text){plain, length}, count, value)) {
        count->blanks = true;
        return NULL;
    }
    vikt_looks_add(&decoder->looks, cell);
    switch (vikt_number_read(cell, decoder->format, value, &percent)) {
    case VIKT_NUMBER_OK:
        if (decoder->share && !percent)
            *value /= 100;
        return NULL;
    case VIKT_NUMBER_INFINITE:
        return "is not a finite number";
    case VIKT_NUMBER_EMPTY:
        return decoder->if_empty;
    case VIKT_NUMBER_WRONG:
        break;
    }
    return fault_of(decoder->format, cell);
}

/* Any cell, quoted, padded or empty. */
static const char *read_cell(vikt_decoder *decoder, vikt_decoding *shared, const char *const *slots,
                             manner how, tally *count, double *value)
{
    bool doubled;
    vikt_text cell = vikt_decode_cell(shared, slots, decoder->column, &doubled);

    if (cell.length == 0)
        return decoder->if_empty;
    return read_any(decoder, how, cell, count, value);
}

static void add_tally(vikt_decoder *decoder, const tally *count)
{
    decoder->looks.votes.numbers += count->numbers;
    decoder->looks.votes.point += decoder->format.decimal == '.' ? count->sure : 0;
    decoder->looks.votes.comma += decoder->format.decimal == ',' ? count->sure : 0;
    decoder->looks.votes.blanks |= count->blanks;
    decoder->looks.leading_zero |= count->leading_zero;
}

/* In a loop of its own, which waits for no division. */
static void reject_outside(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                           double *values)
{
    const double min = decoder->min, max = decoder->max;

    for (size_t row = 0; row < batch->count; row++) {
        if (!(values[row] < min || values[row] > max)) /* missing is neither */
            continue;
        vikt_decode_reject(decoder, shared, batch, row, decoder->outside);
        values[row] = NAN;
    }
}

void vikt_decode_numbers(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    const manner how = {decoder->format.decimal, decoder->share ? 2 : 0, decoder->format.lift == 0};
    const char *const *slots = batch->slots;
    /* A whole column in thousands is not read fast, nor the first bytes of memory. */
    const bool is_fast = how.is_plain && batch->count > 0 &&
                         (uintptr_t)slots[0] >= (uintptr_t)shared->pool->mapped + 2 * WORD;
    double *values = decoder->numbers + batch->first;
    size_t column = decoder->column, stride = batch->stride;
    const bool is_bare = how.shift == 0 && how.is_plain;
    tally count = {0};

    for (size_t row = 0; row < batch->count; row++, slots += stride) {
        vikt_text raw = vikt_csv_raw(slots, column);
        const char *reason = NULL;
        double value = NAN;

        if (raw.length == 0) {
            reason = decoder->if_empty;
        } else if (raw.length == 1 && is_digit(*raw.at) && is_bare) { /* ratings, counts */
            value = *raw.at - '0';
            count.numbers++;
        } else if (!is_fast || !read_fast(how, raw, &count, &value)) {
            reason = read_cell(decoder, shared, slots, how, &count, &value);
        }
        if (reason) {
            vikt_decode_reject(decoder, shared, batch, row, reason);
            value = NAN;
        }
        values[row] = value + 0.0; /* no -0 */
    }
    reject_outside(decoder, shared, batch, values);
    add_tally(decoder, &count);
}
