/* SPDX-License-Identifier: MIT
 *
 * What decoders of all types share: a cell's text, and rejecting it. Private to decode*.c
 * and load.c.
 */
#ifndef VIKT_DECODE_CELL_H
#define VIKT_DECODE_CELL_H

#include "core/import/csv.h"
#include "core/import/decode.h"

/** Reasons that are counted for themselves: a formula's error, and cells against the rest of their
 *  column. */
extern const char vikt_decode_error[], vikt_decode_point[], vikt_decode_comma[],
    vikt_decode_order[];

/** Keeps the cell at a row of the batch as a reject; the error of a formula only where there must
 * be a value. */
void vikt_decode_reject(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                        size_t row, const char *reason);

/** The slow part of vikt_decode_cell(). */
vikt_text vikt_decode_unquoted(vikt_decoding *shared, vikt_text raw, bool *doubled);

/** Decodes a batch of a number column. */
void vikt_decode_numbers(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch);

/** Any cell of a number column, quoted, padded or empty; missing when it is rejected. */
double vikt_decode_number(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                          size_t row);

/** How many decimals more a plain number of the column has: percent. */
static inline size_t vikt_decode_shift(const vikt_decoder *decoder)
{
    return decoder->share ? 2 : 0;
}

/** A cell without quotes and blanks. *doubled: it lies in shared->scratch, rewritten. */
static inline vikt_text vikt_decode_cell(vikt_decoding *shared, const char *const *slots,
                                         size_t column, bool *doubled)
{
    vikt_text raw = vikt_csv_raw(slots, column);

    *doubled = false;
    if (raw.length == 0 || vikt_csv_is_bare(raw))
        return raw;
    return vikt_decode_unquoted(shared, raw, doubled);
}

#endif
