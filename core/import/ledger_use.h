/* SPDX-License-Identifier: MIT
 *
 * What the columns of a ledger are enough for, and what is made of them.
 */
#ifndef VIKT_LEDGER_USE_H
#define VIKT_LEDGER_USE_H

#include "core/import/ledger_columns.h"

/** Whether a customer, a date and an amount are there: without them there is no ledger. */
bool vikt_ledger_columns_enough(const vikt_ledger_columns *columns);

/** Whether there is also what only invoices have: a number or a due date. */
bool vikt_ledger_columns_sure(const vikt_ledger_columns *columns);

/** Whether only a date is missing beside number, due date and amount, or a customer beside what
 * only invoices have: two of date, number and due date. */
bool vikt_ledger_columns_lack_one(const vikt_ledger_columns *columns);

/** Whether only an amount is missing. Customers who come once with their last invoice are a list.
 */
bool vikt_ledger_columns_lack_amount(const vikt_ledger_columns *columns);

/** The error that asks for what is not enough, with the setting that answers it. */
vikt_code vikt_ledger_columns_fail(const vikt_ledger_columns *columns, const vikt_sheet *sheet,
                                   vikt_error *err);

/** Whether anything is made of a part's column. */
bool vikt_ledger_columns_reads(const vikt_ledger_columns *columns, vikt_ledger_part part);

#endif
