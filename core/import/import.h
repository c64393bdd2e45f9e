/* SPDX-License-Identifier: MIT
 *
 * Cells to customers: one data file into one typed column a field, with everything that could not
 * be read kept as a reject. Customers come out in key order (bytewise), whatever the order of the
 * file, so a row number inside vikt *is* the customer's place in key order, and no result can
 * depend on the order of the input.
 */
#ifndef VIKT_IMPORT_H
#define VIKT_IMPORT_H

#include "core/base/column.h"
#include "core/base/digest.h"
#include "core/profile/profile.h"

enum {
    VIKT_ROW_BYTES_MAX = 1 << 20, /* longest row of a file */
    VIKT_COLUMNS_MAX = 1024,
    VIKT_CUSTOMERS_MAX = 100000000
};

/** A cell or a whole row that could not be used. */
typedef struct vikt_reject {
    vikt_text source; /* the file's name as given */
    long row;         /* record in the file; the heading is 1 */
    vikt_text column; /* its heading; none for a whole row */
    vikt_text key;    /* the customer's key; none when the row has none */
    vikt_text value;  /* at most 200 bytes of what stood there */
    vikt_text reason; /* "is not a number", ... */
    bool whole_row;   /* the customer is not in the run */
} vikt_reject;

typedef enum vikt_heading_match {
    VIKT_HEADING_UNUSED,
    VIKT_HEADING_COLUMN, /* told by the profile's `column` */
    VIKT_HEADING_NAME,   /* the field's own name */
    VIKT_HEADING_SYNONYM,
    VIKT_HEADING_YEAR,   /* a synonym with a year: newest is the field, the one before is FIELD_prev
                          */
    VIKT_HEADING_CONTENT /* told apart by content (key or name) */
} vikt_heading_match;

typedef struct vikt_heading {
    vikt_text text;
    size_t field; /* VIKT_INDEX_NONE when unused */
    vikt_heading_match match;
    bool read;        /* the plan needs its values; else it is only recognised */
    const char *why;  /* "is one edit from \"Kundnr\"": how the match was come to; NULL: no more to
                         say */
    const char *form; /* how its cells are written: "D.M.Y", "decimal comma, thousands by blank";
                         NULL or "": no more to say */
} vikt_heading;

typedef enum vikt_key_origin { VIKT_KEY_COLUMN, VIKT_KEY_BY_NAME, VIKT_KEY_BY_ROW } vikt_key_origin;

/** How a file was read. */
typedef struct vikt_reading {
    vikt_source_kind kind;
    vikt_text source;
    const char *format; /* "CSV" */
    size_t bytes;
    char digest[VIKT_DIGEST_SIZE]; /* of the file's bytes */
    const char *encoding;          /* "UTF-8", "UTF-8 with BOM", "Windows-1252" */
    char separator;                /* 0: the file has one column */
    char decimal;                  /* what most number columns use; 0: no mark seen */
    vikt_heading *headings;
    size_t heading_count;
    vikt_key_origin key_origin;
    const char *key_doubt; /* why a column that may hold keys is not the key; NULL: there is none */
    size_t rows;           /* data rows read, rejected ones included */
    size_t rejected_rows, rejected_cells;
} vikt_reading;

typedef struct vikt_ratings vikt_ratings; /* ratings.h */

typedef struct vikt_import {
    vikt_arena arena;
    vikt_reading *readings; /* a file each, in the order of vikt_source_kind */
    size_t reading_count;
    size_t count;          /* customers */
    vikt_column *keys;     /* text, unique, ascending */
    vikt_column *names;    /* the `name` field, or the keys when there is none; text */
    vikt_column **columns; /* by field of the profile; NULL: no column */
    uint32_t *rows;        /* by customer: record in the file */
    vikt_reject *rejects;  /* by key, then file, row and column */
    size_t reject_count;
    const vikt_ratings *ratings; /* of several raters; NULL: none */
} vikt_import;

/**
 * Reads a CSV file ("-": standard input) for the fields of a profile.
 *
 * Separator, encoding, number format and headings are found by looking (reading says what was
 * found). Rows with an empty key, a wrong number of cells or a missing required value are rejected;
 * cells that cannot be read or are off the field's scale are missing, and rejected as cells. Field
 * types that the profile leaves open are told by the data. Rows of empty cells are skipped, and so
 * is a first line "sep=;", which tells the separator.
 *
 * @param listener  hears notes (a heading used by year, or nearly a field's, numbers that could be
 * read two ways) and warnings (key by row number, a column that may be the key and is not used, two
 * encodings in one file)
 * @param[out] out  new; free with vikt_import_free()
 * @return VIKT_OK; VIKT_INPUT for a file that is missing, unreadable, empty, binary, a directory,
 * has only a heading, a heading that fits no field, two columns for one field, an unclosed quote,
 * too long a row, duplicate keys (err names up to ten pairs of rows through the listener as
 * VIKT_ERROR, and the count); VIKT_PROFILE when a `column` of a field that is not optional is not
 * in the file (nearest heading); VIKT_MEMORY; VIKT_LIMIT
 */
VIKT_MUST_CHECK vikt_code vikt_import_read(const char *path, const vikt_profile *profile,
                                           const vikt_listener *listener,
                                           const vikt_allocator *allocator, vikt_import **out,
                                           vikt_error *err);
void vikt_import_free(vikt_import *import);

/** Data rows, rejected ones included, and what was rejected: of all files. */
size_t vikt_import_rows(const vikt_import *import);
size_t vikt_import_rejected_rows(const vikt_import *import);
size_t vikt_import_rejected_cells(const vikt_import *import);

#endif
