/* SPDX-License-Identifier: MIT
 *
 * A file's text as a sheet: separator, heading row, which rows are no data, and the first rows to
 * look at. Knows no field.
 */
#ifndef VIKT_SHEET_H
#define VIKT_SHEET_H

#include <vikt/error.h>

#include "core/import/extent.h"
#include "core/import/import.h"
#include "core/import/table.h"

enum { VIKT_SAMPLE_ROWS = 1000 };

typedef struct vikt_sheet {
    const char *source; /* for messages */
    vikt_text text;     /* from the file's first byte to the end of the table; UTF-8 but for
                           has_invalid */
    bool has_invalid;
    char separator;
    bool has_heading;   /* else the columns are called "1", "2", ... */
    bool told_heading;  /* which row it is, or that there is none, is a setting */
    long heading_row;   /* record of the heading; without one, of the row before the first row */
    size_t title_rows;  /* above it */
    vikt_aside aside;   /* rows that are to be skipped */
    vikt_extent extent; /* what stands below */
    vikt_text proof;  /* a cell with letters beyond ASCII, as it was decoded; none: there is none */
    const char *data; /* behind it */
    vikt_text *titles; /* the headings, trimmed, sound UTF-8; by column */
    size_t width;      /* headings */
    size_t least;      /* without those at the end that are empty: what a row must have */
    vikt_text *sample; /* row by row, `width` cells each, trimmed */
    size_t sample_rows;
    vikt_text beside; /* the first heading of a table beside this one, which is not read; none */
    size_t beside_column;
} vikt_sheet;

/**
 * @param settings  what the profile says of it; NULL: nothing
 * @param arena     everything in *out lives here or in the table
 * @return VIKT_INPUT when there is nothing or only a heading, or a profile, an unclosed quote, too
 * long a row, too many columns
 */
VIKT_MUST_CHECK vikt_code vikt_sheet_open(const vikt_table *table,
                                          const vikt_source_settings *settings, vikt_arena *arena,
                                          vikt_sheet *out, vikt_error *err);

/** What the reading says of the sheet, and of the rows that were skipped. The proof is lent. */
void vikt_sheet_tell(const vikt_sheet *sheet, const vikt_aside_counts *skipped,
                     vikt_reading *reading);

/** Says what was decided and may be wrong: that there is no heading, where the table ends. */
void vikt_sheet_note(const vikt_sheet *sheet, const vikt_listener *listener);

/** The cell at row and column of the sample; none when the row is too short. */
vikt_text vikt_sheet_cell(const vikt_sheet *sheet, size_t row, size_t column);

/** Whether a column has neither a heading nor, in the sample, a cell. */
bool vikt_sheet_is_empty(const vikt_sheet *sheet, size_t column);

/** Columns without those at the end that have neither a heading nor, in the sample, a cell: what a
 * separator behind the last heading makes. */
size_t vikt_sheet_columns(const vikt_sheet *sheet);

/** Whether nothing stands in the cells beyond the headings, of which the row has some. */
bool vikt_sheet_ends_blank(const vikt_sheet *sheet, const vikt_csv_row *row);

/** Whether a row has enough cells, and nothing in those beyond the headings. */
static inline bool vikt_sheet_is_whole(const vikt_sheet *sheet, const vikt_csv_row *row)
{
    return row->cells >= sheet->least &&
           (row->cells <= sheet->width || vikt_sheet_ends_blank(sheet, row));
}

/** The error of a row that could not be scanned. */
vikt_code vikt_sheet_fail(const vikt_sheet *sheet, vikt_csv_state state, const vikt_csv_row *row,
                          vikt_error *err);

/** The column that "3" means, the third; VIKT_INDEX_NONE for other texts, and where there is none.
 */
size_t vikt_sheet_numbered(const vikt_sheet *sheet, vikt_text number);

#endif
