/* SPDX-License-Identifier: MIT
 *
 * Sums of money that are exact: in whole ten-thousandths of a unit, as
 * vikt_amount_read() gives them. What does not fit is told, never
 * wrapped.
 */
#ifndef VIKT_AMOUNT_H
#define VIKT_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

/** Adds to a sum; false when it does not fit: the sum is then as before. */
bool vikt_amount_add(int64_t *sum, int64_t amount);

/** Adds amount times count, such as days, to a sum; false when it does not fit. */
bool vikt_amount_add_times(int64_t *sum, int64_t amount, int64_t count);

/** amount times rate, which is kept with nine decimals (0.000001 to 1000000), rounded half away
 * from zero to a ten-thousandth; false when it does not fit. */
bool vikt_amount_convert(int64_t amount, double rate, int64_t *out);

/** amount times part / whole, rounded; 0 <= part <= whole, whole > 0. */
int64_t vikt_amount_share(int64_t amount, int64_t part, int64_t whole);

/** amount times pieces, both in ten-thousandths, rounded half away from 0; false when it does not
 * fit. */
bool vikt_amount_times(int64_t amount, int64_t pieces, int64_t *out);

/** In units. */
double vikt_amount_value(int64_t amount);

#endif
