/* SPDX-License-Identifier: MIT
 *
 * Which statement moved whom. The first run becomes the second one statement at a time, in the
 * order of vikt_edits_of(): first those that make the score, then scheme by scheme and rule
 * by rule. A class that changes at a step is the step's statement's, and so is what the score
 * changes by.
 */
#ifndef VIKT_ASCRIPTION_H
#define VIKT_ASCRIPTION_H

#include "core/profile/edit.h"
#include "core/run/migration.h"

enum { VIKT_ASCRIBED_MAX = 3, VIKT_ASCRIPTION_UNIT = 1000000000 };

/** What moved a customer: causes, the last one gave the class that it has now. */
typedef struct vikt_ascribed {
    uint16_t causes[VIKT_ASCRIBED_MAX];
    uint8_t count;
} vikt_ascribed;

typedef struct vikt_cause {
    const char *label, *what;
    vikt_place places[2];
    bool idle;      /* actions: no class depends on them */
    int64_t *parts; /* by row of the first run: what it changed the score by, in billionths of a
                       point; NULL: nobody's */
} vikt_cause;

/** Of a scheme that both have. */
typedef struct vikt_ascribed_scheme {
    const vikt_migration *migration;
    vikt_ascribed *of; /* by row of the first run */
    size_t *customers; /* by cause, each mover with its last one */
    double *money;     /* theirs, on the second side; NaN: there is none */
} vikt_ascribed_scheme;

typedef struct vikt_ascription {
    vikt_cause *causes; /* the statements that differ; then all together, for want of steps; then
                           what no statement tells */
    size_t cause_count, edit_count;
    bool together;                 /* the scale differs: no step can be told from another */
    vikt_ascribed_scheme *schemes; /* as the migrations are */
    size_t scheme_count;
} vikt_ascription;

/**
 * @param runs     of the same data; whose migrations they are
 * @param options  language, workers
 * @param arena    everything in *out lives here
 */
vikt_code vikt_ascription_of(vikt_run *const runs[2], const vikt_pairing *pairing,
                             const vikt_migration *migrations, size_t migration_count,
                             const vikt_run_options *options, vikt_arena *arena,
                             vikt_ascription *out, vikt_error *err);

#endif
