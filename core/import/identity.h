/* SPDX-License-Identifier: MIT
 *
 * Which column holds the customers' keys and which their names, when headings such as "Kund" may
 * mean either: what stands in the columns decides. Private to matcher.h and match.c.
 */
#ifndef VIKT_IDENTITY_H
#define VIKT_IDENTITY_H

#include "core/import/match.h"

typedef struct vikt_identity {
    vikt_arena *arena;
    bool has_key, has_name; /* the profile has these fields; else built-in words are used */
    vikt_heading_match
        *fits_key; /* by column: how it fits the key field, UNUSED when it does not */
    vikt_heading_match *fits_name;
} vikt_identity;

/**
 * Sets match->key and match->name where they are not yet known. A heading that fits the key alone
 * is the key, whatever stands below it. No key: the name may do, or the row's number;
 * match->key_doubt then says why a column that may hold keys is not the key.
 *
 * @return VIKT_INPUT when several columns may be the key, or the name, and their content does not
 * tell; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_identity_find(const vikt_identity *identity, const vikt_sheet *sheet,
                                             vikt_match *match, vikt_heading_match *key_match,
                                             vikt_heading_match *name_match, vikt_error *err);

#endif
