/* SPDX-License-Identifier: MIT
 *
 * A scheme: a way to put customers into classes.
 */
#ifndef VIKT_PROFILE_SCHEME_H
#define VIKT_PROFILE_SCHEME_H

#include "core/profile/decision_table.h"

enum { VIKT_SCHEMES_MAX = 32, VIKT_CLASSES_MAX = 100 };

typedef enum vikt_scheme_kind {
    VIKT_SCHEME_BY_SCORE,
    VIKT_SCHEME_BY_CUMULATIVE_SHARE,
    VIKT_SCHEME_BY_RANK_SHARE,
    VIKT_SCHEME_BY_RANK,
    VIKT_SCHEME_BY_VALUE,
    VIKT_SCHEME_MATRIX,
    VIKT_SCHEME_DECISION_TABLE,
    VIKT_SCHEME_FUNCTION
} vikt_scheme_kind;

typedef enum vikt_boundary {
    VIKT_BOUNDARY_START,
    VIKT_BOUNDARY_END,
    VIKT_BOUNDARY_NEAREST
} vikt_boundary;
typedef enum vikt_split_kind {
    VIKT_SPLIT_NUMBER,
    VIKT_SPLIT_SHARE,
    VIKT_SPLIT_PERCENTILE,
    VIKT_SPLIT_MEDIAN
} vikt_split_kind;

typedef struct vikt_axis {
    bool is_points; /* of a criterion; else a slot */
    size_t index;   /* criterion or slot */
    vikt_split_kind split;
    double value; /* number, share or q */
    vikt_place split_place;
} vikt_axis;

/** Cells of a matrix, in the order of its classes. */
enum { VIKT_HIGH_HIGH, VIKT_HIGH_LOW, VIKT_LOW_HIGH, VIKT_LOW_LOW }; /* y first, then x */

typedef struct vikt_scheme {
    vikt_text name;
    vikt_scheme_kind kind;
    vikt_text *classes; /* best first */
    double *limits;     /* by class: score, share, rank (INFINITY: rest) or amount; NULL for matrix,
                           decision table and function */
    size_t class_count;
    bool ordered; /* a matrix is not; by decision table or function only with `ordered = true` */
    bool by_score_order; /* by_cumulative_share order = "score"; by_rank_share and by_rank over
                            "score" */
    vikt_slot slot;      /* VIKT_SLOT_NONE when only the score is used */
    vikt_boundary boundary;
    bool ties_by_key;
    bool base_net;     /* base = "net": zero and negative values stay in */
    double hysteresis; /* NaN: not stated */
    long streak_days;
    vikt_axis y, x;
    vikt_function *function;
    vikt_decision *decision;
    bool builtin;
    vikt_place place;
    vikt_place classes_place, hysteresis_place, streak_place; /* of the settings */
} vikt_scheme;

/** The class's place in the scheme, or VIKT_INDEX_NONE. */
size_t vikt_scheme_class(const vikt_scheme *scheme, vikt_text name);

#endif
