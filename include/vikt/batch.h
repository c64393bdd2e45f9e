/* SPDX-License-Identifier: MIT
 *
 * Many companies, each run in a process of its own: whatever happens to one, the others are done.
 */
#ifndef VIKT_BATCH_H
#define VIKT_BATCH_H

#include <vikt/report.h>
#include <vikt/run.h>

VIKT_BEGIN_C

typedef enum vikt_batch_state {
    VIKT_BATCH_DONE,    /* run, and stored unless it was a dry run */
    VIKT_BATCH_SKIPPED, /* the run that it would be is stored already */
    VIKT_BATCH_FAILED,  /* nothing was stored; a message says why */
    VIKT_BATCH_STOPPED  /* the caller's stop came before its run was stored */
} vikt_batch_state;

/** What a company's run had to say. */
typedef struct vikt_batch_message {
    vikt_severity severity;
    vikt_error what;
} vikt_batch_message;

typedef struct vikt_batch_class {
    const char *name; /* "?": no class */
    size_t customers;
} vikt_batch_class;

enum { VIKT_BATCH_MESSAGES_MAX = 100 }; /* kept of one company */

/** How one company fared. Lives as long as the batch. */
typedef struct vikt_batch_company {
    const char *company; /* as it was given, without a / at its end */
    vikt_batch_state state;
    int exit_status;      /* of `vikt run` for this company alone: 1 when stored, but not everything
                             could be used */
    const char *database; /* NULL: not known */
    int64_t run_id;       /* 0: none is stored */
    bool unchanged;       /* run_id is a run that rests on the same: not stored again */
    size_t customers, rejected, unclassified;
    size_t failures;                 /* calls of rule functions that failed */
    const char *scheme;              /* the primary one; NULL: none */
    const vikt_batch_class *classes; /* of it, best first; "?" only when somebody has no class */
    size_t class_count;
    const vikt_batch_message *messages; /* in their order; the last one says why it failed */
    size_t message_count, messages_left_out;
} vikt_batch_company;

/** Hears each company once; either may be NULL. */
typedef struct vikt_batch_listener {
    void (*ended)(void *context, const vikt_batch_company *company);    /* in order of ending */
    void (*in_order)(void *context, const vikt_batch_company *company); /* as they were given */
    void *context;
} vikt_batch_listener;

/** Which companies, and how. Texts are lent during the call. */
typedef struct vikt_batch_options {
    const char *const *companies; /* folders or data files, not "-" */
    size_t count;
    unsigned jobs; /* companies at once, up to 64; 0: one */
    /* A company is skipped when its newest run was started then or later (by its `started_at`), by
     * this version of vikt, and rests on the same: profile and overrides, a date that was told, the
     * bytes of the same files, decisions. NULL: none is. */
    const char *done_since;
    /* For each of them; `company` is not used. With `stop`, runs that have begun end without
     * storing anything, and the others do not begin. */
    vikt_run_options run;
} vikt_batch_options;

/** All companies together. */
typedef struct vikt_batch_totals {
    size_t companies, done, skipped, failed, stopped;
    size_t customers, rejected; /* of those done and skipped */
    int exit_status;            /* the largest of all */
} vikt_batch_totals;

typedef struct vikt_batch vikt_batch;

/**
 * Runs the companies, each in a child of its own that has ended when the call returns; when this
 * process is killed, so are they. A company that fails stops no other.
 *
 * A child goes on in a copy of this process: no other thread may be inside SQLite or this library
 * meanwhile. Else as in vikt_run_options.
 *
 * @param listener  may be NULL
 * @param[out] out  new; free with vikt_batch_free(); NULL on failure
 * @return VIKT_OK when every company was tried or stopped, whatever became of it; VIKT_USAGE for no
 * company, "-", and options that can only be meant for one of several (database, invoices,
 * ratings); VIKT_LIMIT when no process can be started; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_batch_execute(const vikt_batch_options *options,
                                                      const vikt_batch_listener *listener,
                                                      vikt_batch **out, vikt_error *err);
VIKT_API void vikt_batch_free(vikt_batch *batch);

/** The i-th company, in the order given; NULL behind the last. A folder that was given more than
 * once, by whatever path, is one company, run once and with a warning. */
VIKT_API const vikt_batch_company *vikt_batch_company_at(const vikt_batch *batch, size_t i);
VIKT_API vikt_batch_totals vikt_batch_total(const vikt_batch *batch);

/** Names of companies. */
typedef struct vikt_batch_names {
    char **names;
    size_t count;
} vikt_batch_names;

/**
 * The companies in a folder: its subfolders that have a vikt.ini, readable or not, as FOLDER/NAME,
 * in bytewise order of their names. Names that begin with a dot are none.
 * @param[out] out  new; free with vikt_batch_names_free()
 * @return VIKT_OK; VIKT_INPUT when it cannot be read or has none; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_batch_find(const char *folder, vikt_batch_names *out,
                                                   vikt_error *err);
VIKT_API void vikt_batch_names_free(vikt_batch_names *names);

/**
 * One company in one line: what came out, without the messages; or, with json, all of it as one
 * object in one line, as a log keeps it.
 * @param started_at  for the log, as given to the run; NULL: none
 * @param[out] out  new, NUL-terminated, with its newline; free with vikt_report_free()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_batch_company(const vikt_batch_company *company,
                                                             const char *started_at,
                                                             const vikt_report_options *options,
                                                             char **out, vikt_error *err);

/** The total in one line; with json one object with all companies and the total. As above. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_batch(const vikt_batch *batch,
                                                     const vikt_report_options *options, char **out,
                                                     vikt_error *err);

VIKT_END_C
#endif
