/* SPDX-License-Identifier: MIT
 *
 * What a column of a ledger holds, by its first rows. Private to ledger_columns.c.
 */
#ifndef VIKT_LEDGER_CONTENT_H
#define VIKT_LEDGER_CONTENT_H

#include "core/import/sheet.h"

/** Mostly short texts with a digit and without a blank, which are neither dates nor have decimals.
 */
bool vikt_ledger_holds_ids(const vikt_sheet *sheet, size_t column);

/** Only dates with a year of four digits. */
bool vikt_ledger_holds_dates(const vikt_sheet *sheet, size_t column);

/** Only numbers, and most of them with decimals. */
bool vikt_ledger_holds_amounts(const vikt_sheet *sheet, size_t column);

#endif
