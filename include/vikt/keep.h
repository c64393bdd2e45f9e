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

VIKT_END_C
#endif
