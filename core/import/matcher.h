/* SPDX-License-Identifier: MIT
 *
 * What is known while headings are matched: the words of each, what each fits, which columns are
 * taken. Private to match.c, told.c and years.c.
 */
#ifndef VIKT_MATCHER_H
#define VIKT_MATCHER_H

#include "core/import/identity.h"
#include "core/import/meaning.h"
#include "core/import/qualifier.h"
#include "core/import/term.h"

typedef struct vikt_matcher {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_arena *arena;
    vikt_match *out;
    vikt_terms terms;
    vikt_qualifiers qualifiers;
    vikt_identity identity;
    vikt_meaning meaning;
    const vikt_mapping *before; /* of the same headings; NULL: they are new */
    const vikt_mapping *last;   /* of other headings, when these are new; NULL: there is none */
    bool *own;                  /* by column: fits the profile's own word */
} vikt_matcher;

/** @param m  sheet, profile, listener, arena and out are set, the rest zeros */
VIKT_MUST_CHECK vikt_code vikt_matcher_init(vikt_matcher *m, vikt_error *err);

/** Makes the column the field's; one that is another field's already keeps that. */
void vikt_matcher_claim(vikt_matcher *m, size_t column, size_t field, vikt_heading_match match);

#endif
