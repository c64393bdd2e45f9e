/* SPDX-License-Identifier: MIT
 *
 * A place in a JSON text that moves on: its texts, and its values whatever they are. Knows no rows.
 */
#ifndef VIKT_CURSOR_H
#define VIKT_CURSOR_H

#include <vikt/error.h>

#include "core/base/text.h"

typedef struct vikt_cursor {
    const char *name; /* of the file, for messages */
    vikt_text text;   /* all of it */
    const char *at, *end;
    vikt_buffer scrap; /* for texts that nobody wants */
    vikt_error *err;   /* filled by all that fail */
} vikt_cursor;

/** The error of what stands at a place; always VIKT_INPUT. */
vikt_code vikt_cursor_fail(const vikt_cursor *cursor, const char *at, const char *what);

/** The same of the cursor's place; at the end that the file is cut short. */
vikt_code vikt_cursor_fail_here(const vikt_cursor *cursor, const char *what);

/** The next byte behind blanks, which the cursor skips; NUL at the end. */
char vikt_cursor_peek(vikt_cursor *cursor);

/** Moves behind that byte if it is c. */
bool vikt_cursor_accept(vikt_cursor *cursor, char c);

/** Adds a text to out, its escapes as what they mean; the cursor is behind its opening quote. */
VIKT_MUST_CHECK vikt_code vikt_cursor_string(vikt_cursor *cursor, vikt_buffer *out);

/** Moves behind a value. */
VIKT_MUST_CHECK vikt_code vikt_cursor_skip(vikt_cursor *cursor);

#endif
