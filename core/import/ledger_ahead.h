/* SPDX-License-Identifier: MIT
 *
 * A ledger's rows, scanned some at a time before they are read, so that the accounts of their
 * customers, which lie anywhere in memory, can be sent for together and have come when they are
 * needed. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_AHEAD_H
#define VIKT_LEDGER_AHEAD_H

#include "core/import/csv.h"
#include "core/import/ledger_account.h"
#include "core/import/sheet.h"

enum { VIKT_LEDGER_AHEAD = 32 }; /* rows */

typedef struct vikt_ledger_ahead {
    vikt_csv csv;
    vikt_csv_row rows[VIKT_LEDGER_AHEAD];
    size_t count, next;   /* rows that were scanned; the next to be read */
    vikt_csv_state state; /* behind them */
    bool is_sent_for;     /* their accounts */
} vikt_ledger_ahead;

/** Room for rows of a sheet; false without memory. */
bool vikt_ledger_ahead_open(vikt_ledger_ahead *ahead, const vikt_sheet *sheet, vikt_arena *arena);

/** To the first row. */
void vikt_ledger_ahead_begin(vikt_ledger_ahead *ahead, const vikt_sheet *sheet);

/** The next row, as vikt_csv_next() has it; its slots stay until the next call. */
vikt_csv_state vikt_ledger_ahead_next(vikt_ledger_ahead *ahead, vikt_csv_row *row);

/** Sends for the accounts of the keys in a column of the rows that were scanned, once. Changes no
 *  result. */
void vikt_ledger_ahead_send(vikt_ledger_ahead *ahead, const vikt_accounts *accounts, size_t column);

#endif
