/* SPDX-License-Identifier: MIT
 *
 * Cells that a file of another format than text holds, written out as rows of text: a semicolon
 * between cells, a line a row, empty lines for rows without cells, every row as long as the widest.
 * Cells are given twice, in the same order: the first time they are looked at, so that a column's
 * numbers are written in a way that cannot be read as others. Knows no format and no field.
 */
#ifndef VIKT_GRID_H
#define VIKT_GRID_H

#include "core/base/number.h"
#include "core/import/table.h"

typedef struct vikt_grid_cell {
    long row;      /* its record; never less than that of the cell before */
    size_t column; /* from 0; greater than that of the cell before in the same row */
    vikt_text text;
    bool is_number; /* surely: digits with a point before decimals, perhaps a % behind them */
} vikt_grid_cell;

typedef struct vikt_grid {
    const char *name; /* of the file, for messages */
    bool writing;
    long first;         /* the record before the first row */
    char told;          /* the decimal mark that the user told; 0: none */
    size_t width, rows; /* columns and rows that have a cell */
    long row;           /* of the last cell */
    size_t filled;      /* columns of that row so far */
    size_t looked;      /* bytes of the cells that were looked at */
    bool has_invalid;
    vikt_number_votes *texts; /* by column: of cells that are not surely numbers */
    char *decimals;           /* by column */
    vikt_buffer text;
} vikt_grid;

/** All cells of something, in order; called once to look and once to write. */
typedef struct vikt_cells {
    vikt_code (*give)(void *context, vikt_grid *grid, vikt_error *err);
    void *context;
} vikt_cells;

/** An empty grid; clear with vikt_grid_clear(). first: the record before the first row. */
VIKT_MUST_CHECK vikt_code vikt_grid_init(vikt_grid *grid, const vikt_table *table, long first,
                                         const vikt_source_settings *settings, vikt_error *err);
void vikt_grid_clear(vikt_grid *grid);

/** For vikt_cells. Blank text is no cell. VIKT_INPUT for too many columns or cells out of order;
 * VIKT_LIMIT; VIKT_MEMORY. */
VIKT_MUST_CHECK vikt_code vikt_grid_add(vikt_grid *grid, const vikt_grid_cell *cell,
                                        vikt_error *err);

/** Looks at cells: grid->width and rows say how much there is. */
VIKT_MUST_CHECK vikt_code vikt_grid_look(vikt_grid *grid, const vikt_cells *cells, vikt_error *err);

/** Looks at cells, and makes them the table's text. */
VIKT_MUST_CHECK vikt_code vikt_grid_fill(vikt_grid *grid, const vikt_cells *cells,
                                         vikt_table *table, vikt_error *err);

#endif
