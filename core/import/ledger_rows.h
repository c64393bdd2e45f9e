/* SPDX-License-Identifier: MIT
 *
 * The rows of a ledger one by one: their cells as text, dates and exact amounts. How the columns
 * are written is voted by all of their cells. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_ROWS_H
#define VIKT_LEDGER_ROWS_H

#include "core/import/csv.h"
#include "core/import/dialect.h"
#include "core/import/ledger_ahead.h"
#include "core/import/ledger_columns.h"
#include "core/import/reject.h"
#include "core/import/table.h"

enum { VIKT_LEDGER_EXAMPLE = 32 };

/** How a column of amounts or dates is written. */
typedef struct vikt_ledger_form {
    bool is_date, is_open; /* open: it can be read in two ways, and nothing decides */
    vikt_number_votes votes;
    vikt_number_format format;
    vikt_date_votes days;
    size_t months; /* cells that are no days */
    vikt_date_form form;
    char example[VIKT_LEDGER_EXAMPLE]; /* the first by its bytes that can be read in two ways */
} vikt_ledger_form;

/** An open file that holds a ledger. */
typedef struct vikt_ledger_file {
    const vikt_table *table;
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    vikt_source_kind kind; /* the source whose settings it was opened with */
    size_t order_room;     /* for orders at once, a power of two; 0: as the customers need it */
} vikt_ledger_file;

typedef struct vikt_ledger_rows {
    const vikt_sheet *sheet;
    const vikt_ledger_columns *columns;
    const vikt_allocator *allocator;
    vikt_arena *arena; /* reasons of rejects */
    vikt_dialect_sums sums;
    vikt_source_kind kind; /* whose settings answer a question */
    vikt_ledger_form forms[VIKT_LEDGER_PARTS];
    vikt_ledger_ahead ahead;
    vikt_csv_row row;
    char *scratch;
    const int32_t *months;   /* the first days of 1900-01 to 2100-01: dates are read by them */
    bool keeps;              /* rejects are kept, in the last reading */
    bool failed;             /* without memory */
    vikt_aside_counts aside; /* rows skipped in this reading */
    size_t count, rejected;  /* rows in this reading; those that cannot be used */
    vikt_bads bads;          /* slot: the part, or VIKT_INDEX_NONE for a row without cells */
    vikt_text *keys;         /* of each of bads: the customer, none when there is none */
    size_t key_room;
} vikt_ledger_rows;

typedef enum vikt_ledger_cell {
    VIKT_LEDGER_CELL_READ,
    VIKT_LEDGER_CELL_EMPTY,
    VIKT_LEDGER_CELL_WRONG
} vikt_ledger_cell;

/** Looks at the sample for how numbers are written. Clear with vikt_ledger_rows_clear(). */
VIKT_MUST_CHECK vikt_code vikt_ledger_rows_open(const vikt_ledger_file *file,
                                                const vikt_ledger_columns *columns,
                                                vikt_arena *arena, vikt_ledger_rows *out,
                                                vikt_error *err);
void vikt_ledger_rows_clear(vikt_ledger_rows *rows);

/** To the first row again. Rejects are kept from here on when told so. */
void vikt_ledger_rows_begin(vikt_ledger_rows *rows, bool keeps);

/** The next row with enough cells, others are rejected; false behind the last or on failure. */
bool vikt_ledger_rows_next(vikt_ledger_rows *rows, vikt_code *rc, vikt_error *err);

/** Votes by the cells of this row for how amounts and dates are written. */
void vikt_ledger_rows_vote(vikt_ledger_rows *rows);

/** Takes what was voted; whether a column must be read in another way than until now. */
bool vikt_ledger_rows_settle(vikt_ledger_rows *rows);

/** VIKT_INPUT with a question when a column that is needed can be read in two ways. */
VIKT_MUST_CHECK vikt_code vikt_ledger_rows_ask(const vikt_ledger_rows *rows, vikt_error *err);

/** How a part's cells are written: "Y-M-D", "decimal comma"; "" when there is nothing to say, NULL
 * without memory. */
const char *vikt_ledger_rows_form(const vikt_ledger_rows *rows, vikt_ledger_part part);

/** The cell of a part, without quotes and blanks; none when there is no such column. Text lives
 * until the next call. */
vikt_text vikt_ledger_rows_text(vikt_ledger_rows *rows, vikt_ledger_part part);

vikt_ledger_cell vikt_ledger_rows_date(vikt_ledger_rows *rows, vikt_ledger_part part,
                                       vikt_date *out);

/** In ten-thousandths. */
vikt_ledger_cell vikt_ledger_rows_amount(vikt_ledger_rows *rows, vikt_ledger_part part,
                                         int64_t *out);

/** yes, ja, 1, x, ... or a date: 1; no, nej, 0, ... or nothing: 0. */
vikt_ledger_cell vikt_ledger_rows_truth(vikt_ledger_rows *rows, vikt_ledger_part part, bool *out);

/** Keeps a cell of this row, or the row, as a reject. */
void vikt_ledger_rows_reject(vikt_ledger_rows *rows, vikt_ledger_part part, const char *reason,
                             bool whole_row);

/** '.' or ',' as the amounts have it; 0 when they have no decimals. */
char vikt_ledger_rows_decimal(const vikt_ledger_rows *rows);

#endif
