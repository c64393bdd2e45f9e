/* SPDX-License-Identifier: MIT
 *
 * Changes of one statement of a plan: each value is changed in place, tried, and put back. Names of
 * parts are for people: "edge 2".
 */
#ifndef VIKT_MUTANT_CHANGE_H
#define VIKT_MUTANT_CHANGE_H

#include "core/run/mutant.h"

/** The statement whose parts are changed. */
typedef struct vikt_change {
    vikt_mutator *m;
    const char *word; /* "criterion" */
    vikt_text name;
    vikt_place place;
} vikt_change;

/** Tries one value in the place of another. */
void vikt_change_number(const vikt_change *s, const char *part, double *at, double value);
void vikt_change_size(const vikt_change *s, const char *part, size_t *at, size_t value);
void vikt_change_days(const vikt_change *s, const char *part, long *at, long value);

/** A threshold: a little below it and above it, without reaching a and b, its neighbours in any
 * order. */
void vikt_change_threshold(const vikt_change *s, const char *part, double *at, double a, double b);

/** The same for a whole number, between a and b. */
void vikt_change_whole(const vikt_change *s, const char *part, double *at, double a, double b);

/** Points: a quarter of the scale up, or down where there is no up. */
void vikt_change_points(const vikt_change *s, const char *part, double *at);

/** Every comparison: its sign, its right side, each of several values. of: "row 2: ", or "". */
void vikt_change_condition(const vikt_change *s, const char *of, vikt_condition *when);

/** The rows of a decision table; points: they give points. */
void vikt_change_rows(const vikt_change *s, vikt_decision *decision, bool points);

#endif
