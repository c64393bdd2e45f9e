/* SPDX-License-Identifier: MIT
 *
 * Cells of one column to values, a batch of rows at a time. Knows neither keys nor other columns,
 * so a column can be decoded again when all of it shows that it must be read in another way.
 */
#ifndef VIKT_DECODE_H
#define VIKT_DECODE_H

#include "core/base/date_form.h"
#include "core/base/number.h"
#include "core/import/personal.h"
#include "core/import/reject.h"

enum { VIKT_BATCH_ROWS = 128 };

/** Scanned rows, each with the ends of its cells as vikt_csv_row has them. */
typedef struct vikt_batch {
    const char **slots; /* VIKT_BATCH_ROWS times stride */
    size_t stride;
    size_t count;
    size_t first;                  /* slot of the first row: where its values go */
    long numbers[VIKT_BATCH_ROWS]; /* records in the file */
} vikt_batch;

enum { VIKT_EXAMPLE_MAX = 31 };

/** What a column's cells look like. The same for any order of the rows, but for the examples. */
typedef struct vikt_looks {
    vikt_number_votes votes;
    vikt_date_votes days;  /* of cells that are no numbers, and of those like 20241231 */
    size_t dates;          /* among votes.others */
    size_t marks, yes, no; /* cells of yes/no; marks are x and ticks */
    bool leading_zero;     /* 0123: no number that anyone counts with */
    char number_example[VIKT_EXAMPLE_MAX + 1]; /* a number with a mark; "": there is none */
    char date_example[VIKT_EXAMPLE_MAX + 1];   /* a date of which the order must be known */
} vikt_looks;

/** What all columns share. */
typedef struct vikt_decoding {
    const vikt_allocator *allocator;
    vikt_arena *arena; /* of reasons that name a byte */
    vikt_pool *pool;
    const char *text; /* begins `skipped` bytes into the file: what offsets are counted from */
    size_t skipped;
    char *scratch;    /* VIKT_CELL_MAX bytes */
    bool has_invalid; /* text must be checked for UTF-8 */
    size_t rejects;   /* kept, of all columns: VIKT_REJECTS_MAX, and one of each column */
    bool failed;      /* without memory */
} vikt_decoding;

typedef struct vikt_decoder {
    size_t field;  /* VIKT_INDEX_NONE: key or name that the profile does not have */
    size_t column; /* of the sheet */
    vikt_type type;
    bool open_type;       /* the data tells */
    const char *if_empty; /* the reason to reject a row without a value; NULL: it may be missing */
    bool is_opposite;     /* yes/no under a heading such as "Blocked": empty and no are yes */
    bool share;           /* plain numbers are percent too */
    bool blank_is_no;     /* yes/no that is told by an x or nothing */
    bool is_open;         /* the cells can be read in two ways, and nothing tells */
    vikt_number_format format;
    vikt_date_form form;
    double min, max;
    const char *outside; /* reason of a number beyond them */
    double *numbers;     /* by slot; or */
    vikt_cell *cells;
    vikt_looks looks;
    vikt_bads bads;
    vikt_personal_trust personal; /* such numbers are masked as they are read */
    bool is_key;
    size_t masked;           /* cells */
    size_t errors, contrary; /* cells with a formula's error; rejects of the other mark or order */
    long first_error, first_contrary; /* rows */
} vikt_decoder;

/** Decodes a batch; looks and bads grow. */
void vikt_decode(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch);

/** Adds one cell, without quotes and trimmed, to the looks. */
void vikt_looks_add(vikt_looks *looks, vikt_text cell);

/** The same of a column that is known to hold dates, where 20241231 is no number. */
void vikt_looks_add_date(vikt_looks *looks, vikt_text cell);

/**
 * What nine of ten cells are: numbers (none with a leading zero), else dates, else text. Nothing:
 * numbers.
 *
 * @param called_date  the heading says that these are dates: then numbers such as 241231, 20241231
 *                     and 45657 are dates, if all cells are
 */
vikt_type vikt_looks_type(const vikt_looks *looks, bool called_date);

#endif
