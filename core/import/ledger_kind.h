/* SPDX-License-Identifier: MIT
 *
 * What kinds of rows a ledger has, by all of them: invoices, payments, credits. Private to
 * ledger*.c.
 */
#ifndef VIKT_LEDGER_KIND_H
#define VIKT_LEDGER_KIND_H

#include "core/import/ledger_entry.h"

/** Counts a row, in the first reading. */
void vikt_ledger_kind_vote(vikt_ledger *ledger, const vikt_ledger_entry *e);

/** VIKT_INPUT with a question when nothing tells whether credits are payments or credit notes. */
VIKT_MUST_CHECK vikt_code vikt_ledger_kind_ask(const vikt_ledger *ledger, vikt_error *err);

#endif
