/* SPDX-License-Identifier: MIT
 *
 * The table of functions through which the core speaks to a rule language. The core knows no Lua;
 * bindings/lua fills this in, tests fill it with C functions.
 */
#ifndef VIKT_ENGINE_H
#define VIKT_ENGINE_H

#include <vikt/allocator.h>
#include <vikt/error.h>

#include "core/base/column.h"
#include "core/base/date.h"
#include "core/profile/draft.h"

struct vikt_profile;
struct vikt_population;
struct vikt_previous;
struct vikt_function;

/** What a call's result must be. */
typedef enum vikt_wanted {
    VIKT_WANT_VALUE,  /* measure: number, text or truth; nil is missing */
    VIKT_WANT_POINTS, /* criterion: a number on the scale, and optionally a reason; nil is missing
                       */
    VIKT_WANT_TRUTH,  /* when: nil and false are no, anything else yes */
    VIKT_WANT_CLASS   /* scheme: a class name, and optionally a reason; nil is missing */
} vikt_wanted;

/** What functions may read in this phase; NULL where there is nothing yet. All arrays are by row.
 */
typedef struct vikt_engine_data {
    const struct vikt_profile *profile;
    const vikt_column *const *columns; /* by slot; NULL where no source has it */
    size_t count;                      /* customers */
    size_t counted;                    /* customers that the population's figures are of */
    vikt_date today;
    const struct vikt_population *population;
    const struct vikt_previous *previous;
    const double *const *points; /* by criterion; NULL where left out */
    const double *score, *coverage;
    /* the class of a row in a scheme ("?" when none), and the scheme's number in the profile;
     * context is theirs */
    vikt_text (*class_of)(const void *context, size_t scheme, size_t row);
    const void *classes;
    size_t primary; /* the scheme that result.class means */
} vikt_engine_data;

/** One function over rows first..last-1. The engine calls back for everything but plain numbers. */
typedef struct vikt_engine_call {
    const struct vikt_function *function;
    vikt_wanted wanted;
    const vikt_engine_data *data;
    size_t first, last;
    /* by row: number, or 1 and 0 for truth; NaN for missing, text and failed rows */
    double *numbers;
    /* by row: set to 1 where the number is a yes or no; may be NULL */
    uint8_t *truths;
    /* a text result or class name; may be NULL when none is wanted. The text lives during the call
     * only. */
    bool (*text)(void *context, size_t row, vikt_text value);
    /* the second result: a reason */
    bool (*reason)(void *context, size_t row, vikt_text reason);
    /* the function failed on this row (error, wrong type, NaN, a limit); error.place is in the rule
     * file */
    bool (*failed)(void *context, size_t row, const vikt_error *error);
    /* text that the function printed */
    bool (*printed)(void *context, size_t row, vikt_text line);
    void *context; /* callbacks return false to stop the call: VIKT_MEMORY or VIKT_LIMIT as in their
                    *err */
    /* in a worker process: the engine sets it to each row that it comes to, and may use the
     * process's timers and signals. NULL: the process is somebody else's. */
    volatile uint32_t *at_work;
} vikt_engine_call;

/** Limits of one script call and of loading; zeros mean the defaults in brackets. */
typedef struct vikt_engine_limits {
    size_t memory;     /* bytes of one engine [64 MiB] */
    long instructions; /* of one function call for one customer [50 million]; loading a file has the
                          same */
} vikt_engine_limits;

/** The files that a rule file may take in with `require`. */
typedef struct vikt_modules {
    /**
     * Has the file that `name` means in the file `from` loaded by the engine, unless it was before.
     *
     * @param[out] path  of the module, as load() was or will have been given it
     * @return VIKT_OK, also when the module has errors, which are then told and counted;
     *         VIKT_PROFILE with a message and no place: there is no such module, or they require
     *         each other in a circle; what else load() returns
     */
    vikt_code (*require)(void *context, vikt_text name, const char *from, const char **path,
                         vikt_error *err);
    void *context;
} vikt_modules;

/**
 * An engine. Functions are numbered 0, 1, ... in the order in which files register them, so that a
 * second engine that loaded the same files in the same order has the same numbers. One thread at a
 * time.
 */
typedef struct vikt_engine {
    void *self;
    /**
     * Runs a rule file's text (statements are added to draft; functions stay in the engine). All
     * errors that can be found are told to the listener and counted; a syntax or run-time error is
     * one of them. While it runs, modules (NULL: none) may call load() again for another file.
     */
    vikt_code (*load)(void *self, const char *path, vikt_text source, vikt_draft *draft,
                      const vikt_modules *modules, const vikt_listener *listener, size_t *errors,
                      vikt_error *err);
    vikt_code (*call)(void *self, const vikt_engine_call *call, vikt_error *err);
    /** A second engine with the same functions, as they are when the files have been loaded. */
    vikt_code (*copy)(void *self, struct vikt_engine *out, vikt_error *err);
    void (*free)(void *self);
    size_t
        memory; /* bytes that calls may use at most beyond what it has, for a limit from outside */
} vikt_engine;

/** A rule language: makes engines. */
typedef struct vikt_rule_language {
    const char *extension; /* ".lua" */
    vikt_code (*open)(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                      vikt_engine *out, vikt_error *err);
    /** Hears every number and comparison that stands inside a function of a file's text, in order;
     * token lies in source. Ends when hear returns false. NULL: the language cannot tell. */
    void (*scan)(vikt_text source, bool (*hear)(void *context, vikt_text token, long line),
                 void *context);
    /** The functions that begin on a line of a file's text, from the first word to the last; none
     * when there is none. NULL: the language cannot tell. */
    vikt_text (*functions)(vikt_text source, long line);
} vikt_rule_language;

#endif
