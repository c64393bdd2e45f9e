/* SPDX-License-Identifier: MIT
 *
 * The results of a run as rows for a bulk insert: one row a customer, its JSON written into one buffer that is used again for the
 * next. On the way the rows number what customers have in common: on what a score rests (basis) and what came out (outcome).
 */
#ifndef VIKT_RESULT_ROW_H
#define VIKT_RESULT_ROW_H

#include "core/persist/history.h"
#include "core/persist/kept.h"
#include "core/persist/tuples.h"

/** Notes of one statement, read along with the rows. */
typedef struct vikt_noted {
    const vikt_notes *notes;
    size_t statement; /* number of the criterion or scheme */
    size_t next;      /* the first note that is not behind the row */
} vikt_noted;

typedef struct vikt_results {
    const vikt_run_record *record;
    int64_t run_id;
    vikt_kept kept;
    vikt_tuples bases, outcomes;
    size_t *criteria; /* numbers of the present criteria */
    size_t criterion_count;
    size_t *schemes; /* numbers of the present schemes */
    size_t scheme_count;
    size_t *blanks; /* numbers of the present actions with something to fill in */
    size_t blank_count;
    vikt_noted *reasons, *class_reasons;
    size_t reason_count, class_reason_count;
    size_t row; /* the one that is in the buffer; SIZE_MAX: none */
    uint32_t basis, outcome;
    vikt_buffer text;   /* points, values and extra of the row, one behind the other */
    size_t ends[3];
    unsigned char *tuple; /* outcome of the row, as bytes */
} vikt_results;

enum { VIKT_RESULT_COLUMNS = 10 };

/** Everything lives in arena but the buffer and the numberings: clear them. False without memory. */
bool vikt_results_init(vikt_results *results, const vikt_run_record *record, int64_t run_id, vikt_arena *arena);
void vikt_results_clear(vikt_results *results);

/** For vikt_rows: a cell of table result; the context is the vikt_results. */
bool vikt_results_column(void *context, size_t row, size_t column, vikt_datum *out);

/** Whether the customer's points come from the criterion's `or_points`. */
bool vikt_results_by_or(const vikt_run_record *record, size_t criterion, size_t row);

#endif
