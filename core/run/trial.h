/* SPDX-License-Identifier: MIT
 *
 * One test of a profile: its customers go through the stages of a run, in memory, and what comes
 * out of the first one is held against what is expected of it. Knows no file and no database.
 */
#ifndef VIKT_TRIAL_H
#define VIKT_TRIAL_H

#include "core/classify/classification.h"

/** The stages of a test. Everything lives until vikt_trial_clear(). */
typedef struct vikt_trial {
    const vikt_profile *profile;
    const vikt_test *test;
    vikt_arena arena;
    vikt_pool pool;
    vikt_import import;
    size_t *rows; /* by customer of the test: its place in key order */
    vikt_presence presence;
    vikt_script script;
    vikt_population *population;
    vikt_previous previous;
    vikt_points points;
    vikt_score score;
    vikt_classification classification;
    size_t row;       /* of the customer that is looked at */
    vikt_error error; /* why there is no outcome: a function that failed, a stage that could not go
                         on */
} vikt_trial;

/**
 * Runs the stages. A column is there when a customer of the test has a value for it, and for every
 * field that is not optional.
 *
 * @return VIKT_OK, also with trial->error; VIKT_MEMORY. Clear the trial in any case.
 */
vikt_code vikt_trial_run(const vikt_profile *profile, const vikt_test *test, unsigned workers,
                         vikt_trial *trial, vikt_error *err);
void vikt_trial_clear(vikt_trial *trial);

/** What the reader of a run may ask of the trial. */
vikt_action_context vikt_trial_context(const vikt_trial *trial);

/** Whether the i-th expectation is met. Only without trial->error. */
bool vikt_trial_meets(const vikt_trial *trial, size_t expectation);

/** The words of the i-th expectation: 'points of "risk"', "2", and what came out instead; NULL
 * without memory. */
const char *vikt_trial_what(const vikt_trial *trial, size_t expectation, vikt_arena *arena);
const char *vikt_trial_expected(const vikt_trial *trial, size_t expectation, vikt_arena *arena);
const char *vikt_trial_got(const vikt_trial *trial, size_t expectation, vikt_arena *arena);

#endif
