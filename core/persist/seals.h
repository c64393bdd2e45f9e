/* SPDX-License-Identifier: MIT
 *
 * The seals of all tables of a run, and the run's own row: made, held against what is stored, made
 * anew. Runs of schema versions before 4 have none.
 */
#ifndef VIKT_SEALS_H
#define VIKT_SEALS_H

#include "core/store/store.h"

/** A table of a run, or a column of its own row, and a SELECT of the rows for a bound run_id. */
typedef struct vikt_sealed_table {
    const char *name;
    bool has_run_id; /* in the first column */
    char select[512];
} vikt_sealed_table;

/** The i-th table that is sealed; false behind the last. */
bool vikt_seals_table(size_t i, vikt_sealed_table *out);

/** Inside the transaction that stores the run: its own row, which is there. */
VIKT_MUST_CHECK vikt_code vikt_seals_begin(vikt_store *store, int64_t run_id, vikt_error *err);

/** Makes the seals of a run anew, after a change that was meant. One without seals gets none.
 * Inside a transaction. */
VIKT_MUST_CHECK vikt_code vikt_seals_renew(vikt_store *store, int64_t run_id, vikt_error *err);

/** What is wrong with a table. */
typedef enum vikt_seal_state {
    VIKT_SEAL_CHANGED, /* other rows, or as many with something else in them */
    VIKT_SEAL_LOST     /* the table's seal is not there, but those of others are */
} vikt_seal_state;

typedef struct vikt_seal_break {
    const char *table; /* or "run.started_at", "run.previous_run_id" */
    vikt_seal_state state;
    int64_t sealed, rows; /* how many there were and are */
} vikt_seal_break;

/**
 * Holds a run against its seals.
 * @param hear  each table with something wrong
 * @param[out] any  whether the run has seals at all
 */
VIKT_MUST_CHECK vikt_code vikt_seals_check(vikt_store *store, int64_t run_id,
                                           void (*hear)(void *context, const vikt_seal_break *what),
                                           void *context, bool *any, vikt_error *err);

#endif
