/* SPDX-License-Identifier: MIT
 *
 * A table beside another one in the same sheet, with an empty column between them. Knows no field.
 */
#ifndef VIKT_BESIDE_H
#define VIKT_BESIDE_H

#include "core/import/sheet.h"

/**
 * The first column of a table beside the first one: behind an empty column two or more headings,
 * under which the rows end earlier than the first table's, or later, and lack no cell before.
 *
 * @return VIKT_INDEX_NONE when there is none
 */
size_t vikt_beside_find(const vikt_sheet *sheet);

#endif
