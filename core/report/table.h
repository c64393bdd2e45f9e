/* SPDX-License-Identifier: MIT
 *
 * Text in aligned columns for a terminal. Knows no customer.
 */
#ifndef VIKT_TABLE_H
#define VIKT_TABLE_H

#include "core/base/text.h"

/** Marks in the text of a report; page.c makes of them what the terminal wants, or nothing. */
#define VIKT_BOLD  "\001"
#define VIKT_PLAIN "\002"

enum { VIKT_TABLE_COLUMNS = 12 };

typedef struct vikt_table {
    vikt_arena *arena;
    const char
        *align; /* a letter a column: 'l' or 'r'; the number of letters is the number of columns */
    size_t columns;
    const char **cells; /* row by row */
    size_t count, capacity;
    size_t heading_rows; /* 1: the first row is a heading */
    bool failed;
} vikt_table;

/** An empty table; its cells live in arena. heading: the first row is underlined, or bold in
 * colour. */
void vikt_table_init(vikt_table *table, vikt_arena *arena, const char *align, bool heading);

/** Adds the next cell, row by row; copied. Control characters become spaces. */
void vikt_table_cell(vikt_table *table, vikt_text text);
void vikt_table_print(vikt_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** A number for people: rounded to decimals, thousands by spaces; NaN is "-". */
void vikt_table_number(vikt_table *table, double value, int decimals);

/** A share as percent with one decimal: "12.3 %"; NaN is "-". */
void vikt_table_share(vikt_table *table, double share);

/** Writes the table, two spaces of indent, cells wider than 60 cut with an ellipsis but for the
 * last column. A table without memory fails the buffer. */
void vikt_table_write(vikt_table *table, vikt_buffer *out);

#endif
