/* SPDX-License-Identifier: MIT
 *
 * What a heading says of a ledger's column. Private to ledger_columns.c.
 */
#ifndef VIKT_LEDGER_HEADING_H
#define VIKT_LEDGER_HEADING_H

#include "core/import/sheet.h"
#include "core/import/term.h"
#include "core/profile/dictionary.h"

/* What is added to the place of a spelling in its line, of which there are fewer: folded ones
 * ("Forfallodatum") go behind all others of a part, those of a customer's fields behind these. */
enum {
    VIKT_LEDGER_FOLDED_RANK = 1 << 12,
    VIKT_LEDGER_LAST_RANK = 1 << 13,
    VIKT_LEDGER_NO_RANK = 1 << 14
};

/** Whether a part's column holds amounts, or what is times a price. */
bool vikt_ledger_is_money(vikt_ledger_part part);

/** "amount lcy", "belopp sek" where SEK is the company's own currency: such amounts need no rate.
 */
bool vikt_ledger_is_local(vikt_text words, vikt_text own);

/** "amount net", "total netto" without the words that any amount may have: "net", "netto". In the
 * arena; false without memory. */
bool vikt_ledger_heading_rest(vikt_arena *arena, vikt_text words, vikt_text *out);

/** Whether a column holds the dates or amounts that a part must be. */
bool vikt_ledger_agrees(const vikt_sheet *sheet, size_t column, vikt_ledger_part part);

/** All headings that everyone uses, with parts for fields; those of no part are rivals. */
VIKT_MUST_CHECK vikt_code vikt_ledger_terms_of(const vikt_profile *profile, vikt_arena *arena,
                                               vikt_terms *out, vikt_error *err);

#endif
