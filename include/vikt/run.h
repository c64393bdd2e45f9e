/* SPDX-License-Identifier: MIT
 *
 * The main job: import, classify, persist. One run is one classification of all customers by a
 * profile, as of a date.
 */
#ifndef VIKT_RUN_H
#define VIKT_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vikt/allocator.h>
#include <vikt/error.h>
#include <vikt/profile.h>
#include <vikt/stop.h>

VIKT_BEGIN_C

typedef struct vikt_run vikt_run;

/**
 * What to run. All zeros but `company` or `data`: the built-in profile, nothing stored. Texts are
 * lent during the call.
 *
 * With workers, script functions run in children that are forked for each function and have ended
 * when the call returns; one that a function brings down costs one customer. A child goes on in a
 * copy of this process: in a program with threads of its own, no other thread may hold a lock that
 * `allocator` takes (malloc is safe). Signal handlers and masks of the program are left alone,
 * files are closed in the children, and SIGCHLD is raised for each child that ends; do not wait for
 * children of any process (`waitpid(-1, ...)`) meanwhile, or it is not known how one died.
 */
typedef struct vikt_run_options {
    const char *company;    /* a folder with a vikt.ini, or a data file ("-": standard input) */
    const char *invoices;   /* a ledger, or NULL: as the company says */
    const char *ratings;    /* sheets of ratings, a name or a pattern with *; or NULL: the same */
    const char *ini;        /* a profile in the place of the company's vikt.ini, or NULL */
    const char *rules;      /* a rule file on top of the company's profile, or NULL */
    const char *database;   /* where to store; NULL: as the company says, else "vikt.db" */
    bool dry_run;           /* store nothing; the last run is still read if there is one */
    const char *as_of;      /* the run's date, YYYY-MM-DD; NULL: the profile's as_of, else today */
    const char *today;      /* YYYY-MM-DD, for want of any other date: the library has no clock */
    const char *started_at; /* shown in the list of runs; NULL: today */
    const vikt_override *overrides;
    size_t override_count;
    unsigned workers;                   /* processes for script functions; 0: the calling thread */
    bool force;                         /* store also what is stored already, and what the last run
                                           speaks against: most of its customers are missing */
    bool strict;                        /* a function that fails on one customer stops the run */
    const vikt_rule_language *language; /* vikt_lua(); NULL: INI only */
    vikt_stop stop;                  /* ends the run with VIKT_STOPPED; all zeros: nothing does */
    const vikt_allocator *allocator; /* NULL: malloc */
} vikt_run_options;

/**
 * Does the whole job. Nothing is stored unless all of it succeeds, or (without `force`) when the
 * newest run of that date rests on the same data, profile, run before and engine version: that one
 * then stands for this run.
 *
 * @param listener  hears notes, warnings and errors as they are found; may be NULL
 * @param[out] out  new; free with vikt_run_free(); NULL on failure
 * @return VIKT_OK, also with rejected or unclassified customers; else as in vikt/error.h
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_run_execute(const vikt_run_options *options,
                                                    const vikt_listener *listener, vikt_run **out,
                                                    vikt_error *err);
VIKT_API void vikt_run_free(vikt_run *run);

/**
 * Checks a profile without running it, and against the headings of the data when there is any to be
 * found. Everything wrong is told to the listener.
 *
 * @param[out] errors  how many; may be NULL
 * @return VIKT_OK when nothing is wrong, else the code of the first error
 */
VIKT_API vikt_code vikt_run_check(const vikt_run_options *options, const vikt_listener *listener,
                                  size_t *errors, vikt_error *err);

/**
 * The database that the options mean, without running anything.
 * @param[out] path  new; free with vikt_report_free()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_run_database(const vikt_run_options *options, char **path,
                                                     vikt_error *err);

/** The run's number in the database; 0: not stored. */
VIKT_API int64_t vikt_run_id(const vikt_run *run);

/** Whether nothing has changed since the stored run of that number, so that it was not stored
 * again. */
VIKT_API bool vikt_run_unchanged(const vikt_run *run);

/** Customers that were classified or not; entries in `rejects` (cells and rows); customers without
 * a class in the primary scheme; calls of rule functions that failed. */
VIKT_API size_t vikt_run_customers(const vikt_run *run);
VIKT_API size_t vikt_run_rejected(const vikt_run *run);
VIKT_API size_t vikt_run_unclassified(const vikt_run *run);
VIKT_API size_t vikt_run_failures(const vikt_run *run);

/** The schemes of the run, primary or not, in the profile's order; those left out for want of data
 * are not counted. */
VIKT_API size_t vikt_run_schemes(const vikt_run *run);
VIKT_API const char *vikt_run_scheme(const vikt_run *run, size_t scheme);

/** The number of the primary scheme; vikt_run_schemes() when there is none. */
VIKT_API size_t vikt_run_primary(const vikt_run *run);

/** The classes of a scheme, best first, and behind the last one "?" for customers without a class.
 */
VIKT_API size_t vikt_run_classes(const vikt_run *run, size_t scheme);
VIKT_API const char *vikt_run_class(const vikt_run *run, size_t scheme, size_t class_index);
VIKT_API size_t vikt_run_class_size(const vikt_run *run, size_t scheme, size_t class_index);

/** A customer's number by key (a personal number also in full, though it is kept masked),
 * 0..vikt_run_customers() - 1; vikt_run_customers() when there is no such key. */
VIKT_API size_t vikt_run_find(const vikt_run *run, const char *key);

/** A customer's class in a scheme ("?" for none), and score (NaN for none). Customers are numbered
 * in key order. */
VIKT_API const char *vikt_run_class_of(const vikt_run *run, size_t scheme, size_t customer);
VIKT_API double vikt_run_score(const vikt_run *run, size_t customer);

VIKT_END_C
#endif
