/* SPDX-License-Identifier: MIT
 *
 * A decision table from a CSV file, small and strict: a heading with the names of the inputs, then
 * a row a line; the last column is the outcome. Knows nothing of what the names mean.
 */
#ifndef VIKT_TABLE_CSV_H
#define VIKT_TABLE_CSV_H

#include "core/profile/draft.h"

/**
 * Adds the file's rows to a statement as "row 1", "row 2" and so on, every cell with its place.
 * What is wrong is told, all of it, and leaves a wrong row.
 *
 * @param path  for places
 * @param text  UTF-8, without a BOM
 * @return VIKT_OK, also when something was wrong; VIKT_MEMORY
 */
vikt_code vikt_table_csv_read(const char *path, vikt_text text, vikt_draft *draft,
                              vikt_statement *statement, const vikt_listener *listener,
                              size_t *errors, vikt_error *err);

#endif
