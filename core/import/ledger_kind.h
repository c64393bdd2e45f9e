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

/** VIKT_INPUT when customers' keys were rounded by a spreadsheet: rows of several may be one's. */
VIKT_MUST_CHECK vikt_code vikt_ledger_kind_check_keys(const vikt_ledger *ledger, vikt_error *err);

/** A column of balances that are larger than the rows' own amounts is that of whole invoices, or
 * runs on: it is not used, with a warning. */
void vikt_ledger_kind_settle_balance(vikt_ledger *ledger, const vikt_listener *listener);

#endif
