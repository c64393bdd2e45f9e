/* SPDX-License-Identifier: MIT
 *
 * A stored run as it is kept: the texts of its profile, and the values of its customers as columns.
 * What is needed to compute it again; knows nothing of how.
 */
#ifndef VIKT_STORED_RUN_H
#define VIKT_STORED_RUN_H

#include "core/import/import.h"
#include "core/store/store.h"

/** A value that was kept of every customer: a field or a measure. */
typedef struct vikt_stored_column {
    vikt_text name;
    vikt_column *column;
} vikt_stored_column;

/** Everything lives in the caller's arena, or in import. */
typedef struct vikt_stored_run {
    int64_t run_id;
    vikt_date as_of;
    int64_t previous_id;           /* 0: there was none, or it has been dropped */
    bool had_previous;             /* there was one */
    int64_t forgotten;             /* customers that have been taken out since */
    char digest[VIKT_DIGEST_SIZE]; /* of the profile */
    vikt_profile_file *files;
    size_t file_count;
    vikt_text *fields; /* that had a column; runs of earlier versions do not say: none */
    size_t field_count;
    vikt_stored_column *columns; /* fields first, then measures */
    size_t column_count;
    vikt_import *import; /* keys, names and their count; its columns and files are left to others.
                            Free with vikt_import_free() */
    double *score, *coverage; /* by row; NaN: none */
} vikt_stored_run;

/**
 * Reads a run.
 *
 * @param run_id  0: the latest complete one
 * @return VIKT_OK; VIKT_USAGE when there is no such run; VIKT_STORE for what no run has written
 */
vikt_code vikt_stored_run_read(vikt_store *store, int64_t run_id, vikt_arena *arena,
                               const vikt_allocator *allocator, vikt_stored_run *out,
                               vikt_error *err);

#endif
