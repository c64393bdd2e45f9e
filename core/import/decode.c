/* SPDX-License-Identifier: MIT */
#include "core/import/decode.h"

#include "core/base/date.h"
#include "core/import/decode_cell.h"

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

/* Of a cell that is no copy. */
static const char *wrong_byte(vikt_decoding *shared, vikt_text raw, size_t bad)
{
    const char *at = raw.at + bad;
    const char *reason =
        vikt_arena_print(shared->arena, "byte 0x%02x at offset %zu is not UTF-8",
                         (unsigned char)*at, (size_t)(at - shared->text) + shared->skipped);

    shared->failed |= !reason;
    return reason;
}

void vikt_decode_reject(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                        size_t row, const char *reason)
{
    vikt_text raw = vikt_csv_raw(batch->slots + row * batch->stride, decoder->column);
    vikt_bad bad = {reason, raw, batch->first + row, batch->numbers[row],
                    decoder->if_empty != NULL};
    size_t wrong;

    if (shared->has_invalid && !vikt_text_valid(raw, &wrong))
        bad.reason = wrong_byte(shared, raw, wrong);
    shared->failed |= !vikt_bads_add(&decoder->bads, shared->allocator, bad);
}

vikt_text vikt_decode_unquoted(vikt_decoding *shared, vikt_text raw, bool *doubled)
{
    vikt_text cell = vikt_csv_cell(raw, doubled);

    if (*doubled && cell.length <= VIKT_CELL_MAX)
        cell = (vikt_text){shared->scratch, vikt_csv_unquote(cell, shared->scratch)};
    return vikt_text_trim(cell);
}

/* A personal number goes no further than this. */
static vikt_cell keep_text(vikt_decoder *decoder, vikt_decoding *shared, vikt_text cell,
                           bool doubled)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text shown = vikt_personal_mask(cell, decoder->personal, decoder->is_key, masked);

    decoder->masked += shown.length > 0;
    if (shown.length)
        return vikt_cell_copied(shared->pool, shown, &shared->failed);
    return doubled ? vikt_cell_copied(shared->pool, cell, &shared->failed)
                   : vikt_cell_mapped(shared->pool, cell);
}

static vikt_cell decode_text(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                             size_t row)
{
    bool doubled;
    vikt_text cell =
        vikt_decode_cell(shared, batch->slots + row * batch->stride, decoder->column, &doubled);

    if (cell.length == 0) {
        if (decoder->if_empty)
            vikt_decode_reject(decoder, shared, batch, row, decoder->if_empty);
        return VIKT_CELL_NONE;
    }
    if (cell.length > VIKT_CELL_MAX) {
        vikt_decode_reject(decoder, shared, batch, row, "is longer than 65534 bytes");
        return VIKT_CELL_NONE;
    }
    if (shared->has_invalid && !vikt_text_valid(cell, NULL)) {
        vikt_decode_reject(decoder, shared, batch, row, "is not UTF-8");
        return VIKT_CELL_NONE;
    }
    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    return keep_text(decoder, shared, cell, doubled);
}

static double read_truth(vikt_text cell)
{
    static const char *const words[] = {"nej",  "ja", "no", "yes", "false",
                                        "true", "0",  "1",  "",    "x"};
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
        vikt_decode_cell(shared, batch->slots + row * batch->stride, decoder->column, &doubled);
    double value = NAN;
    vikt_date date;

    if (cell.length == 0) {
        if (decoder->if_empty)
            vikt_decode_reject(decoder, shared, batch, row, decoder->if_empty);
        return NAN;
    }
    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    if (!is_date)
        value = read_truth(cell);
    else if (vikt_date_read(cell, &date))
        value = (double)date;
    if (isnan(value))
        vikt_decode_reject(decoder, shared, batch, row,
                           is_date ? "is not a date" : "is not yes or no");
    return value;
}

void vikt_decode(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    switch (decoder->type) {
    case VIKT_TYPE_NUMBER:
        vikt_decode_numbers(decoder, shared, batch);
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
