/* SPDX-License-Identifier: MIT
 *
 * Which customers meet the condition of a rule or action.
 */
#ifndef VIKT_CONDITION_H
#define VIKT_CONDITION_H

#include "core/classify/engine_data.h"

/**
 * @param only    by row: 0 for customers who need not be asked; NULL: all are
 * @param held    by row, filled: 1 where the condition holds. A missing value makes it not hold.
 * @param failed  by row, set to 1 where it cannot be told because a function, or a measure or
 * criterion behind it, failed
 */
vikt_code vikt_condition_hold(const vikt_classifier *run, const vikt_condition *when,
                              const vikt_class_view *view, const uint8_t *only, uint8_t *held,
                              uint8_t *failed);

#endif
