/* SPDX-License-Identifier: MIT
 *
 * What a cell looks like before anything is known of its column: words, figures, a year. Knows no
 * field.
 */
#ifndef VIKT_KIND_H
#define VIKT_KIND_H

#include "core/base/text.h"

typedef enum vikt_kind {
    VIKT_KIND_EMPTY,  /* neither letters nor digits */
    VIKT_KIND_WORD,   /* "Omsättning 2024", "Q1" */
    VIKT_KIND_FIGURE, /* amounts, ids and dates */
    VIKT_KIND_YEAR    /* 1990..2099 alone, or with a month: "2024-01" */
} vikt_kind;

/** More digits than letters make a figure, or an id of three digits and more. */
vikt_kind vikt_kind_of(vikt_text cell);

/** "(blank)", "(tom)": what pivot tables write where nothing stands. */
bool vikt_kind_is_blank(vikt_text cell);

/** "------": a line drawn between rows. */
bool vikt_kind_is_line(vikt_text cell);

#endif
