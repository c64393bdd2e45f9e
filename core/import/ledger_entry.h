/* SPDX-License-Identifier: MIT
 *
 * One row of a ledger: what it says, and why it cannot be used. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_ENTRY_H
#define VIKT_LEDGER_ENTRY_H

#include "core/import/ledger.h"
#include "core/import/ledger_says.h"

/** What a row says, as far as it can be used. */
typedef struct vikt_ledger_entry {
    vikt_date date;
    int64_t amount;
    int64_t whole;  /* what was to be paid, in the row's currency; with VAT as far as known */
    double rate;    /* 1: it is in the company's currency */
    bool on_credit; /* by a mark of its side, such as H or K */
    bool turned;    /* its amounts have no sign of their own, and are below 0 */
    unsigned says;  /* of each saying the bit 1 << it */
    vikt_ledger_saying left_out; /* why it does not count; VIKT_SAYS_NOTHING: it does */
} vikt_ledger_entry;

static inline bool vikt_ledger_entry_says(const vikt_ledger_entry *e, vikt_ledger_saying saying)
{
    return e->says >> saying & 1;
}

/** Customer, date and what its words say, which every row must have, in both readings; false:
 * the row is rejected. */
bool vikt_ledger_entry_read(vikt_ledger *ledger, vikt_ledger_entry *e);

/** The rate of its currency; false: the row is rejected. */
bool vikt_ledger_entry_rate(vikt_ledger *ledger, vikt_ledger_entry *e);

/** Its amount and what was to be paid, by the rate; false: the row is rejected. */
bool vikt_ledger_entry_amount(vikt_ledger *ledger, vikt_ledger_entry *e);

/** An amount of this row; of a credit note it is below 0, whichever sign it has in the file. */
int64_t vikt_ledger_signed(const vikt_ledger_entry *e, int64_t amount);

/** What one unit of a part's column is worth. */
double vikt_ledger_rate_of(const vikt_ledger *ledger, const vikt_ledger_entry *e,
                           vikt_ledger_part part);

#endif
