/* SPDX-License-Identifier: MIT
 *
 * Which column of a sheet is which field, by the profile's `column`, names, synonyms and years; key
 * and name also by what stands in them.
 */
#ifndef VIKT_MATCH_H
#define VIKT_MATCH_H

#include "core/import/heading.h"
#include "core/import/import.h"
#include "core/import/sheet.h"

typedef struct vikt_match {
    vikt_heading *headings; /* by column of the sheet */
    vikt_words *words;      /* by column */
    size_t *columns;        /* by field: column of the sheet, or VIKT_INDEX_NONE */
    bool *wanted;           /* by field: the plan reads it */
    bool *personal;         /* by column: the heading speaks of organisation or person numbers */
    char fingerprint[VIKT_DIGEST_SIZE];
    bool remembered;  /* by a mapping of the same headings */
    size_t key, name; /* columns, also when the profile has no such fields; VIKT_INDEX_NONE: none */
    const char
        *key_doubt; /* '"Nr" is not ...': a column that may be the key; NULL: there is none */
} vikt_match;

/**
 * @param known     how headings were understood before; may be NULL
 * @param listener  hears notes of headings that were understood by year, by nearly a field's words
 * or by content, what changed against the newest known mapping, warnings of an optional field's
 * `column` that is not there
 * @param arena     everything in *out lives here or in the sheet
 * @return VIKT_INPUT when no heading fits any field, or two fit one; VIKT_PROFILE when a field that
 * is not optional has a `column` that is not there; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_match_again(const vikt_sheet *sheet, const vikt_profile *profile,
                                           const vikt_mappings *known,
                                           const vikt_listener *listener, vikt_arena *arena,
                                           vikt_match *out, vikt_error *err);

/** The same for headings of which nothing is kept. */
VIKT_MUST_CHECK vikt_code vikt_match_of(const vikt_sheet *sheet, const vikt_profile *profile,
                                        const vikt_listener *listener, vikt_arena *arena,
                                        vikt_match *out, vikt_error *err);

/** "two columns for one field": the error that names both. */
vikt_code vikt_match_twice(const vikt_sheet *sheet, vikt_text field, size_t first, size_t second,
                           vikt_error *err);

#endif
