/* SPDX-License-Identifier: MIT
 *
 * Changes of a profile, one at a time: does any test notice? Numbers and comparisons of the plan
 * are changed in place (mutant_plan.c, mutant_change.c), those in the functions of rule files in
 * the files' text (mutant_source.c).
 */
#ifndef VIKT_MUTANT_H
#define VIKT_MUTANT_H

#include "core/run/trial.h"

enum { VIKT_MUTANTS_MAX = 10000 };

/** A change that no test noticed. */
typedef struct vikt_mutant {
    vikt_place place; /* of the statement, or of the line in a function */
    const char *what; /* 'criterion "revenue": edge 2'; "in a function" */
    const char *from, *to;
} vikt_mutant;

typedef struct vikt_mutants {
    vikt_mutant *items; /* in the order of the profile, then of the files */
    size_t count, capacity;
    size_t tried, skipped; /* skipped: what came out was no profile */
    bool cut;              /* there are more than VIKT_MUTANTS_MAX */
} vikt_mutants;

/** The trying of changes. */
typedef struct vikt_mutator {
    const vikt_profile_options *options; /* of the profile, to load it again */
    vikt_profile *profile;               /* changed during a try only */
    const size_t *tests;                 /* numbers of the tests that pass without any change */
    size_t test_count;
    vikt_arena *arena; /* of what is kept */
    vikt_mutants *out;
    vikt_error *err;
    vikt_code rc;
} vikt_mutator;

/** Tries all changes. Script functions run in this process. */
vikt_code vikt_mutants_try(vikt_mutator *m);

/** The two halves of it: the plan, and functions. */
void vikt_mutants_try_plan(vikt_mutator *m);
void vikt_mutants_try_source(vikt_mutator *m);

/** Room for one more try; false when something has gone wrong, or it was the last. */
bool vikt_mutants_more(vikt_mutator *m);

/** Whether a test fails by a profile. */
bool vikt_mutants_noticed(vikt_mutator *m, const vikt_profile *profile);

/** Keeps a change that nobody noticed; texts are copied. */
void vikt_mutants_keep(vikt_mutator *m, vikt_place place, const char *what, const char *from,
                       const char *to);

/** By how much a threshold moves so that a test at it or beside it notices: by one in its last
 * written place, or by 1 %, whichever is more. */
double vikt_mutants_step(double number, const char *written);

/** A sum without the noise behind it: 0.3 - 0.1 is 0.2. */
double vikt_mutants_round(double number);

#endif
