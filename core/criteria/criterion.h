/* SPDX-License-Identifier: MIT
 *
 * The points of every customer for every criterion, native or through the engine, and what stands
 * in for missing ones (F-02).
 */
#ifndef VIKT_CRITERION_H
#define VIKT_CRITERION_H

#include "core/criteria/scale.h"
#include "core/population/previous.h"

typedef struct vikt_points {
    double *
        *points; /* by criterion, then row; NULL: left out; NaN: none. After the missing policy. */
    uint64_t *valued;   /* by row: bit c set when criterion c had a value (points not by the missing
                           policy) */
    uint64_t *used_or;  /* by row: bit c set when the points come from or_points; NULL: nobody */
    uint64_t *failed;   /* by row: bit c set when its function or a measure that it needs failed;
                           NULL: nobody */
    uint64_t *rejected; /* by row: bit c set when missing = "reject" struck; NULL: nobody */
    vikt_notes *reasons; /* by criterion */
    vikt_cuts cuts;
} vikt_points;

/** The slot whose value stands beside a criterion's points in tables: the scale's, or a function's
 * first field or measure; VIKT_SLOT_NONE. */
vikt_slot vikt_criterion_slot(const vikt_criterion *criterion, bool by_or);

/** Points of all present criteria. Everything lives in arena. NaN or infinity from a function is a
 * failure, and so are points off the scale. */
vikt_code vikt_points_of(const vikt_population *population, const vikt_presence *presence,
                         const vikt_previous *previous, vikt_script *script, vikt_arena *arena,
                         const vikt_listener *listener, vikt_points *out, vikt_error *err);

#endif
