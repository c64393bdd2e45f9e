/* SPDX-License-Identifier: MIT
 *
 * A stored run as columns that can be written in any format.
 */
#ifndef VIKT_EXPORT_COLUMNS_H
#define VIKT_EXPORT_COLUMNS_H

#include <vikt/export.h>

#include "core/persist/standing.h"
#include "core/persist/stored_run.h"

typedef enum vikt_export_part {
    VIKT_EXPORT_KEY,
    VIKT_EXPORT_NAME,
    VIKT_EXPORT_CLASS,
    VIKT_EXPORT_RAW_CLASS,
    VIKT_EXPORT_SCORE,
    VIKT_EXPORT_COVERAGE,
    VIKT_EXPORT_DECISION,
    VIKT_EXPORT_POINTS,
    VIKT_EXPORT_VALUE,
    VIKT_EXPORT_ACTIONS
} vikt_export_part;

/** One column; the values lie where `part` says. */
typedef struct vikt_export_column {
    vikt_export_part part;
    vikt_text heading;         /* unique */
    vikt_text name;            /* of the scheme, criterion or value */
    const vikt_stand *stand;   /* of classes */
    const double *numbers;     /* of score, coverage and points; NaN: none */
    const vikt_column *column; /* of a value */
    vikt_text *texts;          /* of decisions and actions; none: there is none */
} vikt_export_column;

typedef struct vikt_export {
    vikt_arena arena;
    vikt_stored_run run;
    vikt_standing standing;
    vikt_export_column *columns;
    size_t column_count;
    size_t count; /* customers */
} vikt_export;

/** Reads the run. Clear it also after a failure. */
vikt_code vikt_export_read(vikt_store *store, int64_t run_id, vikt_export *out, vikt_error *err);
void vikt_export_clear(vikt_export *export);

/** A cell as a spreadsheet has it: nothing, a number, or a text. Dates are days since 1970-01-01,
 * with *is_date true. */
vikt_datum vikt_export_cell(const vikt_export *export, const vikt_export_column *column,
                            size_t customer, bool *is_date);

/** The writers. */
vikt_code vikt_export_csv(const vikt_export *export, const vikt_export_options *options,
                          vikt_error *err);
vikt_code vikt_export_jsonl(const vikt_export *export, const vikt_export_options *options,
                            vikt_error *err);
/** In workbook_run.c. */
vikt_code vikt_export_xlsx(const vikt_export *export, const char *path, vikt_error *err);

/** Hands the text over and empties it; VIKT_STORE when it cannot be taken. */
vikt_code vikt_export_hand_over(const vikt_export_options *options, vikt_buffer *text,
                                vikt_error *err);

#endif
