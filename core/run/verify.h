/* SPDX-License-Identifier: MIT
 *
 * What was found when runs were verified. The work on one run is in recompute.h.
 */
#ifndef VIKT_VERIFICATION_H
#define VIKT_VERIFICATION_H

#include <vikt/verify.h>

#include "core/persist/audit.h"
#include "core/persist/seals.h"

enum { VIKT_VERIFY_SHOWN = 20 };

/** How a run was computed again. */
typedef enum vikt_recomputed {
    VIKT_RECOMPUTED_NOT,
    VIKT_RECOMPUTED_FILES, /* from its input files */
    VIKT_RECOMPUTED_VALUES /* from the values that it stored */
} vikt_recomputed;

/** A difference, kept. */
typedef struct vikt_verified_cell {
    const char *table;
    vikt_text row, column, stored, computed; /* as in vikt_audit_difference */
} vikt_verified_cell;

typedef struct vikt_verified_run {
    int64_t run_id, forgotten;
    vikt_text as_of, engine; /* engine: the version that stored it */
    bool sealed;             /* it has seals */
    vikt_seal_break *breaks;
    size_t break_count, break_capacity;
    vikt_recomputed how;
    const char *why;     /* it was not computed from its files, or not at all; NULL: it was */
    const char *failure; /* what makes it impossible to compute it again, which is a problem */
    vikt_audit audit;    /* rows compared, customers missing */
    vikt_verified_cell shown[VIKT_VERIFY_SHOWN];
    size_t cells; /* that differ, and rows */
    bool failed;  /* no memory */
    vikt_arena *arena;
} vikt_verified_run;

struct vikt_verification {
    const vikt_allocator *allocator;
    vikt_arena arena;
    const char *database;
    vikt_text *damage; /* what SQLite says */
    size_t damage_count, damage_capacity;
    vikt_text *form; /* what is not as vikt makes it */
    size_t form_count, form_capacity;
    vikt_verified_run *runs;
    size_t run_count, run_capacity;
    bool failed; /* no memory */
};

/** Tables, rows and cells of a run that are not as they were. */
size_t vikt_verified_problems(const vikt_verified_run *run);

/** Whether the run was stored by another version of vikt than this one. */
bool vikt_verified_elsewhere(const vikt_verified_run *run);

#endif
