/* SPDX-License-Identifier: MIT
 *
 * Filling the error object from inside the library: one call that fills and returns the code.
 */
#ifndef VIKT_FAIL_H
#define VIKT_FAIL_H

#include <vikt/error.h>

/** No place. */
#define VIKT_NOWHERE ((vikt_place){{0}, 0, 0})

/** A place in a source, which may be NULL; a longer name keeps its end. line, column: 0 = none. */
vikt_place vikt_place_of(const char *source, long line, long column);

/**
 * Fills *err (which may be NULL) and returns code, so that a caller can `return vikt_fail(...)`.
 * The message is cut to its buffer at a UTF-8 boundary; control characters in it become '?'.
 */
vikt_code vikt_fail(vikt_error *err, vikt_code code, vikt_place place, const char *format, ...)
    VIKT_PRINTF(4, 5);

/** The same for an allocation that failed: "out of memory". */
vikt_code vikt_fail_memory(vikt_error *err);

/** Tells the listener (which may be NULL, or have no hear) of one note, warning or error. */
void vikt_tell(const vikt_listener *listener, vikt_severity severity, vikt_code code,
               vikt_place place, const char *format, ...) VIKT_PRINTF(5, 6);

#endif
