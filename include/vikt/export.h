/* SPDX-License-Identifier: MIT
 *
 * A stored run for spreadsheets and other programs: a row for each customer.
 */
#ifndef VIKT_EXPORT_H
#define VIKT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vikt/error.h>

VIKT_BEGIN_C

typedef enum vikt_export_format {
    VIKT_EXPORT_CSV,   /* UTF-8, comma, decimal point, line feed */
    VIKT_EXPORT_EXCEL, /* what a Swedish Excel opens by a click: byte order mark, semicolon, decimal
                          comma, CR and line feed */
    VIKT_EXPORT_JSONL, /* an object a line: classes, points and values as objects in it */
    VIKT_EXPORT_XLSX   /* a workbook */
} vikt_export_format;

/** Texts are lent during the call. */
typedef struct vikt_export_options {
    const char *database;
    int64_t run; /* 0: the latest complete one */
    vikt_export_format format;
    const char *path; /* the workbook to write; it must not be there yet. Not looked at for other
                         formats */
    bool (*write)(void *context, const char *bytes, size_t length); /* takes the others, piece by
                                                                       piece; false: it cannot */
    void *context;
} vikt_export_options;

/**
 * Writes key, name, class (and raw class) in every scheme, score, coverage, the decision that held,
 * points, values and actions of every customer, in key order. In CSV and Excel's form a text that a
 * spreadsheet would compute gets an apostrophe before it; in a workbook texts are texts.
 *
 * @param[out] customers  how many; may be NULL
 * @return VIKT_OK; VIKT_USAGE when there is no such run; VIKT_STORE when the database or the output
 * cannot be used; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_export_run(const vikt_export_options *options,
                                                   size_t *customers, vikt_error *err);

VIKT_END_C
#endif
