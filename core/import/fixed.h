/* SPDX-License-Identifier: MIT
 *
 * Lists of fixed width: cells stand below each other, with blanks between the columns. Knows no
 * field.
 */
#ifndef VIKT_FIXED_H
#define VIKT_FIXED_H

#include "core/base/text.h"

enum { VIKT_FIXED_COLUMNS = 64, VIKT_FIXED_WIDTH = 512 };

typedef struct vikt_fixed {
    size_t begins[VIKT_FIXED_COLUMNS]; /* the columns but the first, in characters */
    size_t count;                      /* of those */
    size_t lines;
} vikt_fixed;

/**
 * Columns are parted by two or more characters that are blank in all rows. Rows are the lines with
 * such a gap within; the others, and lines of dashes, may be titles, if they are fewer. One column
 * must hold figures, and in three rows of four no comma is anything but a decimal's.
 */
bool vikt_fixed_find(vikt_text text, vikt_fixed *out);

/** The bytes that vikt_fixed_write() needs at most. */
size_t vikt_fixed_room(vikt_text text, const vikt_fixed *fixed);

/** The text with a tab before each cell but the first. Returns its length. */
size_t vikt_fixed_write(vikt_text text, const vikt_fixed *fixed, char *out);

#endif
