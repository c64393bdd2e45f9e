/* SPDX-License-Identifier: MIT
 *
 * How far down a table goes: what stands below it may be a footer, or another table. Knows no
 * field.
 */
#ifndef VIKT_EXTENT_H
#define VIKT_EXTENT_H

#include "core/import/aside.h"

/** Rows in which another table is looked for. */
enum { VIKT_EXTENT_ROWS = 10000 };

typedef struct vikt_extent {
    const char *end;     /* of the table's rows */
    size_t footers;      /* rows behind them that are no data */
    vikt_text footer;    /* the first of those */
    long footer_row;     /* 0: it is too far down to be known */
    long next;           /* the heading of another table below; 0: there is none */
    const char *next_at; /* where that begins, with its titles */
    vikt_text title;     /* the one right above its heading; none: a blank row */
} vikt_extent;

/**
 * A footer is a row at the end with one cell, of words: one that says so ("Printed 2025-01-31"),
 * or behind a blank row, or where all other rows have at least three. Behind a blank row it may
 * have a few cells more.
 *
 * Another table has a heading of words over columns of figures, behind a blank row or a title. The
 * same heading again, under a title that is not the first one's, is another table when rows of the
 * first stand in it again; else titles part one table, and are rows to be skipped.
 *
 * @param csv    at the first row
 * @param row    with room for the heading's columns
 * @param aside  titles are added to it
 * @return VIKT_CSV_ROW or END; else why a row could not be scanned
 */
vikt_csv_state vikt_extent_of(vikt_csv csv, vikt_csv_row *row, vikt_aside *aside, vikt_extent *out);

#endif
