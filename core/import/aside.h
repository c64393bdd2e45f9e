/* SPDX-License-Identifier: MIT
 *
 * Rows of a sheet that are no data: titles and headings that stand again where a page ends, lines
 * of dashes, and totals. Each row is judged by itself, so the order of the rows changes nothing.
 */
#ifndef VIKT_ASIDE_H
#define VIKT_ASIDE_H

#include "core/import/csv.h"

enum { VIKT_ASIDE_TITLES = 64 };

typedef enum vikt_aside_kind {
    VIKT_ASIDE_NONE, /* it is data */
    VIKT_ASIDE_TITLE,
    VIKT_ASIDE_HEADING,
    VIKT_ASIDE_TOTAL
} vikt_aside_kind;

typedef struct vikt_aside {
    bool first[256]; /* bytes that such rows begin with */
    char separator;
    vikt_text heading; /* the row; none: there is none */
    vikt_text second;  /* the row below, if it is part of the heading */
    vikt_text titles[VIKT_ASIDE_TITLES];
    size_t title_count;
    uint64_t ids; /* columns of numbers, dates and ids, by bit: words alone in one are no data */
} vikt_aside;

/** How many rows were skipped, by kind. */
typedef struct vikt_aside_counts {
    size_t titles, headings, totals;
} vikt_aside_counts;

/** heading: the row's text; none for a file without one. */
void vikt_aside_init(vikt_aside *aside, char separator, vikt_text heading);

/** A title that is skipped where it stands again, with other figures in it too ("Page 2"). More
 * than VIKT_ASIDE_TITLES are not kept. */
void vikt_aside_add_title(vikt_aside *aside, vikt_text row);

/** A second row of the heading, skipped wherever it stands. */
void vikt_aside_add_second(vikt_aside *aside, vikt_text row);

/** False when the row's first byte says that it is data or has too few cells: the fast look. */
static inline bool vikt_aside_may_be(const vikt_aside *aside, const vikt_csv_row *row)
{
    return aside->first[(unsigned char)*row->slots[0]];
}

/**
 * What a row is. A total has such a word ("Summa kund 1001", "Grand total") in its first cell that
 * is not empty, and no key: a customer "Total Energi AB" with a key is data.
 *
 * @param key  the column of keys, or of names where they are the keys; VIKT_INDEX_NONE: unknown,
 *             and only what is nothing but a total's label is one
 */
vikt_aside_kind vikt_aside_of(const vikt_aside *aside, const vikt_csv_row *row, size_t key);

/** Counts the row; false when it is data. */
bool vikt_aside_count(vikt_aside_kind kind, vikt_aside_counts *counts);

/** Whether a cell that stands alone says that it is about the file: "Page 1 of 3", "Printed by
 * Anna",
 * "*** End of report ***", or anything with a date or a time in it. */
bool vikt_aside_says_footer(vikt_text cell);

/** Whether a cell begins as a total, of whatever: "Summa Nord", "Total Energi AB". */
bool vikt_aside_may_be_label(vikt_text cell);

/** Whether a cell is nothing but the label of a total: "Total", "Summa kund 1001"; not of a count,
 * "Antal kunder". */
bool vikt_aside_is_label(vikt_text cell);

#endif
