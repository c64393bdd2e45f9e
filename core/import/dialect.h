/* SPDX-License-Identifier: MIT
 *
 * What separates cells, and which mark a column's numbers have before their decimals; both told by
 * looking, or by the file itself.
 */
#ifndef VIKT_DIALECT_H
#define VIKT_DIALECT_H

#include <vikt/error.h>

#include "core/base/number.h"
#include "core/profile/profile.h"

enum { VIKT_DIALECT_ROWS = 50 };

/**
 * The separator among ; tab , | that gives most of the first rows the same number of cells, more
 * than one. Lines above with fewer may be titles.
 * @return '\n' when there is one column
 */
char vikt_dialect_separator(vikt_text text);

/** Whether any number of blanks separates cells: all of the first lines have as many pieces, and
 * two columns and more are figures. To be asked when there is no other separator. */
bool vikt_dialect_is_blanks(vikt_text text);

/** Pieces between blanks in the first line. */
size_t vikt_dialect_pieces(vikt_text text);

/** Writes a tab for the last blank before each cell but the first, so that tabs separate and every
 * byte stays in its place. Blanks within quotes stay. */
void vikt_dialect_part_blanks(char *text, size_t length);

/**
 * The separator that a first line "sep=;" tells, as spreadsheets write and obey it.
 * @return the bytes of that line with its end; 0 when there is none
 */
size_t vikt_dialect_told(vikt_text text, char *separator);

/** Whether the text is no table but a profile: it begins with "[section]", behind comments. */
bool vikt_dialect_is_profile(vikt_text text);

/** What all columns of a file say together, for those that do not tell themselves; and what was
 *  told. */
typedef struct vikt_dialect_sums {
    size_t point, comma;            /* columns that are surely of this kind */
    size_t dates[VIKT_DATE_ORDERS]; /* columns whose dates are surely in this order */
    char told_decimal;              /* 0: look */
    char native_decimal;            /* of numbers that the file has as such; 0: it has none */
    vikt_date_order told_dates;
} vikt_dialect_sums;

/** '.' or ',' when the column's votes are sure (most cells decide), 0 when it could be either. */
char vikt_dialect_sure(const vikt_number_votes *votes);

/** Whether the column's own cells leave open which mark stands before decimals. */
bool vikt_dialect_is_open(const vikt_number_votes *votes);

/**
 * The format of a column: as told, unless all of its cells are surely otherwise; else its own
 * votes, else the file's.
 *
 * @param[out] out  lift is left as it is
 * @return false when it can be read in two ways, also as thousands or credits ("12,50 K" beside
 *         "3,00 D"); *out then has a point
 */
bool vikt_dialect_format(const vikt_number_votes *votes, const vikt_dialect_sums *file,
                         vikt_number_format *out);

/** The same of a column's dates. */
bool vikt_dialect_dates(const vikt_date_votes *votes, const vikt_dialect_sums *file,
                        vikt_date_form *out);

/**
 * The errors of columns that can be read in two ways: what a cell could be, and which option tells.
 *
 * @param place  of the heading
 * @param cell   one that can be read in two ways, or is not as others are
 */
vikt_code vikt_dialect_ask_decimal(vikt_source_kind kind, vikt_place place, vikt_text title,
                                   const vikt_number_votes *votes, vikt_text cell, vikt_error *err);
vikt_code vikt_dialect_ask_dates(vikt_source_kind kind, vikt_place place, vikt_text title,
                                 vikt_text cell, vikt_error *err);

#endif
