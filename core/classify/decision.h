/* SPDX-License-Identifier: MIT
 *
 * Classes given by hand outrank the engine's: after the rules, before the actions.
 */
#ifndef VIKT_CLASSIFY_DECISION_H
#define VIKT_CLASSIFY_DECISION_H

#include "core/classify/scheme.h"

/** Gives the decided classes, and keeps what the engine said in out->decided. A decision of a
 * customer, scheme or class that this run does not have is passed over. */
vikt_code vikt_decisions_apply(const vikt_classifier *run, const vikt_decisions *decisions);

#endif
