/* SPDX-License-Identifier: MIT
 *
 * Constraints on the outcome: rules in file order, after hysteresis.
 */
#ifndef VIKT_RULE_H
#define VIKT_RULE_H

#include "core/classify/scheme.h"

/** All rules see the classes as they were before any of them. */
vikt_code vikt_rules_apply(const vikt_classifier *run);

/** The class that a rule which holds makes of a class in the scheme. A rule whose class the scheme
 * does not have says nothing. */
uint8_t vikt_rule_class(const vikt_rule *rule, const vikt_scheme *scheme, uint8_t class_index);

#endif
