/* SPDX-License-Identifier: MIT
 *
 * One criterion while its points are computed; for the sources of this folder alone.
 */
#ifndef VIKT_CRITERION_TASK_H
#define VIKT_CRITERION_TASK_H

#include "core/criteria/criterion.h"

typedef struct vikt_criterion_task {
    const vikt_profile *profile;
    const vikt_population *population;
    const vikt_previous *previous; /* never NULL */
    vikt_script *script;
    vikt_arena *arena;
    const vikt_listener *listener;
    vikt_error *err;
    const vikt_criterion *criterion;
    size_t number, count;
    const char *statement; /* 'criterion "risk"' */
    vikt_points *out;
} vikt_criterion_task;

/** Sets the criterion's bit for a row, making the array when it is the first; false without memory.
 */
bool vikt_criterion_mark(const vikt_criterion_task *task, uint64_t **masks, size_t row);

/**
 * Points by a function for the rows where only is 1 (NULL: all); failures are marked in
 * out->failed. A result off the scale is a failure.
 */
vikt_code vikt_criterion_call(const vikt_criterion_task *task, const vikt_function *function,
                              const uint8_t *only, double *points, vikt_notes *reasons);

/** Points by a decision table; failures are marked in out->failed. */
vikt_code vikt_criterion_table(const vikt_criterion_task *task, const vikt_decision *decision,
                               double *points, vikt_notes *reasons);

/** What stands in for missing points. The rows that failed stay without. */
vikt_code vikt_criterion_fill(const vikt_criterion_task *task, double *points);

#endif
