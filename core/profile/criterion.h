/* SPDX-License-Identifier: MIT
 *
 * A criterion and the group that caps its weight.
 */
#ifndef VIKT_PROFILE_CRITERION_H
#define VIKT_PROFILE_CRITERION_H

#include "core/profile/scale.h"

enum { VIKT_CRITERIA_MAX = 64 }; /* a customer's criteria fit into one mask */

typedef enum vikt_missing {
    VIKT_MISSING_SKIP,
    VIKT_MISSING_WORST,
    VIKT_MISSING_MIDDLE,
    VIKT_MISSING_CARRY,  /* the previous run's points */
    VIKT_MISSING_POINTS, /* a number */
    VIKT_MISSING_REJECT  /* the customer is rejected from schemes by score: class ? */
} vikt_missing;

typedef struct vikt_criterion {
    vikt_text name;
    double weight; /* >= 0, as given */
    vikt_scale points;
    bool has_or; /* or_points: for customers without a value for points, and when points has no data
                    at all */
    vikt_scale or_points;
    vikt_missing missing;
    double missing_points;
    long carry_months; /* how old the run may be that points are carried from; 0: any age */
    size_t group;      /* VIKT_INDEX_NONE */
    bool builtin;
    vikt_place place;
    vikt_place weight_place, missing_place, carry_place; /* of the settings */
} vikt_criterion;

typedef struct vikt_group {
    vikt_text name;
    double cap; /* share of the weight, 0..1 */
    bool builtin;
    vikt_place place;
} vikt_group;

#endif
