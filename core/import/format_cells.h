/* SPDX-License-Identifier: MIT
 *
 * The cells of one sheet of a workbook, as text. Knows nothing of other sheets.
 */
#ifndef VIKT_FORMAT_CELLS_H
#define VIKT_FORMAT_CELLS_H

#include "core/import/format_strings.h"
#include "core/import/format_style.h"
#include "core/import/grid.h"

/** A sheet and what its cells refer to. */
typedef struct vikt_cells_task {
    vikt_zip *zip;
    const char *part;
    const vikt_allocator *allocator;
    const vikt_strings *strings;
    const vikt_styles *styles;
    bool is_1904;
    size_t uncomputed; /* out: formulas whose result the workbook does not hold */
} vikt_cells_task;

/** Gives all cells to the grid: a vikt_cells give, its context a vikt_cells_task. */
VIKT_MUST_CHECK vikt_code vikt_cells_give(void *context, vikt_grid *grid, vikt_error *err);

#endif
