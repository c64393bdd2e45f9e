/* SPDX-License-Identifier: MIT
 *
 * One row of a ledger: what it says, and why it cannot be used. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_ENTRY_H
#define VIKT_LEDGER_ENTRY_H

#include "core/import/ledger.h"

/** What a row says, as far as it can be used. */
typedef struct vikt_ledger_entry {
    vikt_date date;
    int64_t amount;
    int64_t whole; /* what was to be paid, in the row's currency; with VAT as far as known */
    double rate;   /* 1: it is in the company's currency */
    bool cancelled;
} vikt_ledger_entry;

/** Customer, date and whether it is cancelled, which every row must have, in both readings; false:
 * the row is rejected. */
bool vikt_ledger_entry_read(vikt_ledger *ledger, vikt_ledger_entry *e);

/** The rate of its currency; false: the row is rejected. */
bool vikt_ledger_entry_rate(vikt_ledger *ledger, vikt_ledger_entry *e);

/** Its amount and what was to be paid, by the rate; false: the row is rejected. */
bool vikt_ledger_entry_amount(vikt_ledger *ledger, vikt_ledger_entry *e);

/** An amount of this row; of a credit note it is below 0, whichever sign it has in the file. */
int64_t vikt_ledger_signed(vikt_ledger *ledger, int64_t amount);

#endif
