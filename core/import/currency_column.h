/* SPDX-License-Identifier: MIT
 *
 * The column of currencies in a list of customers: amounts in several cannot be added up, and no
 * field says so.
 */
#ifndef VIKT_CURRENCY_COLUMN_H
#define VIKT_CURRENCY_COLUMN_H

#include "core/import/load.h"

/** Warns when a list that has numbers to read has several currencies in such a column, in whatever
 * row. Reads the rows again where there is one. To be called when the load has been read. */
void vikt_currency_column_warn(const vikt_load *load);

#endif
