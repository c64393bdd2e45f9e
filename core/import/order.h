/* SPDX-License-Identifier: MIT
 *
 * Rows in the order of a text column, bytewise. Knows nothing of files.
 */
#ifndef VIKT_ORDER_H
#define VIKT_ORDER_H

#include "core/base/column.h"
#include "core/base/statistic.h"

/**
 * Sorts items by the text of their rows; equal texts stay in the order they came in.
 *
 * @param items    rows are set; order becomes one that equal texts share
 * @param scratch  room for count items
 */
void vikt_order_texts(const vikt_column *texts, vikt_ordered *items, vikt_ordered *scratch,
                      size_t count);

#endif
