/* SPDX-License-Identifier: MIT
 *
 * Headings that say when, and not what was counted: "2024", "2024-01", "jan 2024", "kv 1", "i år".
 * Knows no field.
 */
#ifndef VIKT_PERIOD_H
#define VIKT_PERIOD_H

#include "core/import/heading.h"
#include "core/import/sheet.h"

/** Years, months and quarters; months and quarters without a year too. */
bool vikt_period_is(const vikt_words *words);

/** Months and quarters. */
bool vikt_period_is_part(const vikt_words *words);

/** "i år" or "förra året", and no more. */
bool vikt_period_is_relative(const vikt_words *words);

/** Whether a heading says only when, and most of the column's cells are figures. */
bool vikt_period_is_column(const vikt_sheet *sheet, const vikt_words *words, size_t column);

/** How many months all of such columns hold. @param words  by column */
size_t vikt_period_months(const vikt_sheet *sheet, const vikt_words *words);

#endif
