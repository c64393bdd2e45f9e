/* SPDX-License-Identifier: MIT
 *
 * What is known of a data file after looking at it: how it is read, what its columns are and hold,
 * and what a run would ask. Classifies nothing.
 */
#ifndef VIKT_SNIFF_RESULT_H
#define VIKT_SNIFF_RESULT_H

#include <vikt/sniff.h>

#include "core/run/run.h"

enum { VIKT_SNIFF_DISTINCT_MAX = 1000, VIKT_SNIFF_ROWS = 3, VIKT_SNIFF_CELL_MAX = 60 };

typedef struct vikt_sniff_column {
    vikt_heading heading;
    vikt_type type;
    const char *form;     /* "decimal comma, thousands by blank", "D.M.Y"; "": no more to say */
    const char *question; /* how it is to be read; NULL: it can be read in one way only */
    bool personal;        /* some are personal numbers, and masked */
    size_t errors;        /* cells with a formula's error, which are missing */
    size_t filled, empty;
    size_t distinct;                   /* VIKT_SNIFF_DISTINCT_MAX: or more */
    double least, greatest;            /* of numbers and dates; NaN: none */
    vikt_text values[VIKT_SNIFF_ROWS]; /* of the first rows as understood; none: missing */
    size_t bad;                        /* cells that cannot be read; the first: */
    long bad_row;                      /* where, */
    vikt_text bad_cell;                /* what, masked where personal, */
    const char *bad_reason;            /* and why */
} vikt_sniff_column;

struct vikt_sniff {
    vikt_run *run; /* prepared as far as it goes; run->import is NULL when there are questions */
    vikt_source_kind kind;
    const char *kind_why;
    const char *format; /* "CSV" */
    size_t bytes;
    const char *encoding;  /* "UTF-8 with BOM" */
    const char *charset;   /* "UTF-8": what the setting would be */
    vikt_text proof;       /* a decoded word with a letter beyond ASCII; none: there is none */
    const char *line_ends; /* "CRLF" */
    char separator;        /* ' ': any number of blanks; 0: one column, or no text */
    char decimal;          /* of most number columns; 0: none has decimals */
    bool is_text;          /* else rows were made of another format */
    bool is_unmatched;     /* a question must be answered before columns are matched */
    bool has_tables;       /* several, and nothing tells which is meant: the first is shown */
    bool has_heading;      /* else columns are called "1", "2", ... */
    long heading_row;      /* 0: there is none, or it is no row of the file */
    size_t titles, repeated_headings, totals, footers; /* rows that are skipped */
    vikt_sniff_column *columns;
    size_t column_count;               /* without empty ones at the end */
    size_t key, name;                  /* columns; VIKT_INDEX_NONE: none */
    size_t rows;                       /* of data, */
    size_t ragged;                     /* and those with a wrong number of cells */
    long row_numbers[VIKT_SNIFF_ROWS]; /* of the first rows; 0: there are less */
    const char **questions;
    size_t question_count, question_capacity;
};

#endif
