/* SPDX-License-Identifier: MIT
 *
 * Why a customer moved in a matrix: which of the two questions has another answer, and what gave
 * it.
 */
#ifndef VIKT_RUN_WHY_AXIS_H
#define VIKT_RUN_WHY_AXIS_H

#include "core/persist/standing.h"
#include "core/run/run.h"
#include <vikt/moves.h>

/** One axis in the earlier and the later run. */
typedef struct vikt_why_axis {
    vikt_text
        field; /* that it asks for, itself or by points; none: more than one, or another one */
    double *value[2]; /* by customer of the run, NaN: missing; NULL: it is not known */
    bool is_points;
    bool same; /* both profiles ask the same */
} vikt_why_axis;

typedef struct vikt_why_axes {
    vikt_why_axis axes[2]; /* y, x */
    bool known;            /* the scheme is a matrix with the same cells in both runs */
} vikt_why_axes;

/** @param runs     the earlier and the later one, with their profiles
 *  @param standings of the same two
 *  @param out      everything in it lives in arena */
vikt_code vikt_why_axes_read(vikt_store *store, const vikt_run *const runs[2],
                             const vikt_standing *const standings[2], vikt_text scheme,
                             vikt_arena *arena, vikt_why_axes *out, vikt_error *err);

/** @param cells  number of the class in the earlier and the later run: not the same
 *  @param rows   of the customer in both
 *  @param words  lives in arena; NULL without memory */
vikt_move_cause vikt_why_axes_say(const vikt_why_axes *axes, const size_t cells[2],
                                  const size_t rows[2], bool same_profile, vikt_arena *arena,
                                  const char **words);

#endif
