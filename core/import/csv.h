/* SPDX-License-Identifier: MIT
 *
 * Bytes to rows of cells (RFC 4180): where every cell ends, each row with its number. Copies
 * nothing and knows no field. Any row's start is a place to begin, so parts of a file can be
 * scanned apart.
 *
 * An opening quote follows a separator, a line end or nothing, and a closing one stands before one.
 * A quote that does not (12" monitor, "Den" x) is a character: such a row is scanned byte by byte.
 */
#ifndef VIKT_CSV_H
#define VIKT_CSV_H

#include "core/base/text.h"

typedef struct vikt_csv {
    const char *end;   /* of the data */
    char separator;    /* '\n': one column */
    const char *start; /* of the next row */
    long number;       /* of the last row: its record in the file, blank rows counted */
    const char *block; /* the next 64 bytes to look at */
    const char *base;  /* of the marks */
    const char *wrong; /* the first quote in the block that stands where no quote may; NULL: none */
    uint64_t marks;    /* separators and line ends outside quotes, by byte from base */
    uint64_t inside;   /* all ones while a quote is open */
} vikt_csv;

typedef enum vikt_csv_state {
    VIKT_CSV_ROW,
    VIKT_CSV_END,
    VIKT_CSV_UNCLOSED, /* row.start..: column `cells` has a quote that does not close, or not within
                          a row's size */
    VIKT_CSV_TOO_LONG
} vikt_csv_state;

/**
 * A row. Slot 0 is its start and slot i + 1 the end of cell i; cell i begins at slot i, or one
 * behind it when i > 0. Where slots i and i + 1 are the same, cell i is empty: whoever needs more
 * cells than a row has makes them so.
 */
typedef struct vikt_csv_row {
    const char **slots; /* the caller's */
    size_t room;        /* cells that have a slot; more are counted, not kept */
    size_t cells;
    const char *end; /* without the line end */
    long number;
} vikt_csv_row;

/** Begins at a row's start; number is that of the row before it. */
void vikt_csv_open(vikt_csv *csv, const char *start, const char *end, char separator, long number);

/** The next row in which a cell is not blank. row->slots and row->room are the caller's. */
vikt_csv_state vikt_csv_next(vikt_csv *csv, vikt_csv_row *row);

/** The bytes of cell i as they stand, quotes included. */
static inline vikt_text vikt_csv_raw(const char *const *slots, size_t i)
{
    const char *begin = slots[i], *end = slots[i + 1];

    begin += i > 0 && begin < end;
    return (vikt_text){begin, (size_t)(end - begin)};
}

/** Whether a cell has something in it, and neither quotes, the = of ="17", nor blanks around that.
 * 0xc2 0xa0 is a no-break space; anything else with these bytes is only looked at twice. */
static inline bool vikt_csv_is_bare(vikt_text raw)
{
    unsigned char first, last;

    if (raw.length == 0)
        return false;
    first = (unsigned char)raw.at[0];
    last = (unsigned char)raw.at[raw.length - 1];
    return first > ' ' && last > ' ' && first != '"' && first != '=' && first != 0xc2 &&
           last != 0xa0;
}

/** The cell without its quotes. *doubled: it holds doubled quotes, see vikt_csv_unquote(). */
vikt_text vikt_csv_cell(vikt_text raw, bool *doubled);

/** Writes the cell with each doubled quote as one; out has room for its length. Returns the new
 * length. */
size_t vikt_csv_unquote(vikt_text cell, char *out);

#endif
