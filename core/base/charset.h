/* SPDX-License-Identifier: MIT
 *
 * Names of the encodings that text may be in.
 */
#ifndef VIKT_CHARSET_H
#define VIKT_CHARSET_H

#include <stdbool.h>

#include "core/base/text.h"

typedef enum vikt_charset {
    VIKT_CHARSET_LOOK, /* the bytes tell */
    VIKT_CHARSET_UTF8,
    VIKT_CHARSET_UTF16LE,
    VIKT_CHARSET_UTF16BE,
    VIKT_CHARSET_WINDOWS1252,
    VIKT_CHARSET_LATIN1,
    VIKT_CHARSET_CP437,
    VIKT_CHARSET_CP850,
    VIKT_CHARSET_CP865,
    VIKT_CHARSET_MAC_ROMAN
} vikt_charset;

/** The encoding of a name such as "UTF-8", "windows-1252", "latin1" or "cp437", in any case, with
 * or without dashes; false when there is none. */
bool vikt_charset_of(vikt_text name, vikt_charset *out);

/** "UTF-8", "Windows-1252"; "" for LOOK. */
const char *vikt_charset_name(vikt_charset charset);

/** All names, separated by single spaces, for messages. */
const char *vikt_charset_names(void);

#endif
