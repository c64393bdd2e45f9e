/* SPDX-License-Identifier: MIT
 *
 * Rows that are indented under the row that they add up to, as a pivot table shows groups: both
 * would count. Knows no field.
 */
#ifndef VIKT_OUTLINE_H
#define VIKT_OUTLINE_H

#include "core/import/csv.h"

enum { VIKT_OUTLINE_ROWS = 10000 };

/**
 * @param csv  at the first row
 * @param row  with room for the columns
 * @return the record of the first group; 0 unless every row without blanks before its first cell
 * is followed by rows with, two at least in all, which add up to it in the first column of numbers
 */
long vikt_outline_find(vikt_csv csv, vikt_csv_row *row);

#endif
