/* SPDX-License-Identifier: MIT
 *
 * The sheet in which somebody gives the customers marks. What comes back is read by a run, as
 * `[sources] ratings` says.
 */
#ifndef VIKT_RATINGS_PUBLIC_H
#define VIKT_RATINGS_PUBLIC_H

#include <stddef.h>

#include <vikt/run.h>

VIKT_BEGIN_C

/**
 * Writes a sheet to be filled in: a row a customer, by falling revenue where it is known, else by
 * key; a column for each field that is rated, and one for comments. As a workbook (.xlsx) it offers
 * the marks to choose from, and has a second sheet that says what they mean; as .csv (comma, UTF-8)
 * it has neither. Nothing is overwritten.
 *
 * @param options    the company, as for a run; no database is used
 * @param path       ends in .xlsx or .csv
 * @param fields     names separated by commas; NULL: those with a scale of at most ten marks that
 * the profile reads
 * @param[out] customers  rows that were written; may be NULL
 * @return VIKT_OK; VIKT_USAGE for another ending, a name that is no field with such a scale, or a
 * profile that reads none; VIKT_STORE when the file is there already or cannot be written; else as
 * vikt_run_execute()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_ratings_sheet(const vikt_run_options *options,
                                                      const char *path, const char *fields,
                                                      const vikt_listener *listener,
                                                      size_t *customers, vikt_error *err);

VIKT_END_C
#endif
