/* SPDX-License-Identifier: MIT
 *
 * One comparison of a profile for all customers, column by column. Points and scores come in as
 * plain arrays: they are made further down.
 */
#ifndef VIKT_COMPARISON_H
#define VIKT_COMPARISON_H

#include "core/population/population.h"

/** What comparisons read. Before there are points, all but population is NULL. */
typedef struct vikt_operands {
    const vikt_population *population;
    double *const *points;          /* by criterion, then row */
    const double *score, *coverage; /* by row */
    const uint64_t *failed_points;  /* by row, a bit a criterion; NULL: nobody */
    uint64_t counted;               /* the criteria that the score rests on */
} vikt_operands;

/** Sets held[row] to 0 where the comparison does not hold. A missing value makes it not hold. */
void vikt_comparison_narrow(const vikt_operands *operands, const vikt_comparison *comparison,
                            uint8_t *held);

/** Sets failed[row] to 1 where a function behind the value failed. */
void vikt_operand_failed(const vikt_operands *operands, vikt_operand_kind operand, size_t index,
                         uint8_t *failed);

#endif
