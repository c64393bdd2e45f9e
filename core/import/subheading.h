/* SPDX-License-Identifier: MIT
 *
 * A heading of two rows, as reports have it: words over several columns, and below them what each
 * column is of that. Knows no field.
 */
#ifndef VIKT_SUBHEADING_H
#define VIKT_SUBHEADING_H

#include "core/import/aside.h"

/**
 * Adds the words of the row below the heading to the titles, when it is a second row of it: nothing
 * but words and years, some where the heading is empty, and at least two over columns of figures.
 * "Omsättning" over "2024" and "2025" becomes "Omsättning 2024" and "Omsättning 2025". The row is
 * then one of those to be skipped.
 *
 * @param csv    behind the heading
 * @param row    with room for the titles
 * @param titles `width` of them; changed
 * @return false without memory
 */
bool vikt_subheading_add(vikt_csv csv, vikt_csv_row *row, vikt_text *titles, size_t width,
                         vikt_aside *aside, vikt_arena *arena);

/**
 * Puts the words of the row above the heading before the titles that say only when ("2024", "kv 1",
 * "i år"), and before those that stand there several times, below different words: "Omsättning"
 * over "2024" and "2025". They go on over empty cells to their right. A title that is empty becomes
 * the word right above it.
 *
 * @param above  the row, with its separators
 * @param row    with room for the titles
 * @return false without memory
 */
bool vikt_subheading_from_above(vikt_text above, char separator, vikt_csv_row *row,
                                vikt_text *titles, size_t width, vikt_arena *arena);

#endif
