/* SPDX-License-Identifier: MIT
 *
 * Classes given by hand, as rows: adding, withdrawing and listing them, and what of them a run is
 * given. Knows no author but by name.
 */
#ifndef VIKT_STORED_DECISION_H
#define VIKT_STORED_DECISION_H

#include "core/population/decision.h"
#include "core/store/store.h"

/** A row. Dates are YYYY-MM-DD; texts live during the call, or in the arena that was given. */
typedef struct vikt_stored_decision {
    int64_t id;
    vikt_text key, scheme, class_name, reason, author, made_on, since;
    vikt_text until;                                        /* none: no end */
    vikt_text withdrawn_on, withdrawn_by, withdrawn_reason; /* none: it is not */
    vikt_text name, own_class; /* in the latest run, what the engine says; none: not there */
    vikt_text state; /* "in force", "later", "expired", "withdrawn", "class gone", "scheme gone",
                        "customer gone": as of the latest run's date */
} vikt_stored_decision;

/**
 * Adds a decision; the open one of the same customer and scheme is withdrawn as replaced by it. In
 * one transaction.
 * @param decision  key, scheme, class_name, reason, author, made_on, since, until
 * @param[out] id, replaced  their numbers; replaced: 0 when there was none
 */
vikt_code vikt_decisions_add(vikt_store *store, const vikt_stored_decision *decision, int64_t *id,
                             int64_t *replaced, vikt_error *err);

/**
 * Withdraws the open decision of a customer and scheme.
 * @param decision  key, scheme, withdrawn_on, withdrawn_by, withdrawn_reason
 * @param[out] id   its number; 0: there is none, and nothing has changed
 */
vikt_code vikt_decisions_withdraw(vikt_store *store, const vikt_stored_decision *decision,
                                  int64_t *id, vikt_error *err);

/** Tells all decisions in the order in which they were made, or the one with that number (0: all).
 */
vikt_code vikt_decisions_list(vikt_store *store, int64_t id,
                              bool (*row)(void *context, const vikt_stored_decision *decision),
                              void *context, vikt_error *err);

/** What a run as of that date is given. keys: today's customers, ascending; previous: what of the
 * run before is asked for is its date. Everything lives in arena. */
vikt_code vikt_decisions_in_force(vikt_store *store, const vikt_profile *profile,
                                  const vikt_column *keys, vikt_date as_of,
                                  const vikt_previous *previous, vikt_arena *arena,
                                  vikt_decisions *out, vikt_error *err);

/** What a stored run was given, as far as it held. */
vikt_code vikt_decisions_of_run(vikt_store *store, int64_t run_id, const vikt_profile *profile,
                                const vikt_column *keys, vikt_arena *arena, vikt_decisions *out,
                                vikt_error *err);

#endif
