/* SPDX-License-Identifier: MIT
 *
 * Which customers of a class an action with a condition is for.
 */
#ifndef VIKT_ACTION_H
#define VIKT_ACTION_H

#include "core/classify/scheme.h"

/** Asks the conditions of actions; they see the final classes. */
vikt_code vikt_actions_find(const vikt_classifier *run);

#endif
