/* SPDX-License-Identifier: MIT
 *
 * Accounts of a ledger to values of customers (F-06, F-07, F-08): one column a measure, in key
 * order.
 */
#ifndef VIKT_LEDGER_MEASURES_H
#define VIKT_LEDGER_MEASURES_H

#include "core/base/statistic.h"
#include "core/import/ledger.h"

/** The customers of a ledger in key order, and the fields that it tells of them. */
typedef struct vikt_ledger_result {
    size_t count;
    vikt_column *keys;
    vikt_column *names;    /* missing where no row has one; NULL: the ledger has no names */
    vikt_column **columns; /* by field of the profile; NULL: the ledger does not tell it */
} vikt_ledger_result;

/**
 * @param pool   gets the texts
 * @param arena  everything else in *out lives here
 */
VIKT_MUST_CHECK vikt_code vikt_ledger_measures_of(const vikt_ledger *ledger,
                                                  const vikt_profile *profile, vikt_pool *pool,
                                                  vikt_arena *arena, vikt_ledger_result *out,
                                                  vikt_error *err);

/** What a customer without invoices has: 0 of what is counted or added up, else missing. */
double vikt_ledger_measure_nothing(vikt_text field);

#endif
