/* SPDX-License-Identifier: MIT
 *
 * What the cells of a column look like in the sample: amounts, shares, marks, dates, yes and no.
 * Knows no heading and no field.
 */
#ifndef VIKT_SENSE_H
#define VIKT_SENSE_H

#include "core/base/number.h"
#include "core/import/sheet.h"

typedef struct vikt_sense {
    size_t filled;
    size_t numbers;       /* cells; the next ones are of these */
    size_t percents;      /* with a % */
    size_t below_one;     /* -1 to 1 */
    size_t below_hundred; /* -100 to 100 */
    size_t decimals;      /* not whole */
    size_t others;        /* no numbers; the next ones are of all cells */
    size_t dates, emails, org_numbers;
    size_t ids; /* short, with a digit and without a blank */
} vikt_sense;

vikt_sense vikt_sense_of(const vikt_sheet *sheet, size_t column);

/** Only what needs no number or date to be read: filled, emails, org_numbers, ids. */
vikt_sense vikt_sense_kinds(const vikt_sheet *sheet, size_t column);

/** Different cells. @return false without memory */
bool vikt_sense_distinct(const vikt_sheet *sheet, size_t column, const vikt_allocator *allocator,
                         size_t *out);

/** The number in a row, as the column's own cells are written; NaN when it is none. */
double vikt_sense_number(const vikt_sheet *sheet, size_t column, size_t row,
                         vikt_number_format format);
vikt_number_format vikt_sense_format(const vikt_sheet *sheet, size_t column);

/** Numbers outside min..max. */
size_t vikt_sense_outside(const vikt_sheet *sheet, size_t column, double min, double max);

/** What tells that a cell is no id: "has no digit", "has a blank in it", "is long"; NULL: it looks
 * like one. */
const char *vikt_sense_id_fault(vikt_text cell);

/** Whether it is an organisation number: ten Swedish digits with a right check digit (Luhn), as
 * 559999-0016, also behind "SE" and before "01" or behind "16"; nine Norwegian, or eight Danish
 * (modulus 11). */
bool vikt_sense_org_number(vikt_text cell);

#endif
