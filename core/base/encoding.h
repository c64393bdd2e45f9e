/* SPDX-License-Identifier: MIT
 *
 * Which encoding a file is in, told by its bytes, and Windows-1252 to UTF-8. Knows nothing of
 * cells.
 */
#ifndef VIKT_ENCODING_H
#define VIKT_ENCODING_H

#include <vikt/error.h>

#include "core/base/text.h"

/** What the bytes of a file are like. */
typedef struct vikt_survey {
    size_t newlines;
    size_t sequences; /* sound UTF-8 sequences of two bytes and more */
    size_t invalid;   /* bytes that belong to none */
    bool has_nul;
} vikt_survey;

void vikt_survey_of(vikt_text bytes, vikt_survey *out);

/** A file's text as UTF-8. */
typedef struct vikt_encoding {
    const char *name; /* "UTF-8", "UTF-8 with BOM", "Windows-1252" */
    vikt_text text;   /* behind the BOM; points into the file's bytes or to converted */
    char *converted;  /* NULL when the bytes are UTF-8 as they are */
    size_t newlines;
    size_t sequences, invalid; /* of the bytes, as the survey found them */
    bool has_invalid; /* some bytes of text are not UTF-8: cells must be checked one by one */
} vikt_encoding;

/**
 * BOM: UTF-8. All valid: UTF-8. More valid sequences than invalid bytes: UTF-8 with bad cells. Else
 * Windows-1252, converted as a whole; its five undefined bytes become the C1 controls of the same
 * number. In a file without any line feed, carriage returns are the line ends and become line
 * feeds.
 *
 * @param[out] out  clear with vikt_encoding_clear()
 * @return VIKT_INPUT for UTF-16 and for a file with NUL bytes; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_encoding_of(const char *source, vikt_text bytes,
                                           const vikt_allocator *allocator, vikt_encoding *out,
                                           vikt_error *err);

/** Warns when a file read as Windows-1252 has much that looks like UTF-8: letters are at stake. */
void vikt_encoding_warn(const vikt_encoding *encoding, const char *source,
                        const vikt_listener *listener);

void vikt_encoding_clear(vikt_encoding *encoding, const vikt_allocator *allocator);

#endif
