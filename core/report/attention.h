/* SPDX-License-Identifier: MIT
 *
 * The customers to look at first, at most five: those who fell a class, hold 25 % or more, are in
 * the best class with a weak criterion, are close below it, or have its revenue without a class;
 * then the largest.
 */
#ifndef VIKT_ATTENTION_H
#define VIKT_ATTENTION_H

#include "core/base/statistic.h"
#include "core/run/run.h"

enum { VIKT_ATTENTION_MAX = 5 };

/** X(NAME, word in JSON), most urgent first. */
#define VIKT_ATTENTION_REASONS(X)                                                                  \
    X(FELL, "fell_a_class")                                                                        \
    X(CONCENTRATION, "large_share")                                                                \
    X(WEAK, "weak_criterion")                                                                      \
    X(NEAR, "near_the_class_above")                                                                \
    X(UNKNOWN, "unclassified_but_large")                                                           \
    X(LARGEST, "largest")

typedef enum vikt_attention_reason {
#define X(name, word) VIKT_ATTENTION_##name,
    VIKT_ATTENTION_REASONS(X)
#undef X
        VIKT_ATTENTION_REASON_COUNT
} vikt_attention_reason;

typedef struct vikt_attention {
    uint32_t row;
    vikt_attention_reason reason;
    const char *text; /* "fell from A to B"; in the arena */
} vikt_attention;

/** Fills list and returns how many; within a reason the largest customers first. Texts go into
 * arena. */
size_t vikt_attention_find(const vikt_run *run, vikt_arena *arena,
                           vikt_attention list[VIKT_ATTENTION_MAX]);

const char *vikt_attention_word(vikt_attention_reason reason);

#endif
