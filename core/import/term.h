/* SPDX-License-Identifier: MIT
 *
 * The words by which headings are known: names and synonyms of the fields that no `column` tells.
 * Knows no sheet. Private to match.c.
 */
#ifndef VIKT_TERM_H
#define VIKT_TERM_H

#include "core/import/heading.h"
#include "core/import/import.h"

typedef struct vikt_term {
    vikt_text words;
    size_t field;
    vikt_heading_match match; /* NAME or SYNONYM */
    bool own;                 /* the profile's; else a heading that everyone uses */
} vikt_term;

typedef struct vikt_terms {
    const vikt_profile *profile;
    size_t key, name; /* fields; VIKT_INDEX_NONE when the profile has none */
    vikt_term *items; /* names before synonyms */
    size_t count;
    bool *takes_percent; /* by field: a heading may have a % that the term has not */
} vikt_terms;

VIKT_MUST_CHECK vikt_code vikt_terms_of(const vikt_profile *profile, vikt_arena *arena,
                                        vikt_terms *out, vikt_error *err);

/**
 * The best term for a heading: with all its words, without currency (not for a field on a scale
 * such as 1..5, where money cannot be meant), without % (only for shares: "Revenue (%)" is no
 * money).
 *
 * @param field  only this one, or VIKT_INDEX_NONE for any but key and name
 * @return NULL when none fits
 */
const vikt_term *vikt_terms_best(const vikt_terms *terms, const vikt_words *words, size_t field);

/**
 * The field without a column that was probably meant by a heading that fits none: a term of it
 * differs by a %, or by at most two edits and no more than those of fields with a column.
 *
 * @param columns  by field; VIKT_INDEX_NONE: it has none
 * @return VIKT_INDEX_NONE when nothing is near
 */
size_t vikt_terms_nearest(const vikt_terms *terms, const vikt_words *words, const size_t *columns);

#endif
