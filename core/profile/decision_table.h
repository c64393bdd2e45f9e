/* SPDX-License-Identifier: MIT
 *
 * A decision table as the plan knows it: of a scheme or of a criterion.
 */
#ifndef VIKT_PROFILE_DECISION_TABLE_H
#define VIKT_PROFILE_DECISION_TABLE_H

#include "core/profile/condition.h"

enum { VIKT_ROWS_MAX = 1000 };

/** What a decision table gives a customer who meets several of its rows. */
typedef enum vikt_hit {
    VIKT_HIT_FIRST,
    VIKT_HIT_UNIQUE,   /* that must not happen: it ends the run */
    VIKT_HIT_ANY,      /* they must all say the same, or the customer fails */
    VIKT_HIT_PRIORITY, /* the best class, the most points */
    VIKT_HIT_COLLECT_SUM,
    VIKT_HIT_COLLECT_MIN,
    VIKT_HIT_COLLECT_MAX
} vikt_hit;

typedef struct vikt_decision_row {
    vikt_condition when;
    size_t class_index; /* of a scheme's table */
    double points;      /* of a criterion's table */
    vikt_place place;
} vikt_decision_row;

typedef struct vikt_decision_input {
    vikt_operand_kind operand;
    size_t index; /* slot or criterion */
} vikt_decision_input;

/** Rows are counted from 1 where they are spoken of. */
typedef struct vikt_decision {
    vikt_hit hit;
    vikt_decision_row *rows;
    size_t row_count;
    vikt_decision_input *inputs; /* what the conditions ask for, each once */
    size_t input_count;
    vikt_function *failing; /* never called: names the statement where a customer's result fails */
} vikt_decision;

#endif
