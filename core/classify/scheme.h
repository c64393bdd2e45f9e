/* SPDX-License-Identifier: MIT
 *
 * One scheme while it classifies; for the sources of this folder alone. Every kind of scheme first
 * says who cannot be classified (result->why), then gives all others a class. To add a kind: a file
 * scheme_NAME.c with its vikt_scheme_classifier, which VIKT_SCHEMES (core/profile/scheme.h) lists.
 */
#ifndef VIKT_SCHEME_H
#define VIKT_SCHEME_H

#include "core/classify/classification.h"
#include "core/population/comparison.h"

/** What all schemes, rules and actions of a run read. */
typedef struct vikt_classifier {
    const vikt_profile *profile;
    const vikt_population *population;
    const vikt_presence *presence;
    const vikt_points *points;
    const vikt_score *score;
    const vikt_previous *previous; /* never NULL */
    vikt_script *script;
    vikt_arena *arena; /* what lasts */
    const vikt_listener *listener;
    vikt_classification *out;
    vikt_error *err;
    size_t count;
    uint64_t counted;       /* criteria with weight */
    vikt_operands operands; /* what conditions read of all this */
    uint8_t *score_why;     /* by row: why there is no class by score */
} vikt_classifier;

typedef struct vikt_scheme_task {
    const vikt_classifier *run;
    const vikt_scheme *scheme;
    size_t number, count;
    const char *statement; /* 'scheme "abc"' */
    vikt_scheme_result *result;
    double *position; /* by row: what hysteresis measures against the limits, NaN where it does not
                         apply; NULL: not needed */
    vikt_arena scratch;
} vikt_scheme_task;

/** Says who cannot be classified, and gives all others a class. */
typedef vikt_code vikt_scheme_classifier(vikt_scheme_task *task);

#define X(name, word, limits, scored, keys) vikt_scheme_classifier vikt_classify_##word;
VIKT_SCHEMES(X)
#undef X

/** F-14: from raw to effective, and since when the raw class has been the same. */
vikt_code vikt_hysteresis_apply(vikt_scheme_task *task);

/**
 * Whether a customer would leave its class by a scheme by score or by value whose limits stay.
 * @param from  the class's number
 * @param way   1: for a better one, -1: for a worse one
 * @param before, now  the score or value of the run before and of this one; numbers
 */
bool vikt_hysteresis_leaves(const vikt_profile *profile, const vikt_scheme *scheme, size_t from,
                            int way, double before, double now);

/** The numbers of a slot, or VIKT_INPUT when it holds text. Never NULL with VIKT_OK. */
vikt_code vikt_scheme_numbers(const vikt_scheme_task *task, vikt_slot slot, const double **numbers);

/** Says of every customer whose value or score is missing, and whose computing failed, why there
 * will be no class. */
void vikt_scheme_exclude(vikt_scheme_task *task, vikt_slot slot, const double *numbers);
void vikt_scheme_exclude_scoreless(vikt_scheme_task *task);

/** Those who can be classified, from the best down: by value, by score (slot none), or by score and
 * then value; in scratch. NULL without memory. */
uint32_t *vikt_scheme_ranked(vikt_scheme_task *task, vikt_slot slot, size_t *count);

/** T and the money outside it of those who can be classified. */
void vikt_scheme_totals(vikt_scheme_task *task, const double *numbers);

/** Gives a customer a class. */
static inline void vikt_scheme_give(const vikt_scheme_task *task, size_t row, size_t class_index)
{
    task->result->raw[row] = (uint8_t)class_index;
}

/** Records the lowest value of every class that has one (NaN: none): "A from". */
vikt_code vikt_scheme_cut(const vikt_scheme_task *task, const double *lowest);

/** limit as whole billionths, the precision in which shares are compared. */
int64_t vikt_share_of(double limit);

enum { VIKT_SHARE_UNIT = 1000000000 };

#endif
