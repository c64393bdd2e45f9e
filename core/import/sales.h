/* SPDX-License-Identifier: MIT
 *
 * Which amounts of a list of customers are what we sold: not the customer's own turnover, not a
 * period without a name, and with VAT only when nothing else is there. Private to meaning.c.
 */
#ifndef VIKT_SALES_H
#define VIKT_SALES_H

#include "core/import/meaning.h"

/** Moves a column that fits `revenue` to the customer's own turnover, when its content says so. */
void vikt_sales_settle(vikt_meaning *meaning, size_t column);

/** Looks for sales under the words of an invoice, and for last year's beside them, and tells when
 * there is nothing but the customer's own turnover. */
void vikt_sales_find(vikt_meaning *meaning);

#endif
