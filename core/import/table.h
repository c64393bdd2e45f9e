/* SPDX-License-Identifier: MIT
 *
 * A file of any known format as rows of cells in UTF-8: what csv.c scans. Formats that are not text
 * are written out as such text, so that everything behind this line exists once. Knows no field.
 */
#ifndef VIKT_TABLE_H
#define VIKT_TABLE_H

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/import/source.h"
#include "core/profile/profile.h"

typedef struct vikt_table {
    const char *name;   /* for messages: the path, or "standard input" */
    const char *format; /* "CSV" */
    vikt_source source;
    vikt_encoding encoding;
    vikt_text text;    /* rows of cells; the one that all cells point into */
    size_t newlines;   /* in text: there are not more rows */
    bool has_invalid;  /* some bytes of text are not UTF-8: cells must be checked one by one */
    char separator;    /* of the text; 0: look */
    char decimal;      /* of all numbers; 0: look */
    long first_record; /* the record before the first row of text */
    size_t bytes;      /* of the file, and */
    char digest[VIKT_DIGEST_SIZE];
} vikt_table;

/**
 * Opens a file, or standard input for "-".
 *
 * @param settings  what the profile says of it; NULL: nothing
 * @param[out] out  close with vikt_table_close(); empty on failure. path must outlive it
 * @return VIKT_INPUT for what cannot be opened or read, or is of no known format; VIKT_LIMIT;
 * VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_table_open(const char *path, const vikt_source_settings *settings,
                                          const vikt_allocator *allocator, vikt_table *out,
                                          vikt_error *err);

/** To be called when everything has been read: VIKT_INPUT when the file changed meanwhile. */
VIKT_MUST_CHECK vikt_code vikt_table_check(const vikt_table *table, vikt_error *err);
void vikt_table_close(vikt_table *table);

#endif
