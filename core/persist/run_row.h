/* SPDX-License-Identifier: MIT
 *
 * A run's own row: column by column what is stored of it.
 */
#ifndef VIKT_RUN_ROW_H
#define VIKT_RUN_ROW_H

#include "core/persist/history.h"

enum { VIKT_RUN_ROW_COLUMNS = 27 };

/** The values, and texts that they point into. */
typedef struct vikt_run_row {
    vikt_datum values[VIKT_RUN_ROW_COLUMNS];
    char as_of[11], previous[11], fingerprint[VIKT_DIGEST_SIZE];
    vikt_buffer files;
} vikt_run_row;

/** The name of a value's column. */
const char *vikt_run_row_column(size_t i);

/** Clear the row in any case. */
VIKT_MUST_CHECK vikt_code vikt_run_row_of(vikt_store *store, const vikt_run_record *record,
                                          vikt_run_row *out, vikt_error *err);
void vikt_run_row_clear(vikt_run_row *row);

/** Stores it. @param[out] run_id  its number */
VIKT_MUST_CHECK vikt_code vikt_run_row_write(vikt_store *store, const vikt_run_record *record,
                                             int64_t *run_id, vikt_error *err);

#endif
