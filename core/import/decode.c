/* SPDX-License-Identifier: MIT */
#include "core/import/decode.h"

#include "core/base/date.h"
#include "core/import/csv.h"

enum { DIGITS_MAX = 15 }; /* so many are exact in a double */

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

void vikt_looks_add(vikt_looks *looks, vikt_text cell)
{
    size_t numbers = looks->votes.numbers, others = looks->votes.others, i = 0;
    vikt_date date;

    while (i < cell.length && !is_digit(cell.at[i]))
        i++;
    if (i == cell.length) {
        looks->votes.others += cell.length > 0;
        return;
    }
    looks->leading_zero |= cell.length > 1 && cell.at[0] == '0' && is_digit(cell.at[1]);
    vikt_number_vote(&looks->votes, cell);
    looks->percent |= looks->votes.numbers > numbers && cell.at[cell.length - 1] == '%';
    looks->dates += looks->votes.others > others && vikt_date_read(cell, &date);
}

vikt_type vikt_looks_type(const vikt_looks *looks)
{
    size_t filled = looks->votes.numbers + looks->votes.others;

    if (looks->votes.numbers * 10 >= filled * 9 && !looks->leading_zero)
        return VIKT_TYPE_NUMBER;
    return looks->dates * 10 >= filled * 9 ? VIKT_TYPE_DATE : VIKT_TYPE_TEXT;
}

static void reject(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch, size_t row,
                   const char *reason)
{
    vikt_text raw = vikt_csv_raw(batch->slots + row * batch->stride, decoder->column);
    vikt_bad bad = {reason, raw, batch->first + row, batch->numbers[row],
                    decoder->if_empty != NULL};

    if (shared->has_invalid && !vikt_text_valid(raw, NULL))
        bad.reason = "is not UTF-8";
    shared->failed |= !vikt_bads_add(&decoder->bads, shared->allocator, bad);
}

static inline bool needs_trim(vikt_text cell)
{
    unsigned char first = (unsigned char)cell.at[0];
    unsigned char last = (unsigned char)cell.at[cell.length - 1];

    return first <= ' ' || last <= ' ' || first == 0xc2 || last == 0xa0;
}

/* A cell without quotes and blanks; it may lie in shared->scratch. *doubled when it does. */
static vikt_text unquoted(vikt_decoding *shared, vikt_text raw, bool *doubled)
{
    vikt_text cell = vikt_csv_cell(raw, doubled);

    if (*doubled && cell.length <= VIKT_CELL_MAX)
        cell = (vikt_text){shared->scratch, vikt_csv_unquote(cell, shared->scratch)};
    return vikt_text_trim(cell);
}

static inline vikt_text cell_of(vikt_decoding *shared, const char *const *slots, size_t column,
                                bool *doubled)
{
    vikt_text raw = vikt_csv_raw(slots, column);

    *doubled = false;
    if (raw.length == 0 || (raw.at[0] != '"' && !needs_trim(raw)))
        return raw;
    return unquoted(shared, raw, doubled);
}

static vikt_cell decode_text(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                             size_t row)
{
    bool doubled;
    vikt_text cell =
        cell_of(shared, batch->slots + row * batch->stride, decoder->column, &doubled);

    if (cell.length == 0) {
        if (decoder->if_empty)
            reject(decoder, shared, batch, row, decoder->if_empty);
        return VIKT_CELL_NONE;
    }
    if (cell.length > VIKT_CELL_MAX) {
        reject(decoder, shared, batch, row, "is longer than 65534 bytes");
        return VIKT_CELL_NONE;
    }
    if (shared->has_invalid && !vikt_text_valid(cell, NULL)) {
        reject(decoder, shared, batch, row, "is not UTF-8");
        return VIKT_CELL_NONE;
    }
    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    return doubled ? vikt_cell_copied(shared->pool, cell, &shared->failed)
                   : vikt_cell_mapped(shared->pool, cell);
}

static double scaled(uint64_t mantissa, unsigned decimals, bool negative)
{
    static const double power[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                   1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
    double value = (double)mantissa / power[decimals];

    return negative && mantissa ? -value : value;
}

/* What most files are full of: a minus, digits, one mark, digits. Exact: an integer and one division. */
static inline bool read_plain(vikt_decoder *decoder, const char *at, const char *end, double *value)
{
    bool negative = *at == '-';
    const char *begin = at + negative, *fraction;
    unsigned percent = decoder->share ? 2 : 0;
    uint64_t mantissa = 0;

    for (at = begin; at < end && is_digit(*at); at++)
        mantissa = mantissa * 10 + (uint64_t)(*at - '0');
    if (at == begin || end - begin > DIGITS_MAX)
        return false;
    if (at < end) {
        if (*at != decoder->format.decimal)
            return false;
        for (fraction = ++at; at < end && is_digit(*at); at++)
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
        if (at < end || at == fraction || (at - fraction == 3 && fraction - begin <= 4))
            return false; /* three digits may be thousands: that needs a vote */
        decoder->looks.votes.point += decoder->format.decimal == '.';
        decoder->looks.votes.comma += decoder->format.decimal == ',';
        percent += (unsigned)(at - fraction);
    } else if (*begin == '0' && end - begin > 1 && !negative) {
        decoder->looks.leading_zero = true;
    }
    decoder->looks.votes.numbers++;
    *value = scaled(mantissa, percent, negative);
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

/* The same with blanks between groups of three: 1 845 200,50. */
static bool read_grouped(vikt_decoder *decoder, vikt_text cell, double *value)
{
    const char *at = cell.at, *end = at + cell.length, *fraction = end;
    bool negative = *at == '-';
    char plain[DIGITS_MAX + 1];
    size_t length = 0, group = 0, groups = 0;
    uint64_t mantissa = 0;

    for (at += negative; at < end && length < DIGITS_MAX;) {
        size_t blank = is_digit(*at) ? 0 : blank_at(at, end);

        if (is_digit(*at)) {
            plain[length++] = *at++;
            group++;
        } else if (blank && (groups ? group == 3 : group >= 1 && group <= 3)) {
            at += blank;
            groups++;
            group = 0;
        } else {
            break;
        }
    }
    if (groups == 0 || group != 3)
        return false;
    if (at < end && *at == decoder->format.decimal) {
        for (fraction = ++at; at < end && is_digit(*at) && length < DIGITS_MAX; at++)
            plain[length++] = *at;
        if (at == fraction || at - fraction == 3)
            return false;
        decoder->looks.votes.point += decoder->format.decimal == '.';
        decoder->looks.votes.comma += decoder->format.decimal == ',';
    }
    if (at < end)
        return false;
    for (size_t i = 0; i < length; i++)
        mantissa = mantissa * 10 + (uint64_t)(plain[i] - '0');
    decoder->looks.votes.numbers++;
    *value = scaled(mantissa, (unsigned)(end - fraction) + (decoder->share ? 2 : 0), negative);
    return true;
}

/* Anything else that may be a number. NULL when it is one, else the reason. */
static const char *read_any(vikt_decoder *decoder, vikt_text cell, double *value)
{
    bool percent = false;

    if (cell.length > VIKT_CELL_MAX)
        return "is longer than 65534 bytes";
    if (read_grouped(decoder, cell, value))
        return NULL;
    vikt_looks_add(&decoder->looks, cell);
    switch (vikt_number_read(cell, decoder->format, value, &percent)) {
    case VIKT_NUMBER_OK:
        if (decoder->share && !percent)
            *value /= 100;
        return NULL;
    case VIKT_NUMBER_INFINITE:
        return "is not a finite number";
    case VIKT_NUMBER_EMPTY:
    case VIKT_NUMBER_WRONG:
        break;
    }
    return "is not a number";
}

static inline double decode_number(vikt_decoder *decoder, vikt_decoding *shared,
                                   const vikt_batch *batch, size_t row)
{
    const char *const *slots = batch->slots + row * batch->stride;
    vikt_text raw = vikt_csv_raw(slots, decoder->column);
    const char *reason = NULL;
    double value = NAN;
    bool doubled;

    if (raw.length == 0 || !read_plain(decoder, raw.at, raw.at + raw.length, &value)) {
        vikt_text cell = cell_of(shared, slots, decoder->column, &doubled);

        if (cell.length == 0)
            reason = decoder->if_empty;
        else if (!read_plain(decoder, cell.at, cell.at + cell.length, &value))
            reason = read_any(decoder, cell, &value);
    }
    if (!reason && (value < decoder->min || value > decoder->max))
        reason = decoder->outside;
    if (!reason)
        return value + 0.0; /* no -0 */
    reject(decoder, shared, batch, row, reason);
    return NAN;
}

static double read_truth(vikt_text cell)
{
    static const char *const words[] = {"nej", "ja", "no", "yes", "false", "true", "0", "1", "", "x"};
    char lower[8];

    if (cell.length >= sizeof lower)
        return NAN;
    for (size_t i = 0; i < cell.length; i++)
        lower[i] = (char)vikt_text_lower((unsigned char)cell.at[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_text_is((vikt_text){lower, cell.length}, words[i]))
            return (double)(i % 2);
    return NAN;
}

/* Dates and yes/no. */
static double decode_other(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                           size_t row)
{
    bool doubled, is_date = decoder->type == VIKT_TYPE_DATE;
    vikt_text cell =
        cell_of(shared, batch->slots + row * batch->stride, decoder->column, &doubled);
    double value = NAN;
    vikt_date date;

    if (cell.length == 0) {
        if (decoder->if_empty)
            reject(decoder, shared, batch, row, decoder->if_empty);
        return NAN;
    }
    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    if (!is_date)
        value = read_truth(cell);
    else if (vikt_date_read(cell, &date))
        value = (double)date;
    if (isnan(value))
        reject(decoder, shared, batch, row, is_date ? "is not a date" : "is not yes or no");
    return value;
}

void vikt_decode(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    switch (decoder->type) {
    case VIKT_TYPE_NUMBER:
        for (size_t row = 0; row < batch->count; row++)
            decoder->numbers[batch->first + row] = decode_number(decoder, shared, batch, row);
        return;
    case VIKT_TYPE_UNKNOWN: /* settled before; text takes anything */
    case VIKT_TYPE_TEXT:
        for (size_t row = 0; row < batch->count; row++)
            decoder->cells[batch->first + row] = decode_text(decoder, shared, batch, row);
        return;
    case VIKT_TYPE_DATE:
    case VIKT_TYPE_TRUTH:
        for (size_t row = 0; row < batch->count; row++)
            decoder->numbers[batch->first + row] = decode_other(decoder, shared, batch, row);
        return;
    }
}
