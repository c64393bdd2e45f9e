/* SPDX-License-Identifier: MIT
 *
 * Amounts as whole numbers of one small unit, so that running sums are exact, do not depend on the
 * order, and end at the total to the last unit. Shares of the total are then compared in whole
 * numbers: a sum of 70 of 100 is not more than 0.7.
 *
 * The unit is 1, 0.01, 0.0001 or 0.000001 if every amount is a decimal number of such units; so it
 * is for money. Other amounts (ratios, sums with a rounding error of their own) are rounded to
 * 2^-60 of their total.
 */
#ifndef VIKT_PORTION_H
#define VIKT_PORTION_H

#include <stddef.h>
#include <stdint.h>

/** Fills units, by place, with the amounts of the rows. Returns their total. */
int64_t vikt_portion_units(const double *amounts, const uint32_t *rows, size_t count,
                           int64_t *units);

/**
 * Compares parts / (times * total) with share, in billionths: < 0, 0 or > 0. total > 0; times is 1
 * or 2.
 */
int vikt_portion_compare(int64_t parts, int64_t total, int64_t share, unsigned times);

#endif
