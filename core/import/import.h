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
    VIKT_HEADING_YEAR, /* a synonym with a year: newest is the field, the one before is FIELD_prev
                        */
    VIKT_HEADING_CONTENT, /* told apart by content */
    VIKT_HEADING_FOLDED,  /* a name or synonym with its letters written in ASCII: "Omsattning" */
    VIKT_HEADING_NEAR     /* one or two edits from a name or synonym; never without a note */
} vikt_heading_match;

/** How certain a match is, from told by the user to guessed by what stands in the column. */
typedef enum vikt_certainty {
    VIKT_CERTAINTY_NONE, /* there is no match */
    VIKT_CERTAINTY_TOLD,
    VIKT_CERTAINTY_EXACT,
    VIKT_CERTAINTY_FOLDED,
    VIKT_CERTAINTY_NEAR,
    VIKT_CERTAINTY_CONTENT
} vikt_certainty;

/** How what stands in a column becomes the field's value. */
typedef enum vikt_turn {
    VIKT_TURN_NONE,
    VIKT_TURN_SCALE,  /* the heading's scale runs the other way: min + max - value */
    VIKT_TURN_TRUTH,  /* the heading says the opposite ("Blocked"): no for yes; empty is yes */
    VIKT_TURN_PERCENT /* plain numbers are percent: 31 is 0.31 */
} vikt_turn;

typedef struct vikt_heading vikt_heading;
struct vikt_heading {
    vikt_text text;
    size_t field; /* VIKT_INDEX_NONE when unused */
    vikt_heading_match match;
    const char *part; /* of a ledger: "customer", "date"; "rater" of ratings; NULL: none */
    bool read;        /* the plan needs its values; else it is only recognised */
    bool is_empty;    /* has neither a text nor cells */
    vikt_certainty certainty;
    vikt_turn turn;
    const char *why;  /* "is one edit from \"Kundnr\"": how the match was come to; NULL: no more to
                         say */
    const char *form; /* how its cells are written: "D.M.Y", "decimal comma, thousands by blank";
                         NULL or "": no more to say */
    const vikt_heading *before; /* as it was understood by itself, until another source or its own
                                   rows told more; NULL: it still is */
};

typedef enum vikt_key_origin { VIKT_KEY_COLUMN, VIKT_KEY_BY_NAME, VIKT_KEY_BY_ROW } vikt_key_origin;

/** How a file was read. */
typedef struct vikt_reading {
    vikt_source_kind kind;
    vikt_text source;
    const char *format; /* "CSV" */
    size_t bytes;
    char digest[VIKT_DIGEST_SIZE]; /* of the file's bytes */
    const char *encoding;          /* "UTF-8", "UTF-8 with BOM", "Windows-1252" */
    vikt_text proof; /* a cell with letters beyond ASCII as it came out; none: ASCII */
    char separator;  /* ' ': any number of blanks; 0: the file has one column */
    char decimal;    /* what most number columns use; 0: no mark seen */
    vikt_heading *headings;
    size_t heading_count;
    char fingerprint[VIKT_DIGEST_SIZE]; /* of the headings in their order, without years */
    bool remembered; /* headings like these were read before, and are understood as they were */
    vikt_key_origin key_origin;
    const char *key_doubt; /* why a column that may hold keys is not the key; NULL: there is none */
    size_t titles;         /* rows skipped: above the heading, again below it, lines of dashes */
    size_t repeated_headings, totals, footers; /* skipped too */
    bool is_headless;                 /* the columns are called "1", "2", ... */
    size_t rows;                      /* data rows read, rejected ones included */
    size_t rejected_rows, rejected_cells;
} vikt_reading;

typedef struct vikt_ratings vikt_ratings; /* ratings.h */

/** Which field a heading was, when headings like these were read before. */
typedef struct vikt_mapped {
    vikt_text heading; /* as it was written then */
    vikt_text field;   /* or part of a ledger; none: it was not used */
    vikt_heading_match match;
    vikt_turn turn;
} vikt_mapped;

/** How a file was understood: the next one with the same headings is understood in the same way,
 * and without notes. */
typedef struct vikt_mapping {
    char fingerprint[VIKT_DIGEST_SIZE]; /* of its headings in their order, without years */
    vikt_mapped *columns;
    size_t count;
} vikt_mapping;

/** Those that are kept of one kind of source; the newest first. */
typedef struct vikt_mappings {
    const vikt_mapping *items;
    size_t count;
} vikt_mappings;

/** What to read. */
typedef struct vikt_import_request {
    const char *customers;      /* a path, "-": standard input; NULL: the ledger alone */
    const char *invoices;       /* a ledger; NULL: none, or the customers turn out to be one */
    vikt_text given;            /* bytes of that one file, read already; none: it is opened */
    bool has_as_of;             /* else it is the newest date of the ledger */
    vikt_date as_of;            /* rows of the ledger after it are left out */
    const vikt_mappings *known; /* by kind of source: how files were understood before; NULL:
                                   nothing is known. A `column` of the profile goes before that, and
                                   so does what a field of the company's own is called */
} vikt_import_request;

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
    bool has_newest;             /* a ledger was read */
    vikt_date newest;            /* date of its rows */
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

/**
 * Reads a company's files: customers as vikt_import_read() does, and a ledger of invoices or
 * orders, from which columns of fields are made (`revenue`, `orders`, `days_late`, ...) and joined
 * to the customers. A file of customers that repeat beside dates and amounts is a ledger, which is
 * said.
 *
 * @return also VIKT_INPUT for a ledger whose columns are not clear, or with rows in a currency
 * without a rate (the message names the setting that answers it); VIKT_LIMIT for sums that are too
 * large to be exact
 */
VIKT_MUST_CHECK vikt_code vikt_import_sources(const vikt_import_request *request,
                                              const vikt_profile *profile,
                                              const vikt_listener *listener,
                                              const vikt_allocator *allocator, vikt_import **out,
                                              vikt_error *err);
void vikt_import_free(vikt_import *import);

/** An import without files and customers, to be filled by hand; NULL without memory.
 * @param[out] pool  for the bytes of its texts; the import's */
vikt_import *vikt_import_new(const vikt_allocator *allocator, vikt_pool **pool);

/** A reading behind the last one, all zeros; NULL without memory. */
vikt_reading *vikt_import_add_reading(vikt_import *import);

/** Another source tells the heading's field: it is not used, which is not what was understood by
 * the heading. False without memory. */
bool vikt_heading_displace(vikt_heading *heading, vikt_arena *arena);

/** What a heading was taken for: a field, or a part of a ledger; none when it is not used. */
vikt_text vikt_heading_use(const vikt_heading *heading, const vikt_profile *profile);

/** Data rows, rejected ones included, and what was rejected: of all files. */
size_t vikt_import_rows(const vikt_import *import);
size_t vikt_import_rejected_rows(const vikt_import *import);
size_t vikt_import_rejected_cells(const vikt_import *import);

#endif
