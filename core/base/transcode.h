/* SPDX-License-Identifier: MIT
 *
 * Bytes of a given encoding to UTF-8. Decides nothing.
 */
#ifndef VIKT_TRANSCODE_H
#define VIKT_TRANSCODE_H

#include "core/base/charset.h"

typedef struct vikt_transcoded {
    char *bytes; /* UTF-8; release with the allocator */
    size_t length;
    size_t stopped; /* offset of the first byte that is no text of that encoding; all: none is */
} vikt_transcoded;

/**
 * Converts up to the first wrong byte: one without a character, NUL, half a surrogate pair, an odd
 * byte at the end.
 *
 * @param charset    one of UTF-16 or of one byte a character
 * @param tolerant   a byte without a character becomes the C1 control of the same number
 * @param[out] out   bytes NULL on failure
 * @return false without memory
 */
bool vikt_transcode(vikt_text bytes, vikt_charset charset, bool tolerant,
                    const vikt_allocator *allocator, vikt_transcoded *out);

#endif
