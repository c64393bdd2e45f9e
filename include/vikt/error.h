/* SPDX-License-Identifier: MIT
 *
 * What went wrong and where: codes, places and the one error object that callers hand in.
 * Knows nothing of customers. Reporting never allocates.
 */
#ifndef VIKT_ERROR_H
#define VIKT_ERROR_H

#include <vikt/macros.h>

VIKT_BEGIN_C

/**
 * Every code with its exit status and a short text: X(NAME, exit status, text).
 * The one list behind the enum, vikt_code_text() and vikt_code_exit_status().
 */
#define VIKT_CODES(X)                                                                              \
    X(OK, 0, "done")                                                                               \
    X(USAGE, 2, "wrong use")                                                                       \
    X(PROFILE, 3, "error in a profile or rule file")                                               \
    X(INPUT, 4, "input missing, unreadable or wrong")                                              \
    X(STORE, 5, "database or output file")                                                         \
    X(LIMIT, 6, "a limit of the run")                                                              \
    X(MEMORY, 6, "out of memory")                                                                  \
    X(BUG, 70, "a bug in vikt")                                                                    \
    X(STOPPED, 130, "ended on demand")

typedef enum vikt_code {
#define X(name, status, text) VIKT_##name,
    VIKT_CODES(X)
#undef X
} vikt_code;

/** A place in a file: line and column count from 1, 0 means none. An empty source means none. */
typedef struct vikt_place {
    char source[128];
    long line, column;
} vikt_place;

/**
 * The line of a profile or rule file that an error means, to be shown below its message. Columns
 * count code points from 1. All zeros: none.
 */
typedef struct vikt_mark {
    char text[160];          /* the line, or the part of it around the mark; printable, tabs kept */
    long line;               /* its number: in a statement of many lines, place.line or behind it */
    long column, end_column; /* of what is marked, and just behind it */
    long first;              /* column of the first character of text */
} vikt_mark;

/** One thing that went wrong. `message` is one line without a full stop. All zeros: no error. */
typedef struct vikt_error {
    vikt_code code;
    vikt_place place;
    char message[512];
    vikt_mark mark;
} vikt_error;

typedef enum vikt_severity { VIKT_NOTE, VIKT_WARNING, VIKT_ERROR } vikt_severity;

/** Hears notes, warnings and errors one by one, in order. `what` lives during the call only. */
typedef struct vikt_listener {
    void (*hear)(void *context, vikt_severity severity, const vikt_error *what);
    void *context;
} vikt_listener;

/** The short text of a code; never NULL. */
VIKT_API const char *vikt_code_text(vikt_code code);

/** The exit status of the command line for a code: 0, 2..6, 70 or 130. */
VIKT_API int vikt_code_exit_status(vikt_code code);

/**
 * Writes "source:line:column: message" into text, cut to size with a final NUL.
 * Parts of the place that are none are left out.
 */
VIKT_API void vikt_error_format(const vikt_error *error, char *text, unsigned long size);

/**
 * Writes the marked line with its number and a second line with a caret below what is marked, each
 * with its line end; "" for no mark. Cut to size with a final NUL.
 */
VIKT_API void vikt_mark_format(const vikt_mark *mark, char *text, unsigned long size);

VIKT_END_C
#endif
