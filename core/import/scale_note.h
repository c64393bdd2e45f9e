/* SPDX-License-Identifier: MIT
 *
 * What a heading says of its scale in brackets: "(1-5)", "(5 = low)", "(1-5, 5 är bäst)",
 * "(låg = 1, hög = 5)". Knows no field.
 */
#ifndef VIKT_SCALE_NOTE_H
#define VIKT_SCALE_NOTE_H

#include "core/base/text.h"

typedef struct vikt_scale {
    long low, high; /* of a range "(1-5)"; both 0: there is none */
    long top;       /* the last mark that is told: of "(5 = low)" 5; 0: none is */
    vikt_text says; /* and what it means, as written: "low" */
} vikt_scale;

/**
 * @param at         a bracket that opens
 * @param[out] out  unchanged for any other note
 * @return behind the note; NULL for any other note
 */
const char *vikt_scale_note(const char *at, const char *end, vikt_scale *out);

#endif
