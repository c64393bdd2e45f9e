/* SPDX-License-Identifier: MIT
 *
 * A scale: how a value becomes points.
 */
#ifndef VIKT_PROFILE_SCALE_H
#define VIKT_PROFILE_SCALE_H

#include "core/profile/decision_table.h"

typedef enum vikt_scale_kind {
    VIKT_SCALE_FUNCTION,
    VIKT_SCALE_BANDS,
    VIKT_SCALE_LINEAR,
    VIKT_SCALE_PERCENTILE,
    VIKT_SCALE_QUANTILES,
    VIKT_SCALE_RATING,
    VIKT_SCALE_LOOKUP,
    VIKT_SCALE_SHARE_BANDS,
    VIKT_SCALE_SCALED,
    VIKT_SCALE_DECISION_TABLE
} vikt_scale_kind;

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

#endif
