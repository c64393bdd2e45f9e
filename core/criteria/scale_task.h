/* SPDX-License-Identifier: MIT
 *
 * What every kind of scale is given; for the sources of this folder alone.
 */
#ifndef VIKT_SCALE_TASK_H
#define VIKT_SCALE_TASK_H

#include "core/criteria/scale.h"

typedef struct vikt_scale_task {
    const vikt_scale *scale;
    const vikt_population *population;
    const vikt_column *column;   /* of the scale's slot; never NULL */
    const vikt_figures *figures; /* of the same; NULL for text and where the scale needs none */
    vikt_text name;              /* of the slot */
    const char *statement;
    vikt_place place;
    double lo, hi;
    double *points;  /* by row, all NaN to begin with */
    uint32_t *parts; /* by row, all VIKT_PART_NONE to begin with; NULL: not asked for */
    vikt_cuts *cuts;
    vikt_arena *arena;
    const vikt_listener *listener;
    vikt_error *err;
} vikt_scale_task;

/** Every customer with a value gets the middle of the scale, and the listener hears why. */
void vikt_scale_constant(const vikt_scale_task *task);

void vikt_scale_percentile(const vikt_scale_task *task);
vikt_code vikt_scale_quantiles(const vikt_scale_task *task);
vikt_code vikt_scale_lookup(const vikt_scale_task *task);
void vikt_scale_scaled(const vikt_scale_task *task);

#endif
