/* SPDX-License-Identifier: MIT
 *
 * Rows in the order of a text column, bytewise. Knows nothing of files.
 */
#ifndef VIKT_ORDER_H
#define VIKT_ORDER_H

#include "core/base/column.h"
#include "core/base/statistic.h"

/**
 * Sorts rows by their texts; equal texts stay in the order they came in.
 *
 * @param rows   of the column
 * @param equal  set: whether two of the rows have the same text; may be NULL
 * @return false without memory, of which up to 32 bytes a row are needed meanwhile
 */
VIKT_MUST_CHECK bool vikt_order_rows(const vikt_column *texts, const vikt_allocator *allocator,
                                     uint32_t *rows, size_t count, bool *equal);

#endif
