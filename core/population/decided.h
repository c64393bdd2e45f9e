/* SPDX-License-Identifier: MIT
 *
 * Which row of a decision table decides for every customer: row by row over all of them, by the
 * table's hit policy.
 */
#ifndef VIKT_DECIDED_H
#define VIKT_DECIDED_H

#include "core/population/comparison.h"

#define VIKT_NO_ROW UINT16_MAX

typedef struct vikt_decided {
    const vikt_decision *decision;
    const char *statement; /* 'scheme "segment"' */
    size_t count;
    uint16_t *row;   /* by customer: number of the row that decides, from 0, or VIKT_NO_ROW */
    uint16_t *other; /* hit any: a row that says otherwise, or VIKT_NO_ROW; else NULL */
    double *sum;     /* collect_sum: of the rows that hold; else NULL */
    uint64_t *met;   /* collect_sum: by customer, `words` masks of the rows that hold */
    size_t words;
    uint8_t *failed; /* 1: something behind an input failed, or the rows' outcome did */
} vikt_decided;

/**
 * @param statement  what the table belongs to, for messages; lent
 * @param arena      everything in *out lives here
 * @return VIKT_OK; VIKT_PROFILE when two rows hold for a customer under hit unique: err names the
 * rows and the customer (of customers looked at among others it fails, as the rows were not made for
 * what they have); VIKT_MEMORY
 */
vikt_code vikt_decide(const vikt_decision *decision, const char *statement,
                      const vikt_operands *operands, vikt_arena *arena, vikt_decided *out,
                      vikt_error *err);

/**
 * Adds a failure of the script's for every customer whose rows contradict each other (hit any) or
 * whose sum is off the scale, and marks them; then tells how many customers no row holds for.
 */
vikt_code vikt_decided_check(vikt_decided *decided, const vikt_operands *operands,
                             vikt_script *script, const vikt_listener *listener, vikt_error *err);

/**
 * How many of the customers first..last-1 each row holds for; under hit first, of those for whom no
 * row before it does.
 *
 * @param held     by row, filled
 * @param scratch  for the call only
 */
vikt_code vikt_decided_held(const vikt_decision *decision, const vikt_operands *operands,
                            size_t first, size_t last, size_t *held, vikt_arena *scratch,
                            vikt_error *err);

/** The points of a criterion's table; NaN where no row holds and where it failed. */
double vikt_decided_points(const vikt_decided *decided, size_t row);

/** "row 2: recency 31..90", for all that have one; texts are shared. False without memory. */
bool vikt_decided_reasons(const vikt_decided *decided, vikt_arena *arena, vikt_notes *out);

#endif
