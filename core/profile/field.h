/* SPDX-License-Identifier: MIT
 *
 * A field: one value of every customer that the data holds.
 */
#ifndef VIKT_PROFILE_FIELD_H
#define VIKT_PROFILE_FIELD_H

#include "core/base/column.h"
#include "core/profile/function.h"

enum { VIKT_FIELDS_MAX = 256 };

/** What a mark means. */
typedef struct vikt_anchor {
    double mark;
    vikt_text text;
} vikt_anchor;

typedef struct vikt_field {
    vikt_text name;
    vikt_text column; /* the heading told by the profile; none: by name and synonyms */
    vikt_text *synonyms;
    size_t synonym_count;
    vikt_anchor *anchors; /* for those who give marks */
    size_t anchor_count;
    vikt_type type; /* UNKNOWN: the data tells */
    bool optional, required;
    bool builtin;    /* only the built-in profile speaks of it */
    double min, max; /* a number outside is off its scale: missing, and a reject; -INFINITY,
                        INFINITY: no limit */
    vikt_place place;
} vikt_field;

#endif
