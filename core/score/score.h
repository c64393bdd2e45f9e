/* SPDX-License-Identifier: MIT
 *
 * Weight times points, contribution by contribution, and how much of the weight had a value (F-02).
 */
#ifndef VIKT_SCORE_H
#define VIKT_SCORE_H

#include "core/criteria/criterion.h"

typedef struct vikt_score {
    double *score;    /* by row; sum of weight times points / sum of weights: the sum of the
                         contributions,    but rounded once; NaN: no criterion has points */
    double *coverage; /* by row: weight of the criteria with a value / weight of all present
                         criteria, 0..1 */
    bool capped;      /* some group's cap changed some customer's weights */
} vikt_score;

vikt_code vikt_score_of(const vikt_profile *profile, const vikt_presence *presence,
                        const vikt_points *points, size_t count, vikt_arena *arena, vikt_score *out,
                        vikt_error *err);

/**
 * A customer's effective weights: normalised to 1 over the criteria that have points, after group
 * caps. 0 for the others. contribution = weights[c] * points[c][row].
 */
void vikt_score_weights(const vikt_profile *profile, const vikt_presence *presence,
                        const vikt_points *points, size_t row, double weights[VIKT_CRITERIA_MAX]);

#endif
