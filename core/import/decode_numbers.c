/* SPDX-License-Identifier: MIT */
#include "core/base/digits.h"
#include "core/import/decode_cell.h"

/* The numbers of a batch. A division takes longer than all else: they are divided together. */
typedef struct reading {
    double *values;
    double divisors[VIKT_BATCH_ROWS];
    unsigned char odd[VIKT_BATCH_ROWS]; /* rows that are read one by one */
    size_t odd_count;
    bool is_whole; /* all divisors are 1 */
} reading;

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* What most columns are full of: a minus, digits, one mark, digits. Every number of a file goes
 * through this loop, so it calls nothing. */
static void read_fast(vikt_decoder *decoder, const vikt_batch *batch, reading *out)
{
    const char *const *slots = batch->slots + decoder->column;
    const size_t stride = batch->stride, skip = decoder->column > 0;
    const double *powers = vikt_digits_powers + vikt_decode_shift(decoder);
    const char mark = decoder->format.decimal;
    size_t marked = 0, odd = 0;
    bool leading_zero = false;

    for (size_t row = 0; row < batch->count; row++, slots += stride) {
        const char *at = slots[0] + skip, *end = slots[1];
        size_t length = (size_t)(end - at);
        vikt_digits found;

        if (length == 1 && is_digit(*at)) { /* ratings, counts */
            out->values[row] = *at - '0';
            out->divisors[row] = powers[0];
        } else if (length - 1 < VIKT_DIGITS_MAX &&
                   vikt_digits_read(at + (*at == '-'), end, mark, &found) &&
                   !vikt_digits_are_open(found)) {
            out->values[row] = vikt_digits_signed(found, *at == '-');
            out->divisors[row] = powers[found.decimals];
            marked += found.decimals > 0;
            leading_zero |= found.whole > 1 && *at == '0';
        } else {
            out->values[row] = NAN;
            out->divisors[row] = 1;
            out->odd[odd++] = (unsigned char)row;
        }
    }
    out->odd_count = odd;
    out->is_whole = marked == 0 && !decoder->share;
    decoder->looks.votes.numbers += batch->count - odd;
    decoder->looks.votes.point += mark == '.' ? marked : 0;
    decoder->looks.votes.comma += mark == ',' ? marked : 0;
    decoder->looks.leading_zero |= leading_zero;
}

static void divide(const reading *made, size_t count)
{
    if (made->is_whole)
        return;
    for (size_t i = 0; i < count; i++)
        made->values[i] /= made->divisors[i];
}

static void reject_outside(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                           double *values)
{
    const double min = decoder->min, max = decoder->max;

    if (isinf(min) && isinf(max))
        return;
    for (size_t row = 0; row < batch->count; row++) {
        if (!(values[row] < min || values[row] > max)) /* missing is neither */
            continue;
        vikt_decode_reject(decoder, shared, batch, row, decoder->outside);
        values[row] = NAN;
    }
}

/* A whole column in thousands is not, nor the first bytes of memory. */
static bool is_fast(const vikt_decoder *decoder, const vikt_decoding *shared,
                    const vikt_batch *batch)
{
    return decoder->format.lift == 0 && batch->count > 0 &&
           (uintptr_t)batch->slots[0] >= (uintptr_t)shared->pool->mapped + VIKT_DIGITS_BEFORE;
}

void vikt_decode_numbers(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    double *values = decoder->numbers + batch->first;
    reading made;

    made.values = values;
    if (is_fast(decoder, shared, batch)) {
        read_fast(decoder, batch, &made);
        divide(&made, batch->count);
        for (size_t i = 0; i < made.odd_count; i++)
            values[made.odd[i]] = vikt_decode_number(decoder, shared, batch, made.odd[i]);
    } else {
        for (size_t row = 0; row < batch->count; row++)
            values[row] = vikt_decode_number(decoder, shared, batch, row);
    }
    reject_outside(decoder, shared, batch, values);
}
