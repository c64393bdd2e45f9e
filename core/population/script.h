/* SPDX-License-Identifier: MIT
 *
 * A script function for all customers: in this process or in worker processes (crew.h), in fixed
 * chunks; failures, reasons and printed lines put together in row order, so that nothing depends on
 * the number of workers.
 */
#ifndef VIKT_SCRIPT_H
#define VIKT_SCRIPT_H

#include <vikt/stop.h>

#include "core/population/notes.h"
#include "core/profile/profile.h"

/** A function that failed for a customer. */
typedef struct vikt_failure {
    uint32_t row;
    const vikt_function *function; /* what: 'criterion "risk"' */
    vikt_error error;
} vikt_failure;

typedef struct vikt_script {
    vikt_arena *arena;
    const vikt_profile *profile;
    unsigned workers; /* processes; 0: this one */
    int patience;     /* milliseconds of processor time after which a worker that is still at the
                         same customer is given up; engines have limits of their own long before */
    vikt_failure *failures; /* in the order of the plan, then by row */
    size_t failure_count, failure_capacity;
    vikt_notes printed; /* lines "what: text"; the first 10,000 of a run, and 8 MiB */
    size_t printed_bytes;
    const vikt_stop *stop; /* asked between chunks; NULL: nobody wants to end the run */
    size_t limit;          /* profile->max_failures */
    size_t spent_count;    /* failures that used up their budget or killed their process: a few of
                              them end the run */
    size_t rows;           /* customers, as the last call had them */
    uint8_t *struck;       /* by row: 1 when some function failed for the customer */
    size_t struck_rows, struck_count;
} vikt_script;

/** workers 0: the calling thread alone. Everything that lasts goes into arena. */
void vikt_script_init(vikt_script *script, const vikt_profile *profile, unsigned workers,
                      vikt_arena *arena);

/** Which rows are called, and where their results go. All arrays are by row and the caller's; rows
 * that are not called are left as they are. */
typedef struct vikt_script_rows {
    const uint8_t *only; /* 1: call this row; NULL: all */
    double *numbers;     /* see vikt_engine_call */
    uint8_t *truths;     /* set to 1 where the number is a yes or no; may be NULL */
    vikt_notes *texts;   /* text results (measures of text, classes); may be NULL */
    vikt_notes *reasons; /* may be NULL */
    uint8_t *failed;     /* set to 1 where the function failed; may be NULL */
} vikt_script_rows;

/**
 * Calls function for rows of data.
 *
 * @return VIKT_OK also with failures; VIKT_LIMIT when more than the profile's max_failures
 * customers failed in this run; VIKT_STOPPED
 */
vikt_code vikt_script_call(vikt_script *script, const vikt_function *function, vikt_wanted wanted,
                           const vikt_engine_data *data, const vikt_script_rows *rows,
                           vikt_error *err);

enum { VIKT_REASON_MAX = 1000 }; /* bytes kept of a reason and of a printed line */

/**
 * Adds a failure that the caller found in what the function gave ("gave 7, off the scale 1 to 5"),
 * where it belongs by row.
 * @return VIKT_OK, VIKT_LIMIT as above, VIKT_MEMORY
 */
vikt_code vikt_script_fail(vikt_script *script, const vikt_function *function, size_t row,
                           const vikt_error *why, vikt_error *err);

#endif
