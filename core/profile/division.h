/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: how a decision table divides its inputs. 30 in "recency <= 30" makes the
 * regions below 30, 30, and above 30; a row is the set of the regions that it holds in.
 */
#ifndef VIKT_DIVISION_H
#define VIKT_DIVISION_H

#include "core/profile/profile.h"

enum { VIKT_DIVISION_WORD = 64 }; /* bits of a word of a mask */

/* How the table divides one input. Of numbers, region 2 j is between cuts j - 1 and j, and region
 * 2 j + 1 is cut j itself; of texts, region j is text j, and the last one is every other text. */
typedef struct vikt_divided_input {
    bool is_text;
    vikt_type type;
    double min, max;       /* what the input can be */
    vikt_literal *values;  /* the texts, or the cuts, ascending */
    size_t count, regions; /* of values */
    size_t first_word;     /* of the masks of a row */
    const uint64_t *domain;
} vikt_divided_input;

typedef struct vikt_division {
    const vikt_profile *profile;
    const vikt_decision *decision;
    vikt_arena *arena;
    vikt_divided_input *inputs;
    size_t words;    /* of a row's masks, all inputs together */
    uint64_t *masks; /* by row: the regions that it holds in; behind the last row the domain */
    uint32_t *asks;  /* by row: bit i set when it has a condition on input i */
    bool too_large, no_memory;
} vikt_division;

/**
 * Divides the inputs of t->decision; profile, decision and arena are set, the rest is zero. When
 * there are too many values nothing but t->too_large is of use.
 *
 * @return false without memory
 */
bool vikt_division_make(vikt_division *t);

/** Of a row, or, behind the last, of all that the inputs can be. */
static inline uint64_t *vikt_division_masks(const vikt_division *t, size_t row)
{
    return t->masks + row * t->words;
}

static inline bool vikt_division_has(const uint64_t *mask, size_t region)
{
    return mask[region / VIKT_DIVISION_WORD] >> region % VIKT_DIVISION_WORD & 1;
}

#endif
