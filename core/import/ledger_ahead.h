/* SPDX-License-Identifier: MIT
 *
 * Looks at a ledger's rows before they are read, so that the accounts of their customers, which lie
 * anywhere in memory, have come when they are needed. Changes no result. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_AHEAD_H
#define VIKT_LEDGER_AHEAD_H

#include "core/import/ledger_account.h"
#include "core/import/ledger_rows.h"

enum { VIKT_LEDGER_AHEAD = 32 }; /* rows */

typedef struct vikt_ledger_ahead {
    vikt_csv csv;
    vikt_csv_row row;
    size_t column; /* of customers */
    uint64_t hashes[VIKT_LEDGER_AHEAD / 2];
    size_t count;
} vikt_ledger_ahead;

/** Begins where rows stand; slots: room for those up to the customers' column. */
void vikt_ledger_ahead_begin(vikt_ledger_ahead *ahead, const vikt_ledger_rows *rows,
                             const char **slots);

/** Goes on until VIKT_LEDGER_AHEAD records behind a row. */
void vikt_ledger_ahead_of(vikt_ledger_ahead *ahead, const vikt_accounts *accounts, long row);

#endif
