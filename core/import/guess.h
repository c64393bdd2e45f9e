/* SPDX-License-Identifier: MIT
 *
 * What a heading is that fits no word: a word with a typing error, or what stands below it. Never
 * without a note. Private to match.c.
 */
#ifndef VIKT_GUESS_H
#define VIKT_GUESS_H

#include "core/import/meaning.h"
#include "core/import/term.h"

typedef struct vikt_guess {
    size_t field; /* VIKT_INDEX_NONE: it remains unknown */
    vikt_heading_match match;
} vikt_guess;

/** For a column that is not used; tells what it found. */
vikt_guess vikt_guess_of(vikt_meaning *meaning, const vikt_terms *terms, size_t column);

#endif
