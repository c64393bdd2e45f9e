/* SPDX-License-Identifier: MIT
 *
 * A scheme: a way to put customers into classes.
 */
#ifndef VIKT_PROFILE_SCHEME_H
#define VIKT_PROFILE_SCHEME_H

#include "core/profile/decision_table.h"

enum { VIKT_SCHEMES_MAX = 32, VIKT_CLASSES_MAX = 100 };

/** What the limits of a scheme's classes are. */
typedef enum vikt_limit {
    VIKT_LIMIT_NONE,            /* there are none: names, or cells of a matrix */
    VIKT_LIMIT_SCORE,           /* the lowest score of each class */
    VIKT_LIMIT_TOTAL_SHARE,     /* the share of the field's total that each class ends at, 0..1 */
    VIKT_LIMIT_CUSTOMERS_SHARE, /* the share of the customers that each class ends at, 0..1 */
    VIKT_LIMIT_RANK,            /* the place that each class ends at, from 1; INFINITY: rest */
    VIKT_LIMIT_VALUE            /* the lowest value of each class */
} vikt_limit;

/**
 * The kinds of schemes: X(NAME, word, limits, scored, keys). The keys are those of compile_scheme.c
 * that this kind takes ("row": all rows); what they and the limits say is read by them,
 * whichever kind it is. scored: its field may be "score".
 *
 * To add a kind: its line here, and how it classifies in core/classify (scheme.h).
 */
#define VIKT_SCHEMES(X)                                                                            \
    X(BY_SCORE, by_score, SCORE, false, "classes hysteresis streak_days")                          \
    X(BY_CUMULATIVE_SHARE, by_cumulative_share, TOTAL_SHARE, false,                                \
      "field classes hysteresis streak_days boundary ties base order")                             \
    X(BY_RANK_SHARE, by_rank_share, CUSTOMERS_SHARE, true, "field classes hysteresis streak_days") \
    X(BY_RANK, by_rank, RANK, true, "field classes")                                               \
    X(BY_VALUE, by_value, VALUE, false, "field classes")                                           \
    X(MATRIX, matrix, NONE, false, "y x split_y split_x high_high high_low low_high low_low")      \
    X(DECISION_TABLE, decision_table, NONE, false, "classes ordered hit file row")                 \
    X(FUNCTION, function, NONE, false, "classes ordered class")

typedef enum vikt_scheme_kind {
#define X(name, word, limits, scored, keys) VIKT_SCHEME_##name,
    VIKT_SCHEMES(X)
#undef X
} vikt_scheme_kind;

/** How schemes of a kind are written. */
typedef struct vikt_scheme_form {
    const char *name;
    vikt_limit limit;
    bool scored;
    const char *keys; /* divided by spaces */
} vikt_scheme_form;

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

/** How schemes of that kind are written. */
const vikt_scheme_form *vikt_scheme_form_of(vikt_scheme_kind kind);

/** Their words, divided by spaces, in the order of vikt_scheme_kind. */
const char *vikt_scheme_words(void);

/** The form of that name; NULL: there is none. */
const vikt_scheme_form *vikt_scheme_form_named(vikt_text name);

/** Whether a kind of scheme takes a key of compile_scheme.c; all take their type. */
bool vikt_scheme_form_takes(const vikt_scheme_form *form, vikt_text key);

/** What the limits of a scheme are. */
vikt_limit vikt_scheme_limit(const vikt_scheme *scheme);

/** Whether limits of that kind fall from the best class to the worst. */
bool vikt_limit_falls(vikt_limit limit);

bool vikt_limit_is_share(vikt_limit limit);

/** Whether a scheme has two axes, which its cells lie between. */
bool vikt_scheme_has_axes(const vikt_scheme *scheme);

/** Whether a scheme can do nothing without a score. */
bool vikt_scheme_needs_score(const vikt_scheme *scheme);

#endif
