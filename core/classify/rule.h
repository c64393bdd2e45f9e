/* SPDX-License-Identifier: MIT
 *
 * Constraints on the outcome: rules in file order, after hysteresis.
 */
#ifndef VIKT_RULE_H
#define VIKT_RULE_H

#include "core/classify/scheme.h"

/** All rules see the classes as they were before any of them. */
vikt_code vikt_rules_apply(const vikt_classifier *run);

#endif
