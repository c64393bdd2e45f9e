/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: names, texts and signs of a rule file, one by one, without comments.
 * Knows no statement; does not check what it reads.
 */
#ifndef VIKT_PROFILE_TOKEN_H
#define VIKT_PROFILE_TOKEN_H

#include "core/base/text.h"

typedef enum vikt_token_kind {
    VIKT_TOKEN_END,
    VIKT_TOKEN_NAME, /* also a number */
    VIKT_TOKEN_TEXT, /* in quotes or long brackets */
    VIKT_TOKEN_SIGN
} vikt_token_kind;

typedef struct vikt_token {
    vikt_token_kind kind;
    vikt_text all;     /* with its quotes */
    vikt_text content; /* without */
    bool breaks;       /* a line ended before it */
} vikt_token;

/** Whether the byte may stand in a name; those of letters beyond ASCII do. */
bool vikt_token_in_name(char byte);

/** Takes the next token off *at. */
vikt_token vikt_token_next(const char **at, const char *end);

/** The statement that begins at `at`: to the first line end at which nothing is open any more; its
 * bracket may begin the next line. */
vikt_text vikt_token_statement(const char *at, const char *end);

#endif
