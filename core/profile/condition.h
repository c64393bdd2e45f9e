/* SPDX-License-Identifier: MIT
 *
 * A condition as the plan knows it.
 */
#ifndef VIKT_PROFILE_CONDITION_H
#define VIKT_PROFILE_CONDITION_H

#include <stdbool.h>

#include "core/profile/function.h"

/** A condition: comparisons that must all hold, or a script function. A missing operand makes it
 * false. */
typedef enum vikt_operand_kind {
    VIKT_OPERAND_SLOT,
    VIKT_OPERAND_POINTS,
    VIKT_OPERAND_SCORE,
    VIKT_OPERAND_COVERAGE
} vikt_operand_kind;
typedef enum vikt_operator {
    VIKT_LESS,
    VIKT_AT_MOST,
    VIKT_EQUAL,
    VIKT_UNEQUAL,
    VIKT_AT_LEAST,
    VIKT_GREATER,
    VIKT_ONE_OF
} vikt_operator;

/** Whether `x operator y`; of several right sides, one by one. NaN only differs. */
static inline bool vikt_operator_holds(vikt_operator operator_, double x, double y)
{
    switch (operator_) {
    case VIKT_LESS:
        return x < y;
    case VIKT_AT_MOST:
        return x <= y;
    case VIKT_EQUAL:
    case VIKT_ONE_OF:
        return x == y;
    case VIKT_UNEQUAL:
        return x != y;
    case VIKT_AT_LEAST:
        return x >= y;
    case VIKT_GREATER:
        return x > y;
    }
    return false;
}

/** A value written in a profile. */
typedef struct vikt_literal {
    double number;  /* NaN when it is only text */
    vikt_text text; /* as written, without quotes */
} vikt_literal;

typedef struct vikt_comparison {
    vikt_operand_kind operand;
    size_t index; /* slot or criterion */
    vikt_operator operator_;
    double number;         /* NaN when the right side is only text */
    vikt_text text;        /* the right side as written, without quotes */
    vikt_literal *choices; /* of VIKT_ONE_OF, which has no other right side */
    size_t choice_count;
} vikt_comparison;

/** How many right sides there are, at least 1, and each of them. */
static inline size_t vikt_comparison_rights(const vikt_comparison *comparison)
{
    return comparison->choice_count ? comparison->choice_count : 1;
}

static inline vikt_literal vikt_comparison_right(const vikt_comparison *comparison, size_t i)
{
    return comparison->choice_count ? comparison->choices[i]
                                    : (vikt_literal){comparison->number, comparison->text};
}

typedef struct vikt_condition {
    vikt_comparison *comparisons;
    size_t count;            /* 0, without a function: always */
    vikt_function *function; /* or NULL */
    vikt_text text;          /* as written; "always", "function" */
} vikt_condition;

#endif
