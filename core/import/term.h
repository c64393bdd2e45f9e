/* SPDX-License-Identifier: MIT
 *
 * The words by which headings are known: names and synonyms of the fields that no `column` tells,
 * then the headings that everyone uses. Knows no sheet. Private to matcher.h and match.c.
 */
#ifndef VIKT_TERM_H
#define VIKT_TERM_H

#include "core/import/heading.h"
#include "core/import/import.h"

typedef struct vikt_term {
    vikt_text words;
    size_t field;             /* VIKT_INDEX_NONE: known, but none of the profile's fields */
    vikt_heading_match match; /* NAME or SYNONYM */
    bool own;                 /* the profile's; else a heading that everyone uses */
    uint16_t rank;            /* of a ledger's: its place among the spellings of its line */
    uint16_t next;            /* the next one of the same key, from 1; 0: none */
} vikt_term;

typedef struct vikt_terms {
    const vikt_profile *profile;
    size_t key, name; /* fields; VIKT_INDEX_NONE when the profile has none */
    vikt_term *items; /* names, synonyms, known headings */
    size_t count;
    uint16_t *first;     /* by key, the first in order from 1; 0: none */
    bool *takes_percent; /* by field: a heading may have a % that the term has not */
    size_t *previous;    /* by field: "revenue_prev" of "revenue"; VIKT_INDEX_NONE: there is none */
} vikt_terms;

/** A term that a heading fits. */
typedef struct vikt_found {
    const vikt_term *term;    /* NULL: none */
    size_t field;             /* the term's, or the one for the year before */
    vikt_heading_match match; /* NAME, SYNONYM, FOLDED */
} vikt_found;

VIKT_MUST_CHECK vikt_code vikt_terms_of(const vikt_profile *profile, vikt_arena *arena,
                                        vikt_terms *out, vikt_error *err);

/** Makes the terms be found by their key. @return false without memory */
bool vikt_terms_sort(vikt_terms *terms, vikt_arena *arena);

/** The first term that words may equal, folded or but for blanks; then the next; NULL behind the
 * last. In the order of the terms. */
const vikt_term *vikt_terms_first(const vikt_terms *terms, vikt_text words);
const vikt_term *vikt_terms_next(const vikt_terms *terms, const vikt_term *term);

/**
 * The best term for a heading: with all its words, without currency (not for a field on a scale
 * such as 1..5, where money cannot be meant), without % (only for shares: "Revenue (%)" is no
 * money); then the same with the letters of our languages written in ASCII; then, for amounts and
 * counts, without the words that say when and with what VAT. "Omsättning förra året" is the field
 * for the year before, if the profile has it; sales with VAT are no sales here.
 *
 * @param field  only this one, or VIKT_INDEX_NONE for any but key and name
 */
vikt_found vikt_terms_best(const vikt_terms *terms, const vikt_words *words, size_t field);

/** Whether a heading is known at all, also for what is no field. */
bool vikt_terms_know(const vikt_terms *terms, const vikt_words *words);

typedef struct vikt_near {
    size_t field; /* VIKT_INDEX_NONE: nothing is near */
    size_t edits; /* 1 or 2; 0: it differs by a % */
    vikt_text words;
} vikt_near;

/** The field without a column whose term a heading is but for a %: it may not be meant. */
vikt_near vikt_terms_percent(const vikt_terms *terms, const vikt_words *words,
                             const size_t *columns);

/**
 * The field without a column that was probably meant by a heading that fits none: a term of it
 * differs by a %, or by at most two edits, and no term of another field, nor of one with a column,
 * is as near. Words of fewer than five letters are never compared.
 *
 * @param columns  by field; VIKT_INDEX_NONE: it has none
 */
vikt_near vikt_terms_nearest(const vikt_terms *terms, const vikt_words *words,
                             const size_t *columns);

#endif
