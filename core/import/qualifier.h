/* SPDX-License-Identifier: MIT
 *
 * Words of a heading that say when something was counted, or with what VAT, and not what: "i år",
 * "Vorjahr", "last 12 months", "exkl. moms". Knows no field.
 */
#ifndef VIKT_QUALIFIER_H
#define VIKT_QUALIFIER_H

#include "core/import/heading.h"

typedef struct vikt_qualifier {
    vikt_text phrase; /* "förra året" */
    vikt_when when;
    vikt_tax tax;
} vikt_qualifier;

typedef struct vikt_qualifiers {
    vikt_qualifier *items;
    size_t count;
} vikt_qualifiers;

/** All that are known. @return false without memory */
bool vikt_qualifiers_of(vikt_arena *arena, vikt_qualifiers *out);

/** Takes them out of words->plain: sets core, when and tax. What has none, and what is nothing
 * else, keeps an empty core. @return false without memory */
bool vikt_qualifiers_take(const vikt_qualifiers *known, vikt_arena *arena, vikt_words *words);

#endif
