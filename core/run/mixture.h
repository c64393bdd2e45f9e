/* SPDX-License-Identifier: MIT
 *
 * The first of two runs on the same data with some of its weights, points, groups and thresholds of
 * coverage as the second has them. Only results are mixed, so that no function of one is called
 * with the other's data. Schemes and rules are the first run's.
 */
#ifndef VIKT_MIXTURE_H
#define VIKT_MIXTURE_H

#include "core/run/run.h"

/** A criterion, or a group, of either run. */
typedef struct vikt_mixed {
    vikt_text name;
    size_t at[2];            /* its number in each; VIKT_INDEX_NONE: it is not there */
    bool later;              /* as the second has it */
    const double *points[2]; /* by row of the first run; NULL: none */
} vikt_mixed;

typedef struct vikt_mixture {
    const vikt_run *runs[2];
    const uint32_t *row_of; /* by row of the first run: the second's; VIKT_NOBODY */
    size_t count;
    vikt_arena *arena;
    vikt_mixed criteria[VIKT_CRITERIA_MAX], *groups;
    size_t criterion_count, group_count;
    bool thresholds; /* min_coverage and min_weight are the second's */
    vikt_profile plan;
    vikt_presence presence;
    vikt_points points;
    vikt_score score;
    vikt_classification classification;
} vikt_mixture;

/** Whether the two can be mixed: on the same scale, with not too many criteria together. */
bool vikt_mixture_possible(const vikt_run *first, const vikt_run *second);

/** The first run as it is; runs[], row_of, count and arena are told. False without memory. */
bool vikt_mixture_begin(vikt_mixture *mixture);

/** The group of that name; NULL: neither has it. */
vikt_mixed *vikt_mixture_group(vikt_mixture *mixture, vikt_text name);

/** Whether the second gives the criterion of both other points than the first. */
bool vikt_mixture_differs(const vikt_mixture *mixture, const vikt_mixed *criterion);

/** Score and classification as the mixture is now; they live in arena. */
vikt_code vikt_mixture_compute(vikt_mixture *mixture, unsigned workers, vikt_arena *arena,
                               vikt_error *err);

#endif
