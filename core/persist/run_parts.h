/* SPDX-License-Identifier: MIT
 *
 * All rows that a run has in all tables but `run` itself, table by table: to be stored, or to be
 * held against what is stored.
 */
#ifndef VIKT_RUN_PARTS_H
#define VIKT_RUN_PARTS_H

#include "core/persist/run_table.h"
#include "core/persist/seal.h"

/** The rows of one table; run_id is the first column. */
typedef struct vikt_run_part {
    const char *table;
    const vikt_rows *rows;
    const vikt_seal *seal; /* of the rows that were asked for */
} vikt_run_part;

/** Takes the rows: all of them, in their order, or none; result must be taken. */
typedef vikt_code (*vikt_run_part_taker)(void *context, const vikt_run_part *part, vikt_error *err);

/**
 * Makes all parts in their order.
 * @return VIKT_MEMORY, or what take returned when that is an error
 */
VIKT_MUST_CHECK vikt_code vikt_run_parts_each(const vikt_run_record *record, int64_t run_id,
                                              vikt_run_part_taker take, void *context,
                                              vikt_error *err);

/** The i-th of the small tables; NULL behind the last. */
const char *vikt_run_parts_table(size_t i);

#endif
