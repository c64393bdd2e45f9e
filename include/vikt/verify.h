/* SPDX-License-Identifier: MIT
 *
 * Whether a database is sound and its runs are what they were: checked, and computed again.
 */
#ifndef VIKT_VERIFY_H
#define VIKT_VERIFY_H

#include <vikt/report.h>

VIKT_BEGIN_C

typedef struct vikt_verification vikt_verification;

/** What to verify; all zeros but `database`: the latest run, in the calling thread. Texts are lent
 * during the call. */
typedef struct vikt_verify_options {
    const char *database;
    const char *folder; /* where the input files are looked for first; NULL: beside the database */
    int64_t run;        /* 0: the latest complete one */
    bool all;           /* every run */
    unsigned workers;   /* processes for script functions; 0: the calling thread */
    const vikt_rule_language *language; /* vikt_lua(); NULL: INI only */
    const vikt_allocator *allocator;    /* NULL: malloc */
} vikt_verify_options;

/**
 * Reads the file as a whole, holds each run against its seals, and computes it again: from its
 * input files when they are still there and the same, else from the values that it stored. Changes
 * nothing.
 *
 * @param[out] out  new, also when something differs; free with vikt_verification_free()
 * @return VIKT_OK; VIKT_USAGE when there is no such run; VIKT_STORE when the file cannot be read
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_verify(const vikt_verify_options *options,
                                               vikt_verification **out, vikt_error *err);
VIKT_API void vikt_verification_free(vikt_verification *verification);

/** Whether SQLite finds the file damaged; no run was looked at then. */
VIKT_API bool vikt_verification_damaged(const vikt_verification *verification);

/** The runs that were verified, in their order; a run's number, and how many things about it are
 * not as they were (tables, rows, cells). */
VIKT_API size_t vikt_verification_runs(const vikt_verification *verification);
VIKT_API int64_t vikt_verification_run(const vikt_verification *verification, size_t i);
VIKT_API size_t vikt_verification_differences(const vikt_verification *verification, size_t i);

/** All that is wrong: of the file's form and of all runs; 0: nothing. */
VIKT_API size_t vikt_verification_problems(const vikt_verification *verification);

/** What was found, run by run; the first 20 differences of each.
 * @param[out] out  new, NUL-terminated; free with vikt_report_free() */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_verification(const vikt_verification *verification,
                                                            const vikt_report_options *options,
                                                            char **out, vikt_error *err);

VIKT_END_C
#endif
