/* SPDX-License-Identifier: MIT
 *
 * The parts of a date cell as they stand there, before anyone knows which is the day. Private to
 * date_form.c.
 */
#ifndef VIKT_DATE_PARTS_H
#define VIKT_DATE_PARTS_H

#include "core/base/date_form.h"

typedef struct vikt_date_parts {
    vikt_date_shape shape;
    long value[3];    /* in the order of the cell; PACKED and SERIAL: the number is the first */
    size_t digits[3]; /* how many each was written with; 0: a month's name */
    char mark;        /* between figures: '-', '/' or '.' */
} vikt_date_parts;

/** @return VIKT_DATE_EMPTY for nothing, a dash, and figures that are all 0 */
vikt_date_state vikt_date_parts_of(vikt_text cell, vikt_date_parts *out);

#endif
