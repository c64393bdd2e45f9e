/* SPDX-License-Identifier: MIT */
#include "core/classify/scheme.h"

/* A score is a sum of rounded products. One that is 3.8 on paper may lack the last bits, and must
 * not fall short of 3.8. */
static const double SLACK = 1e-12;

vikt_code vikt_classify_by_score(vikt_scheme_task *task)
{
    const vikt_scheme *scheme = task->scheme;
    const vikt_profile *profile = task->run->profile;
    const double *score = task->run->score->score;
    double slack = SLACK * fmax(fabs(profile->lo), fabs(profile->hi));
    size_t last = scheme->class_count - 1;

    vikt_scheme_exclude_scoreless(task);
    for (size_t row = 0; row < task->count; row++) {
        size_t k = 0;

        if (task->result->why[row] != VIKT_UNCLASSIFIED_NONE)
            continue;
        while (k < last && !(score[row] >= scheme->limits[k] - slack))
            k++;
        vikt_scheme_give(task, row, k);
        if (task->position)
            task->position[row] = score[row];
    }
    return VIKT_OK;
}
