/* SPDX-License-Identifier: MIT
 *
 * What separates cells, and which mark a column's numbers have before their decimals; both told by
 * looking, or by the file itself.
 */
#ifndef VIKT_DIALECT_H
#define VIKT_DIALECT_H

#include "core/base/number.h"

enum { VIKT_DIALECT_ROWS = 50 };

/**
 * The separator among ; tab , | that gives most of the first rows the heading's number of cells,
 * more than one.
 * @return '\n' when there is one column
 */
char vikt_dialect_separator(vikt_text text);

/**
 * The separator that a first line "sep=;" tells, as spreadsheets write and obey it.
 * @return the bytes of that line with its end; 0 when there is none
 */
size_t vikt_dialect_told(vikt_text text, char *separator);

/** Whether the text is no table but a profile: it begins with "[section]", behind comments. */
bool vikt_dialect_is_profile(vikt_text text);

/** What all columns of a file say together, for those that do not tell themselves. */
typedef struct vikt_dialect_sums {
    size_t point, comma; /* columns that are surely of this kind */
    char separator;
} vikt_dialect_sums;

/** '.' or ',' when the column's votes are sure, 0 when it could be either. */
char vikt_dialect_sure(const vikt_number_votes *votes);

/** The format of a column: its own votes, else the file's, else the separator's habit. */
vikt_number_format vikt_dialect_format(const vikt_number_votes *votes,
                                       const vikt_dialect_sums *file);

#endif
