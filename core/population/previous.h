/* SPDX-License-Identifier: MIT
 *
 * What the previous run said of today's customers. Arrays are by row of today's population;
 * customers who were not in it are new. Filled from the store by persist/history.c; an all-zero
 * struct means that there is no previous run.
 */
#ifndef VIKT_PREVIOUS_H
#define VIKT_PREVIOUS_H

#include <stdint.h>

#include "core/profile/profile.h"

enum { VIKT_NO_CLASS = 255 };

typedef struct vikt_previous {
    int64_t run_id; /* 0: none */
    vikt_date as_of;
    bool same_profile; /* the profile's digest is the same */
    size_t customers;  /* that it had */
    size_t primary;    /* its primary scheme's number in today's profile, or VIKT_INDEX_NONE */
    uint8_t *known;    /* by row: 1 when the customer was in that run */
    double *score;     /* NaN: had none, or new */
    double **points;   /* by criterion of today's profile (matched by name); NULL: was not there */
    uint8_t **classes; /* by scheme of today's profile, then row: effective class as number in
                          today's scheme, VIKT_NO_CLASS: none; as the engine gave it, whatever was
                          decided */
    uint8_t **raw;     /* the same for the raw class */
    uint8_t **shown;   /* the same for the class that was shown, which a decision may have given;
                          NULL: the effective one */
    int32_t **since;   /* by scheme, then row: date since when the raw class has been the same; NULL
                          or INT32_MIN: unknown */
} vikt_previous;

#endif
