/* SPDX-License-Identifier: MIT
 *
 * One table, view or SELECT of anybody's SQLite database, row by row. The database is bytes in
 * memory: nothing is written anywhere, and no file beside it is looked at. Knows no vikt table.
 */
#ifndef VIKT_TABLE_READ_H
#define VIKT_TABLE_READ_H

#include "core/store/store.h"

typedef struct vikt_table_read vikt_table_read;

/** What is wanted of a database: at most one of them. None: its only table or view. */
typedef struct vikt_table_wish {
    vikt_text table;
    vikt_text query; /* one SELECT */
} vikt_table_wish;

/**
 * Opens a database in memory.
 *
 * @param name      for messages
 * @param bytes     lent until vikt_table_read_close()
 * @param[out] out  new; close with vikt_table_read_close()
 * @return VIKT_INPUT for damaged bytes; no such table (the nearest name, or all of them); several
 * tables and none told; a query that is no SELECT, or that SQLite refuses; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_table_read_open(const char *name, vikt_text bytes,
                                               const vikt_table_wish *wish, vikt_table_read **out,
                                               vikt_error *err);
void vikt_table_read_close(vikt_table_read *reader);

/** The table's name; none of a query. */
vikt_text vikt_table_read_name(const vikt_table_read *reader);

size_t vikt_table_read_width(const vikt_table_read *reader);
vikt_text vikt_table_read_heading(const vikt_table_read *reader, size_t column);

/** Begins again before the first row. */
void vikt_table_read_restart(vikt_table_read *reader);

/** The next row; *more is false behind the last. VIKT_INPUT for damage, or what a query runs into.
 */
VIKT_MUST_CHECK vikt_code vikt_table_read_next(vikt_table_read *reader, bool *more,
                                               vikt_error *err);

/** A cell of the row, lent until the next one. Binary values are NULL. */
vikt_datum vikt_table_read_cell(const vikt_table_read *reader, size_t column);

#endif
