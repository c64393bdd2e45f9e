/* SPDX-License-Identifier: MIT
 *
 * What a run works on, found and read before anything is computed: company, profile, date,
 * database, customers. Each fills its part of the run.
 */
#ifndef VIKT_PREPARE_H
#define VIKT_PREPARE_H

#include "core/run/run.h"

/** run->profile, by the options and the company's vikt.ini. */
vikt_code vikt_prepare_profile(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** run->database and run->made; nothing is opened. */
vikt_code vikt_prepare_database(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** run->customers and run->invoices, and run->company.data: the first of them that is there. */
vikt_code vikt_prepare_files(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** The sheets of ratings that the options or the profile mean; *count is 0 when they mean none. */
vikt_code vikt_prepare_ratings(vikt_run *run, const vikt_run_options *options,
                               vikt_company_file **files, size_t *count, vikt_error *err);

/** run->as_of and run->dated: as told, else by the profile, else today until a ledger's newest date
 * takes its place. */
vikt_code vikt_prepare_date(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** All but the data: company, profile, names of the data file and the database, date. */
vikt_code vikt_prepare_run(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** All that vikt_prepare_run() does, and run->import of the customers alone. */
vikt_code vikt_prepare_customers(vikt_run *run, const vikt_run_options *options, vikt_error *err);

/** run->import and run->presence; a file without a customer that can be used is an error. */
vikt_code vikt_prepare_data(vikt_run *run, const vikt_run_options *options, vikt_error *err);

#endif
