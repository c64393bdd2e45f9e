/* SPDX-License-Identifier: MIT
 *
 * What a word beside an invoice says of it: its kind or its state, in five languages. Knows nothing
 * of columns.
 */
#ifndef VIKT_LEDGER_SAYS_H
#define VIKT_LEDGER_SAYS_H

#include <stdbool.h>

#include "core/base/text.h"

typedef enum vikt_ledger_saying {
    VIKT_SAYS_NOTHING,
    VIKT_SAYS_INVOICE,
    VIKT_SAYS_CREDIT,
    VIKT_SAYS_REFUND, /* a credit; where payments stand too, money that was paid back */
    VIKT_SAYS_PAYMENT,
    VIKT_SAYS_PART_REFUNDED,
    VIKT_SAYS_REFUNDED,  /* all of it; the row is the sale */
    VIKT_SAYS_CANCELLED, /* this and those below were never sold */
    VIKT_SAYS_DRAFT,
    VIKT_SAYS_QUOTE,
    VIKT_SAYS_FAILED,
    VIKT_SAYS_PENDING,
    VIKT_SAYINGS
} vikt_ledger_saying;

/** By the whole cell or its last words: "Sales credit note", "Gutschrift", not "Credit card"; with
 * "not" before it, it says nothing. Payments and "refunded" are whole cells only. */
vikt_ledger_saying vikt_ledger_says(vikt_text cell);

enum { VIKT_SAID_CELLS = 16 };

/** Cells of which it is known what they say. All zeros: of none. */
typedef struct vikt_said {
    struct vikt_said_cell {
        char text[24];
        size_t length;
        vikt_ledger_saying says;
    } cells[VIKT_SAID_CELLS];
} vikt_said;

/** The same, without looking twice at a word that stands in many rows. */
vikt_ledger_saying vikt_ledger_says_again(vikt_said *said, vikt_text cell);

/** Which side of an account a mark of bookkeepers is: S or H, D or K, Dr or Cr, Soll or Haben. */
typedef enum vikt_ledger_side {
    VIKT_SIDE_NONE,
    VIKT_SIDE_DEBIT,
    VIKT_SIDE_CREDIT
} vikt_ledger_side;

vikt_ledger_side vikt_ledger_side_of(vikt_text cell);

/** Whether a cell beside invoice number `own` names the invoice that the row takes back: another
 * number, and not a later one, as where an invoice names the credit note that followed it. */
bool vikt_ledger_takes_back(vikt_text cell, vikt_text own);

/** "drafts", for one "draft"; "" for what counts. */
const char *vikt_ledger_saying_name(vikt_ledger_saying saying, bool one);

#endif
