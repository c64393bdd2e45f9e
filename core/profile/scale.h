/* SPDX-License-Identifier: MIT
 *
 * A scale: how a value becomes points.
 */
#ifndef VIKT_PROFILE_SCALE_H
#define VIKT_PROFILE_SCALE_H

#include "core/profile/decision_table.h"
#include "core/profile/spec.h"

/**
 * The native scales: X(NAME, word, arguments, options, shares). Arguments and options are those of
 * vikt_spec_call, and what they give is read by them, whichever scale it is: X edges that rise or
 * fall, x a number of groups, L points of values, w one of vikt_scaling; worst and best together
 * are two values, best alone is high or low, otherwise is points. shares: the edges are shares of
 * the total.
 *
 * To add a scale: its line here, and how it gives points in core/criteria (scale_task.h).
 */
#define VIKT_SCALES(X)                                                                             \
    X(BANDS, bands, "nX", NULL, false)                                                             \
    X(LINEAR, linear, "n", "worst best", false)                                                    \
    X(PERCENTILE, percentile, "n", "best", false)                                                  \
    X(QUANTILES, quantiles, "nx", "best", false)                                                   \
    X(RATING, rating, "n", "best", false)                                                          \
    X(LOOKUP, lookup, "nL", "otherwise", false)                                                    \
    X(SHARE_BANDS, share_bands, "nX", NULL, true)                                                  \
    X(SCALED, scaled, "nw", NULL, false)

typedef enum vikt_scale_kind {
    VIKT_SCALE_FUNCTION,
#define X(name, word, arguments, options, shares) VIKT_SCALE_##name,
    VIKT_SCALES(X)
#undef X
        VIKT_SCALE_DECISION_TABLE
} vikt_scale_kind;

/** How many native scales there are. */
enum { VIKT_SCALE_COUNT = VIKT_SCALE_DECISION_TABLE - VIKT_SCALE_FUNCTION - 1 };

/** How a native scale is written. */
typedef struct vikt_scale_form {
    vikt_spec_call call;
    bool shares;
} vikt_scale_form;

typedef enum vikt_scaling {
    VIKT_SCALED_MAX,
    VIKT_SCALED_MINMAX,
    VIKT_SCALED_SUM,
    VIKT_SCALED_VECTOR
} vikt_scaling;

typedef struct vikt_lookup {
    vikt_text text;
    double number; /* text as a number, NaN if it is none: for fields that hold numbers */
    double points;
} vikt_lookup;

typedef struct vikt_scale {
    vikt_scale_kind kind;
    vikt_slot slot;   /* of a native scale; of a decision table: its input when it has only one */
    bool low_is_best; /* percentile, quantiles, rating */
    double *edges;    /* bands, share_bands: strictly monotone */
    size_t edge_count;
    double worst, best; /* linear */
    size_t groups;      /* quantiles */
    vikt_scaling scaling;
    vikt_lookup *lookups;
    size_t lookup_count;
    double otherwise; /* lookup: NaN when not given */
    vikt_function *function;
    vikt_decision *decision;
    vikt_text text;   /* as the INI form writes it: "bands revenue 50000 250000"; "function" */
    vikt_place place; /* of the setting */
} vikt_scale;

/** How scales of that kind are written; NULL for functions and decision tables. */
const vikt_scale_form *vikt_scale_form_of(vikt_scale_kind kind);

/** The call of the i-th native scale, or NULL behind the last. */
const vikt_spec_call *vikt_scale_call_at(size_t i);

/** The native scale of that name, VIKT_SCALE_FUNCTION if there is none. */
vikt_scale_kind vikt_scale_kind_of(vikt_text name);

/** Whether a scale has a positional argument of that letter behind its field. */
bool vikt_scale_takes(vikt_scale_kind kind, char argument);

/** Whether a scale has two values that are its ends. */
bool vikt_scale_has_ends(vikt_scale_kind kind);

#endif
