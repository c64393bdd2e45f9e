/* SPDX-License-Identifier: MIT
 *
 * One customer's result as it is stored. On the way the rows number what customers have in common:
 * on what a score rests (basis) and what came out (outcome). Rows must come in order.
 */
#ifndef VIKT_RESULT_ROW_H
#define VIKT_RESULT_ROW_H

#include "core/persist/history.h"
#include "core/persist/kept.h"
#include "core/persist/tuples.h"

/* A customer has at most 512 values of at most 64 kB, each byte at most six in JSON. */
enum { VIKT_RESULT_BYTES_MAX = 1 << 28 };

/* A score is on the scale but for rounding; one that is not was written by somebody else. */
#define VIKT_STORED_SCORE_MAX (2.0 * VIKT_SCALE_END_MAX)

/** Notes of one statement, read along with the rows. */
typedef struct vikt_noted {
    const vikt_notes *notes;
    size_t statement; /* number of the criterion or scheme */
    size_t next;      /* the first note that is not behind the row */
} vikt_noted;

typedef struct vikt_results {
    const vikt_run_record *record;
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
    unsigned char *tuple; /* outcome of a row, as bytes */
} vikt_results;

typedef struct vikt_result_row {
    vikt_text key, name; /* name: none when it is the key */
    double score, coverage;
    uint32_t basis, outcome;
    size_t
        ends[4]; /* points, values and extra lie one behind the other in the text: begin and ends */
} vikt_result_row;

/** Everything lives in arena but the numberings: clear them. False without memory. */
bool vikt_results_init(vikt_results *results, const vikt_run_record *record, vikt_arena *arena);
void vikt_results_clear(vikt_results *results);

/** Adds the row's JSON to text and fills out. False without memory. */
bool vikt_results_write(vikt_results *results, size_t row, vikt_buffer *text, vikt_result_row *out);

/** The JSON alone; ends as in vikt_result_row. */
void vikt_result_json(vikt_results *results, size_t row, vikt_buffer *out, size_t ends[4]);

/** Whether the customer's points come from the criterion's `or_points`. */
bool vikt_results_by_or(const vikt_run_record *record, size_t criterion, size_t row);

#endif
