/* SPDX-License-Identifier: MIT
 *
 * A script function as the plan knows it: what it is called with. Slots number what customers have.
 */
#ifndef VIKT_PROFILE_FUNCTION_H
#define VIKT_PROFILE_FUNCTION_H

#include <vikt/error.h>

#include "core/base/column.h"

/** Fields and measures share one numbering: fields first, then measures. */
typedef size_t vikt_slot;
#define VIKT_SLOT_NONE ((vikt_slot)VIKT_INDEX_NONE)

enum { VIKT_INPUTS_MAX = 32 }; /* parameters of a function, inputs of a decision table */

/** One parameter of a script function. */
typedef enum vikt_input_kind {
    VIKT_INPUT_SLOT,
    VIKT_INPUT_CUSTOMER,
    VIKT_INPUT_TODAY,
    VIKT_INPUT_POPULATION,
    VIKT_INPUT_PREVIOUS,
    VIKT_INPUT_RESULT
} vikt_input_kind;

typedef struct vikt_input {
    vikt_input_kind kind;
    vikt_slot slot;
    bool or_nil; /* called with nil when missing, instead of not at all */
} vikt_input;

typedef struct vikt_function {
    int id;           /* the engine's number */
    const char *what; /* 'criterion "risk"', for messages */
    vikt_place place;
    vikt_input *inputs;
    size_t input_count;
} vikt_function;

#endif
