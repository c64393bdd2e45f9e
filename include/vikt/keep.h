/* SPDX-License-Identifier: MIT
 *
 * What a company's database keeps: dropping old runs, and taking a customer out of it for good.
 */
#ifndef VIKT_KEEP_H
#define VIKT_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vikt/error.h>
#include <vikt/report.h>

VIKT_BEGIN_C

/* ---- old runs ---- */

typedef struct vikt_prune_options {
    const char *database;
    size_t keep;  /* how many runs stay, at least 1: those of the newest as-of dates, of one date
                     the highest numbers */
    bool dry_run; /* nothing is changed */
} vikt_prune_options;

typedef struct vikt_pruned vikt_pruned;

/**
 * Drops all runs but the newest ones, completely, in one transaction, and makes the file smaller
 * by what they took. Decisions and how headings were understood stay. A run that was compared with
 * a dropped one keeps its date.
 * @param[out] out  new; free with vikt_pruned_free(); NULL on failure
 * @return VIKT_OK; VIKT_USAGE when `keep` is 0; VIKT_STORE, and nothing is changed; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_prune(const vikt_prune_options *options, vikt_pruned **out,
                                              vikt_error *err);
VIKT_API void vikt_pruned_free(vikt_pruned *pruned);

/** Runs that stay. */
VIKT_API size_t vikt_pruned_kept(const vikt_pruned *pruned);

/** Runs that are gone, the newest first: how many, and the number of each. */
VIKT_API size_t vikt_pruned_count(const vikt_pruned *pruned);
VIKT_API int64_t vikt_pruned_run(const vikt_pruned *pruned, size_t i);

/** Size of the file in bytes. */
VIKT_API int64_t vikt_pruned_bytes_before(const vikt_pruned *pruned);
VIKT_API int64_t vikt_pruned_bytes_after(const vikt_pruned *pruned);

/** What was done, as text or JSON. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_pruned(const vikt_pruned *pruned,
                                                      const vikt_report_options *options,
                                                      char **out, vikt_error *err);

/* ---- one customer ---- */

typedef struct vikt_forget_options {
    const char *database;
    const char *customer; /* the key (also a personal number in full, of which runs keep less), or
                             the name if only one customer has it, letter by letter */
    bool dry_run;         /* nothing is changed, and nothing proved */
} vikt_forget_options;

typedef struct vikt_forgotten vikt_forgotten;

/**
 * Takes a customer out of all runs: results, ratings, decisions, rejected rows, failures, printed
 * lines; masks the key and the names in what other rows say; renews the runs' seals and counts the
 * customer in run.forgotten. One transaction. What is deleted is overwritten with zeros, the file
 * is written anew, and then every table and every byte is looked through.
 *
 * The words of rule files that were stored with runs are not changed, nor values of other
 * customers; where they name this one is told. Copies, exports and the data itself are not
 * touched: the next run that is stored takes the customer up again if its data has it.
 * @param[out] out  new; free with vikt_forgotten_free(); NULL on failure
 * @return VIKT_OK; VIKT_USAGE when nobody is meant (the nearest key or name), or several;
 * VIKT_STORE, and nothing is changed, unless the message says that the rows are deleted and the
 * file could not be written anew; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_forget(const vikt_forget_options *options,
                                               vikt_forgotten **out, vikt_error *err);
VIKT_API void vikt_forgotten_free(vikt_forgotten *forgotten);

/** The customer's key as the runs had it; lent until it is freed, as are all texts below. */
VIKT_API const char *vikt_forgotten_key(const vikt_forgotten *forgotten);

/** In how many runs the customer had a result. */
VIKT_API size_t vikt_forgotten_results(const vikt_forgotten *forgotten);

/** The proof: how many tables and bytes were looked through; 0 after a dry run. */
VIKT_API size_t vikt_forgotten_tables(const vikt_forgotten *forgotten);
VIKT_API int64_t vikt_forgotten_bytes(const vikt_forgotten *forgotten);

/** What still names the customer: "rules.lua:12" of a stored profile, or "result.values", a column
 * of other customers' rows. */
VIKT_API size_t vikt_forgotten_places(const vikt_forgotten *forgotten);
VIKT_API const char *vikt_forgotten_place(const vikt_forgotten *forgotten, size_t i);

/** What was done, as text or JSON. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_forgotten(const vikt_forgotten *forgotten,
                                                         const vikt_report_options *options,
                                                         char **out, vikt_error *err);

VIKT_END_C
#endif
