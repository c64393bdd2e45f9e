/* SPDX-License-Identifier: MIT
 *
 * What a native scale did with a customer's value, in words.
 */
#ifndef VIKT_SCALE_WORDS_H
#define VIKT_SCALE_WORDS_H

#include "core/persist/history.h"

/** "ahead of 83 % of the customers", "group 4 of 5", "step 3 of 5",
 * "75.0 % of the total: step 1 of 5", "from worst 40 to best 2", ...;
 * the scale itself where there is nothing more to say. lo, hi: the profile's scale. The points must
 * be there and not stand in for a value. */
void vikt_scale_words(const vikt_stored_points *points, double lo, double hi, vikt_buffer *out);

#endif
