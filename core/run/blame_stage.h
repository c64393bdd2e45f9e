/* SPDX-License-Identifier: MIT
 *
 * One mixture of two runs: somebody's values, somebody's rules, among somebody's customers. Private
 * to blame.c.
 */
#ifndef VIKT_BLAME_STAGE_H
#define VIKT_BLAME_STAGE_H

#include "core/run/run.h"

/** Customers of a run: row i is rows[i] there, VIKT_BLAME_NOBODY for nobody. */
typedef struct vikt_blame_rows {
    const vikt_run *run;
    const uint32_t *at;
    size_t count;
} vikt_blame_rows;

#define VIKT_BLAME_NOBODY UINT32_MAX

typedef struct vikt_blame_stage {
    const vikt_run *rules; /* whose profile and presence */
    vikt_date as_of;
    vikt_import import; /* the customers */
    vikt_population *population;
    vikt_script script;
    vikt_points points;
    vikt_score score;
    bool *schemes;                      /* of the rules' profile: to classify by; NULL: none */
    vikt_classification classification; /* raw classes */
} vikt_blame_stage;

/**
 * Fills stage->import with the fields that the rules' run kept: as `own` has them, or if it has no
 * such field as `other` does. Both have the same number of rows.
 * @return false without memory
 */
bool vikt_blame_import(vikt_blame_stage *stage, vikt_blame_rows own, vikt_blame_rows other,
                       vikt_arena *arena);

/** What the run before `rows.run` said of its customers, for the profile of the stage; the caller's
 * store, or NULL, as vikt_blame_runs(). */
vikt_code vikt_blame_previous(const vikt_blame_stage *stage, vikt_blame_rows rows,
                              vikt_store *store, vikt_arena *arena, vikt_previous *out,
                              vikt_error *err);

/** Population, points and score; and classes. */
vikt_code vikt_blame_compute(vikt_blame_stage *stage, const vikt_population *among,
                             const vikt_previous *previous, unsigned workers, vikt_arena *arena,
                             vikt_error *err);

#endif
