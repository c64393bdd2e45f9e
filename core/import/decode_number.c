/* SPDX-License-Identifier: MIT */
#include "core/base/digits.h"
#include "core/base/formula_error.h"
#include "core/import/decode_cell.h"

enum { PLAIN_MAX = VIKT_DIGITS_MAX + 1 /* with a minus */ };

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* A minus, digits, one mark, digits. */
static bool read_plain(vikt_decoder *decoder, vikt_text cell, double *value)
{
    bool negative = *cell.at == '-';
    size_t length = cell.length - negative;
    const char *at = cell.at + negative;
    vikt_looks *looks = &decoder->looks;
    vikt_digits found;

    if (length - 1 >= VIKT_DIGITS_MAX ||
        !vikt_digits_read_slowly(at, at + length, decoder->format.decimal, &found) ||
        vikt_digits_are_open(found))
        return false;
    looks->votes.numbers++;
    looks->votes.point += found.decimals > 0 && decoder->format.decimal == '.';
    looks->votes.comma += found.decimals > 0 && decoder->format.decimal == ',';
    looks->leading_zero |= found.whole > 1 && *cell.at == '0';
    *value = vikt_digits_signed(found, negative) /
             vikt_digits_powers[found.decimals + vikt_decode_shift(decoder)];
    return true;
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

/* The cell without blanks between groups of three, 1 845 200,50; 0 when there are none, other
 * things, or too many. */
static size_t join_groups(vikt_text cell, char decimal, char plain[PLAIN_MAX])
{
    const char *at = cell.at, *end = vikt_text_end(cell);
    size_t length = 0, groups = 0;

    if (*at == '-')
        plain[length++] = *at++;
    for (;; groups++) {
        size_t begin = length, blank;

        while (at < end && is_digit(*at) && length < PLAIN_MAX)
            plain[length++] = *at++;
        if (groups ? length - begin != 3 : length == begin || length - begin > 3)
            return 0;
        blank = blank_at(at, end);
        if (blank == 0)
            break;
        at += blank;
    }
    if (groups == 0 || (at < end && *at != decimal) || (size_t)(end - at) > PLAIN_MAX - length)
        return 0;
    while (at < end)
        plain[length++] = *at++;
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
static const char *read_any(vikt_decoder *decoder, vikt_text cell, double *value)
{
    bool is_plain = decoder->format.lift == 0;
    vikt_number_format format = decoder->format;
    char plain[PLAIN_MAX];
    size_t length;

    if (cell.length > VIKT_CELL_MAX)
        return "is longer than 65534 bytes";
    if (is_plain && read_plain(decoder, cell, value))
        return NULL;
    length = is_plain ? join_groups(cell, decoder->format.decimal, plain) : 0;
    if (length && read_plain(decoder, (vikt_text){plain, length}, value)) {
        decoder->looks.votes.blanks = true;
        return NULL;
    }
    vikt_looks_add(&decoder->looks, cell);
    format.lift -= (int)vikt_decode_shift(decoder); /* not / 100, which rounds once more */
    switch (vikt_number_read(cell, format, value, NULL)) {
    case VIKT_NUMBER_OK:
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

double vikt_decode_number(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                          size_t row)
{
    bool doubled;
    vikt_text cell =
        vikt_decode_cell(shared, batch->slots + row * batch->stride, decoder->column, &doubled);
    double value = NAN;
    const char *reason = cell.length ? read_any(decoder, cell, &value) : decoder->if_empty;

    if (reason) {
        vikt_decode_reject(decoder, shared, batch, row, reason);
        return NAN;
    }
    return value + 0.0; /* no -0 */
}
