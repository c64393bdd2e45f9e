/* SPDX-License-Identifier: MIT
 *
 * Whether a ledger's columns are what they were in an earlier file with the same headings: then
 * nothing needs to be said of them. What they are is found by looking at each file, so that a
 * mapping is never taken for columns that hold something else now. Private to ledger*.c and
 * invoices.c.
 */
#ifndef VIKT_LEDGER_RECALL_H
#define VIKT_LEDGER_RECALL_H

#include "core/import/ledger_columns.h"

/**
 * Sets what is kept of columns as they were found, whatever their rows tell later (found), their
 * fingerprint, and how they were understood before.
 *
 * @param known  of ledgers; may be NULL
 */
VIKT_MUST_CHECK vikt_code vikt_ledger_recall(const vikt_sheet *sheet, const vikt_mappings *known,
                                             vikt_arena *arena, vikt_ledger_columns *columns,
                                             vikt_error *err);

/** Whether all columns are what they were; of amounts that the VAT is to tell that is not yet
 * known. */
bool vikt_ledger_recall_agrees(const vikt_ledger_columns *columns, const vikt_sheet *sheet);

/** Notes of what is other than in the last file. */
void vikt_ledger_recall_tell(const vikt_ledger_columns *columns, const vikt_sheet *sheet,
                             const vikt_mappings *known, const vikt_listener *listener);

#endif
