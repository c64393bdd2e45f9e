/* SPDX-License-Identifier: MIT
 *
 * The first rows of a sheet: titles, then the heading, or data at once. Told by what stands in the
 * cells; knows no field.
 */
#ifndef VIKT_PREAMBLE_H
#define VIKT_PREAMBLE_H

#include "core/import/aside.h"
#include "core/profile/profile.h"

typedef struct vikt_preamble {
    bool has_heading;
    long record;      /* of the heading; without one, of the row before the first row of data */
    const char *data; /* behind the heading */
    size_t width;     /* cells of most rows */
    size_t titles;    /* rows above */
    vikt_text above;  /* the row right above the heading, if it has but words and years */
    vikt_aside aside;
} vikt_preamble;

/**
 * The heading is the first row that is as wide as most and has words, mostly, above columns of
 * figures; what stands above it are titles. A row of figures above others like it is data, and
 * there is no heading. settings->heading tells instead.
 *
 * @param csv   stands at the first row; ends at the heading, or at the first row of data
 * @param row   with room for one more than VIKT_COLUMNS_MAX; the heading, if there is one
 * @param[out] state  VIKT_CSV_ROW; else why the first row, or one above a heading that is told,
 *                    could not be scanned (END: there is none)
 */
void vikt_preamble_of(const vikt_source_settings *settings, vikt_csv *csv, vikt_csv_row *row,
                      vikt_preamble *out, vikt_csv_state *state);

#endif
