/* SPDX-License-Identifier: MIT
 *
 * What a word beside an invoice says of it: its kind or its state, in five languages. Knows nothing
 * of columns.
 */
#ifndef VIKT_LEDGER_SAYS_H
#define VIKT_LEDGER_SAYS_H

#include <stdbool.h>

#include "core/base/text.h"

/** "Kredit", "Sales credit note", "Gutschrift": not "Credit card". */
bool vikt_ledger_says_credit(vikt_text cell);

/** "Makulerad", "Voided", "Storniert". */
bool vikt_ledger_says_cancelled(vikt_text cell);

#endif
