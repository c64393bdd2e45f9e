/* SPDX-License-Identifier: MIT
 *
 * What stands in a sheet to be filled in with marks; each form of file writes it in its own way.
 */
#ifndef VIKT_RATING_SHEET_H
#define VIKT_RATING_SHEET_H

#include "core/import/import.h"

enum { VIKT_RATING_STEPS_MAX = 10 };

typedef struct vikt_rating_column {
    const vikt_field *field;
    const char *heading; /* "Potential (1-5)" */
    int min, max;
} vikt_rating_column;

typedef struct vikt_rating_sheet {
    const vikt_import *customers;
    const uint32_t *order;            /* of the customers */
    bool has_names;                   /* other than the keys */
    const char *key, *name, *comment; /* headings */
    vikt_rating_column *columns;
    size_t column_count;
} vikt_rating_sheet;

/** Comma, UTF-8 with its mark; a text that a spreadsheet would compute gets an apostrophe. */
vikt_code vikt_rating_sheet_csv(const vikt_rating_sheet *sheet, const char *path, vikt_error *err);

/** The one door to libxlsxwriter: workbook.c. */
vikt_code vikt_rating_sheet_xlsx(const vikt_rating_sheet *sheet, const char *path, vikt_error *err);

#endif
