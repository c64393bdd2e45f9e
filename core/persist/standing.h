/* SPDX-License-Identifier: MIT
 *
 * How all customers of one run stand: their class in every scheme, score and money. Customers are
 * in key order, so that two runs can be laid beside each other.
 */
#ifndef VIKT_STANDING_H
#define VIKT_STANDING_H

#include "core/population/previous.h"
#include "core/store/store.h"

/** What gave a customer its class in a scheme, besides the scheme. */
typedef struct vikt_verdict {
    vikt_text rule; /* the last rule that changed the class; none: none did */
    vikt_text why;  /* there is no class; else none */
    bool kept;      /* the margin kept the class of the run before */
} vikt_verdict;

/** A scheme that the run could use. */
typedef struct vikt_stand {
    vikt_text name;
    vikt_text *classes; /* best first */
    size_t class_count;
    bool ordered, primary;
    uint8_t *of;  /* by customer: number of the effective class; VIKT_NO_CLASS: none */
    uint8_t *raw; /* the same for the class by the scheme alone */

    /* Of stored runs only: */
    vikt_text statement;    /* kind, field, classes and limits, to tell whether they are the same */
    vikt_text field;        /* that it classifies by; none: it does not */
    double *value;          /* by customer: of that field, NaN: missing; NULL: there is none */
    vikt_verdict *verdicts; /* by outcome */
} vikt_stand;

typedef struct vikt_standing {
    int64_t run_id; /* 0: not stored */
    vikt_date as_of;
    vikt_text profile;              /* its name */
    vikt_text digest;               /* and the digest of its text */
    vikt_text money_name, currency; /* none: there is no money */
    size_t count;
    vikt_text *keys;   /* ascending */
    vikt_text *names;  /* none: the key */
    double *score;     /* NaN: none */
    double *money;     /* NaN: none */
    uint32_t *outcome; /* of a stored run; else NULL */
    vikt_stand *stands;
    size_t stand_count;
} vikt_standing;

/**
 * Reads a stored run. Everything in *out lives in arena.
 * @param run_id  as vikt_finder_run() found it
 * @return VIKT_OK; VIKT_STORE; VIKT_MEMORY
 */
vikt_code vikt_standing_read(vikt_store *store, int64_t run_id, vikt_arena *arena,
                             vikt_standing *out, vikt_error *err);

/**
 * What a stored run has of a field or measure, by customer of the standing; NaN: missing or no
 * number.
 * @param[out] out  lives in arena; NULL: the run has not stored it
 */
vikt_code vikt_standing_numbers(vikt_store *store, const vikt_standing *standing, vikt_text name,
                                vikt_arena *arena, double **out, vikt_error *err);

/** The scheme of that name, or the primary one when name is none; NULL when there is none. */
const vikt_stand *vikt_standing_stand(const vikt_standing *standing, vikt_text name);

/** "A", or "?" for none. */
vikt_text vikt_stand_class(const vikt_stand *stand, size_t customer);
vikt_text vikt_stand_name(const vikt_stand *stand, uint8_t number);

#endif
