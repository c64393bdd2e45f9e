/* SPDX-License-Identifier: MIT
 *
 * What every native scale is given and what it is; for the sources of this folder alone. To add a
 * scale: a file scale_NAME.c with its vikt_scale_giver, which VIKT_SCALES (core/profile/scale.h)
 * lists.
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

/** "step 3 of 5": for what a scale with steps says. */
void vikt_scale_say_step(const vikt_scale_said *said, const char *word, size_t steps,
                         vikt_buffer *out);

#define X(name, word, arguments, options, shares)                                                  \
    extern const vikt_scale_giver vikt_scale_gives_##word;
VIKT_SCALES(X)
#undef X

#endif
