/* SPDX-License-Identifier: MIT
 *
 * Which fields people give marks on: those with both ends of a scale, and those that a criterion
 * takes as a rating.
 */
#ifndef VIKT_RATED_H
#define VIKT_RATED_H

#include "core/profile/profile.h"

/** The least and the greatest mark of a field; false when it is no field for marks. */
bool vikt_rated_scale(const vikt_profile *profile, size_t field, double *min, double *max);

/** Whether the least mark of a field is the best one. */
bool vikt_rated_low_is_best(const vikt_profile *profile, size_t field);

#endif
