/* SPDX-License-Identifier: MIT
 *
 * What somebody wants decided, checked against the latest run, and stored.
 */
#ifndef VIKT_DECIDE_H
#define VIKT_DECIDE_H

#include <vikt/decision.h>

#include "core/persist/decision.h"

/** As vikt_decision_make(). @param[out] id, replaced  numbers; replaced: 0 when there was none */
vikt_code vikt_decide_class(vikt_store *store, const vikt_decision_options *options,
                            vikt_arena *arena, int64_t *id, int64_t *replaced, vikt_error *err);

/** As vikt_decision_withdraw(). @param[out] id  of the one that was withdrawn */
vikt_code vikt_decide_withdraw(vikt_store *store, const vikt_decision_options *options,
                               vikt_arena *arena, int64_t *id, vikt_error *err);

#endif
