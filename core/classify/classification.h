/* SPDX-License-Identifier: MIT
 *
 * The class of every customer in every scheme, raw and effective, with what changed it; and the
 * actions that follow. Order of events: scheme, hysteresis, rules in file order (rule language,
 * "Schemes").
 */
#ifndef VIKT_CLASSIFICATION_H
#define VIKT_CLASSIFICATION_H

#include "core/population/decision.h"
#include "core/score/score.h"

/** Why a customer has no class in a scheme: X(NAME, word stored and shown). */
#define VIKT_UNCLASSIFIED(X)                                                                       \
    X(NONE, "")                                                                                    \
    X(MISSING_VALUE, "missing_value")   /* the scheme's value is missing */                        \
    X(ALL_ZERO, "all_zero")             /* F-01: nothing positive to share */                      \
    X(THIN_DATA, "thin_data")           /* too little of the weight has data at all */             \
    X(LOW_COVERAGE, "too_little_known") /* below min_coverage */                                   \
    X(REJECTED, "rejected")             /* a criterion with missing = "reject" */                  \
    X(FAILED, "failed")                 /* a function failed on this customer */                   \
    X(NO_ROW, "no_row")                 /* no row of the decision table holds */

typedef enum vikt_unclassified {
#define X(name, word) VIKT_UNCLASSIFIED_##name,
    VIKT_UNCLASSIFIED(X)
#undef X
} vikt_unclassified;

const char *vikt_unclassified_word(vikt_unclassified why);

/** Flags of one customer in one scheme. */
enum {
    VIKT_FLAG_NOT_POSITIVE = 1, /* F-01: zero or negative value, last class, outside the total */
    VIKT_FLAG_POTENTIAL_MISSING = 2, /* F-03: missing axis value treated as low */
    VIKT_FLAG_KEPT = 4,              /* hysteresis kept the previous class */
    VIKT_FLAG_DECIDED = 8,           /* the class was given by hand */
    /* Within the margin and moved all the same, because ... */
    VIKT_FLAG_STREAK = 16, /* the raw class has lasted */
    VIKT_FLAG_JUMP = 32,   /* the score changed much */
    VIKT_FLAG_FAR = 64,    /* it is two classes or more */
    VIKT_FLAG_RESET = 128  /* kept, and the days that the raw class had lasted count no more: the
                              profile has changed */
};

typedef struct vikt_scheme_result {
    bool present;
    uint8_t *raw, *effective; /* by row: number of the class, VIKT_NO_CLASS for ? */
    uint8_t *why;             /* by row: vikt_unclassified */
    uint8_t *flags;           /* by row */
    uint8_t *rule;  /* by row: 1 + number of the last rule that changed the class, 0: none; NULL: no
                       rule did */
    int32_t *since; /* by row: date since when the raw class has been the same; only with
                       hysteresis, else NULL */
    vikt_notes reasons;    /* of a scheme by function or decision table */
    double total, outside; /* of a value: T, and the money outside it (zero or negative); infinite
                              when beyond the range of numbers */
    double *last_share; /* F-01: by class, cumulative share at its end, 0..1; the last one exactly
                           1; NULL otherwise */
} vikt_scheme_result;

/** A decision that holds in this run. */
typedef struct vikt_held_decision {
    const vikt_manual_decision *decision; /* lent */
    uint8_t own;                          /* the class that the engine gives, VIKT_NO_CLASS: none */
} vikt_held_decision;

typedef struct vikt_classification {
    vikt_scheme_result *schemes; /* by scheme of the profile */
    vikt_cuts cuts;
    /* Rules that held: by rule, then row 1; NULL where nobody met it. */
    uint8_t **rule_held;
    /* Actions that apply: by action, then row 1; NULL: follows from the class alone */
    uint8_t **action_applies;
    uint64_t counted;            /* the criteria that the score rests on, a bit each */
    vikt_held_decision *decided; /* by key, then by scheme */
    size_t decided_count;
} vikt_classification;

/** Classifies by all present schemes, then applies hysteresis, rules, decisions and the conditions
 * of actions. Everything lives in arena. decisions: lent for as long as out; may be NULL. */
vikt_code vikt_classify(const vikt_population *population, const vikt_presence *presence,
                        const vikt_points *points, const vikt_score *score,
                        const vikt_previous *previous, const vikt_decisions *decisions,
                        vikt_script *script, vikt_arena *arena, const vikt_listener *listener,
                        vikt_classification *out, vikt_error *err);

/** Whether the run has the decision's customer, scheme and class. */
bool vikt_decision_fits(const vikt_presence *presence, const vikt_manual_decision *decision);

/** "A", or "?" for none. effective true: after rules; false: the scheme's alone. */
vikt_text vikt_class_of(const vikt_profile *profile, const vikt_classification *classification,
                        size_t scheme, size_t row, bool effective);

/** The scheme that a rule or action speaks of in this run: its own, or the primary one;
 * VIKT_INDEX_NONE when neither is present. */
size_t vikt_scheme_meant(const vikt_presence *presence, size_t scheme);

/** Whether the action applies to the customer: class and condition. */
bool vikt_action_applies(const vikt_profile *profile, const vikt_presence *presence,
                         const vikt_classification *classification, size_t action, size_t row);

/** Everything that the text of an action may name. */
typedef struct vikt_action_context {
    const vikt_population *population;
    const vikt_presence *presence;
    const vikt_points *points;
    const vikt_score *score;
    const vikt_classification *classification;
} vikt_action_context;

/**
 * The action's text for one customer: {weakest_criterion} is the counted criterion with points that
 * loses most (weight times what is missing to the top of the scale), {gap} the points of score
 * missing to the next better class, rounded up to two decimals, {name}, {key}, {class}; any other
 * {FIELD} its value. A brace without a known name stays.
 */
void vikt_action_text(const vikt_action_context *context, size_t action, size_t row,
                      vikt_buffer *out);

/** Whether the text has anything to fill in. */
bool vikt_action_has_blanks(const vikt_action *action);

#endif
