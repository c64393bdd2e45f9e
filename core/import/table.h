/* SPDX-License-Identifier: MIT
 *
 * A file of any known format as rows of cells in UTF-8: what csv.c scans. Formats that are not text
 * are written out as such text, so that everything behind this line exists once. Knows no field.
 */
#ifndef VIKT_TABLE_H
#define VIKT_TABLE_H

#include "core/base/digest.h"
#include "core/base/encoding.h"
#include "core/import/import.h"
#include "core/import/source.h"
#include "core/profile/profile.h"

enum { VIKT_TABLE_WARNINGS = 4 };

typedef struct vikt_table {
    const char *name;   /* for messages: the path, or "standard input" */
    const char *format; /* "CSV", "Excel workbook, sheet \"Kunder\""; lives as long as the table */
    vikt_source source;
    vikt_buffer inflated; /* of a compressed file */
    vikt_encoding encoding;
    vikt_buffer written; /* the rows of a file that is no text */
    vikt_arena arena;    /* format and warnings */
    const char *warnings[VIKT_TABLE_WARNINGS];
    size_t warning_count;
    vikt_text text;    /* rows of cells; the one that all cells point into */
    size_t newlines;   /* in text: there are not more rows */
    bool has_invalid;  /* some bytes of text are not UTF-8: cells must be checked one by one */
    char separator;    /* of the text; 0: look */
    bool has_blanks;   /* blanks separated its cells; tabs do now */
    char decimal;      /* of all numbers; 0: look */
    long first_record; /* the record before the first row of text */
    bool is_ledger;    /* rows are transactions, not customers */
    size_t bytes;      /* of the file, and */
    char digest[VIKT_DIGEST_SIZE];
} vikt_table;

/**
 * Opens a file, or standard input for "-". Its bytes tell its format, never its name: text, a
 * workbook (.xlsx), a SQLite file, SIE 4, JSON, or any of these compressed by gzip.
 *
 * @param settings  what the profile says of it; NULL: nothing
 * @param[out] out  close with vikt_table_close(); empty on failure. path must outlive it
 * @return VIKT_INPUT for what cannot be opened or read, or is of no known format; VIKT_LIMIT;
 * VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_table_open(const char *path, const vikt_source_settings *settings,
                                          const vikt_allocator *allocator, vikt_table *out,
                                          vikt_error *err);

/** The same of a file whose bytes were read already, since a stream can be read once only: `given`
 * is lent and must outlive the table. None: opens the file. */
VIKT_MUST_CHECK vikt_code vikt_table_open_given(const char *path, vikt_text given,
                                                const vikt_source_settings *settings,
                                                const vikt_allocator *allocator, vikt_table *out,
                                                vikt_error *err);

/** Tells what the user should know of how the file was read. */
void vikt_table_warn(const vikt_table *table, const vikt_listener *listener);

/** To be called when everything has been read: VIKT_INPUT when the file changed meanwhile. */
VIKT_MUST_CHECK vikt_code vikt_table_check(const vikt_table *table, vikt_error *err);
void vikt_table_close(vikt_table *table);

/** Format, size, digest and encoding. */
void vikt_table_tell(const vikt_table *table, vikt_reading *reading);

#endif
