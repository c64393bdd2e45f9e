/* SPDX-License-Identifier: MIT
 *
 * A sheet into columns: what each must be read as, and reading it. Rows keep the order of the file.
 */
#ifndef VIKT_LOAD_H
#define VIKT_LOAD_H

#include "core/import/decode.h"
#include "core/import/dialect.h"
#include "core/import/match.h"

typedef struct vikt_load {
    const vikt_sheet *sheet;
    const vikt_match *match;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_source_kind kind;
    vikt_arena *arena;
    vikt_decoding shared;
    vikt_decoder *decoders;
    size_t decoder_count;
    vikt_decoder *key, *name; /* among decoders; NULL: none */
    vikt_dialect_sums sums;   /* what was told is set before */
    size_t most;              /* customers; 0: VIKT_CUSTOMERS_MAX */
    size_t capacity;          /* slots */
    size_t count;             /* rows with the right number of cells; each has a slot */
    uint32_t *rows;           /* by slot: record in the file */
    char *values; /* of all decoders, each capacity times 8 bytes: few large pages hold them */
    vikt_bads ragged;
    bool leaves_open; /* columns that can be read in two ways are not asked about: is_open tells */
    vikt_aside_counts aside; /* rows that were skipped */
    bool has_personal; /* a heading speaks of personal numbers: rows shown whole may hold them */
} vikt_load;

/**
 * Reads all rows. Columns whose type, decimal mark, order of dates or percent sign turns out to be
 * another one than the first rows showed are read once more, so that the order of the rows does not
 * matter.
 *
 * @param load      sheet, match, profile, listener, kind, arena, shared, and of sums what was told
 * are set, the rest zeros; clear with vikt_load_clear()
 * @param newlines  in the whole file: there are not more rows
 * @return VIKT_INPUT for an unclosed quote, too long a row, or a column that can be read in two
 * ways; VIKT_LIMIT; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_load_read(vikt_load *load, size_t newlines, vikt_error *err);
void vikt_load_clear(vikt_load *load);

/** The text column of key or name, by slot. */
vikt_column vikt_load_texts(const vikt_load *load, const vikt_decoder *decoder);

#endif
