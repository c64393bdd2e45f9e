/* SPDX-License-Identifier: MIT
 *
 * Sums that do not depend on order, sorted values, ranks and quantiles in integer arithmetic.
 * Knows columns of doubles, no customers. NaN never comes in unless said.
 */
#ifndef VIKT_STATISTIC_H
#define VIKT_STATISTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VIKT_SUM_CHUNKS = 67 };

/**
 * An exact accumulator (small superaccumulator): the sum of any doubles in any order, rounded once.
 * Two of them can be merged, so parts of a population give the same bits as the whole.
 */
typedef struct vikt_sum {
    int64_t chunk[VIKT_SUM_CHUNKS];
    unsigned pending; /* additions since carries were last resolved */
} vikt_sum;

void vikt_sum_init(vikt_sum *sum);
void vikt_sum_add(vikt_sum *sum, double value);
void vikt_sum_merge(vikt_sum *into, const vikt_sum *from);
/** The sum, rounded to nearest even; infinity only out of range. Changes only how sum is held. */
double vikt_sum_value(vikt_sum *sum);

/** A sortable image of a double: integer order = numeric order; -0 and 0 are equal. */
uint64_t vikt_order_of(double value);

/** A row with its sort key. */
typedef struct vikt_ordered {
    uint64_t order;
    uint32_t row;
} vikt_ordered;

/** Sorts by order, ascending, stable (radix). scratch has room for count elements. */
void vikt_order_sort(vikt_ordered *items, vikt_ordered *scratch, size_t count);

/** Sorts doubles ascending. scratch has room for count doubles. */
void vikt_values_sort(double *values, double *scratch, size_t count);

/** Values below x and values equal to x in sorted[0..count), by bisection. */
void vikt_values_place(const double *sorted, size_t count, double x, size_t *below, size_t *equal);

/** Quantile of sorted values, interpolated (type 7), q in 0..1; count > 0. */
double vikt_values_quantile(const double *sorted, size_t count, double q);

/** Nearest rank: the ceil(q n)-th value (at least the first); q is taken as a decimal of at most 9
 *  digits, so the rank is found in integer arithmetic. count > 0. */
double vikt_values_nearest(const double *sorted, size_t count, double q);

/** Number of distinct values. */
size_t vikt_values_distinct(const double *sorted, size_t count);

#endif
