/* SPDX-License-Identifier: MIT
 *
 * What is open, overdue and late of a ledger's rows (F-08). Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_PAYMENT_H
#define VIKT_LEDGER_PAYMENT_H

#include "core/import/ledger_entry.h"

/** Adds the payment of this row to its account; false when a sum is too large. */
bool vikt_ledger_add_payment(vikt_ledger *ledger, vikt_account *account,
                             const vikt_ledger_entry *e);

#endif
