/* SPDX-License-Identifier: MIT
 *
 * Months where dates are expected, as statistics of sales have them. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_MONTH_H
#define VIKT_LEDGER_MONTH_H

#include "core/base/date.h"
#include "core/import/sheet.h"

/** "2024-05", "2024/05", "202405", "05/2024": the month's last day. Six digits are a month only
 * where they are no day (YYMMDD), so from 2013 on. */
bool vikt_ledger_month(vikt_text cell, vikt_date *out);

/** Whether a column holds months, by its first rows. */
bool vikt_ledger_holds_months(const vikt_sheet *sheet, size_t column);

#endif
