/* SPDX-License-Identifier: MIT
 *
 * What a sheet of ratings may hold: a profile with key, name, rater and the fields that are rated.
 */
#ifndef VIKT_RATING_FORM_H
#define VIKT_RATING_FORM_H

#include "core/import/sheet.h"

typedef struct vikt_rating_form {
    vikt_profile profile; /* of it only what import reads; all of it lent */
    size_t *fields;       /* by its field: that of the real profile, or VIKT_INDEX_NONE */
    bool *rated;          /* by its field */
    size_t rater;         /* its field of the rater's name; VIKT_INDEX_NONE: none */
} vikt_rating_form;

/** A `column` that the profile names counts in this sheet only if it is there. False without
 * memory. */
bool vikt_rating_form_of(const vikt_profile *profile, const vikt_sheet *sheet, vikt_arena *arena,
                         vikt_rating_form *out);

#endif
