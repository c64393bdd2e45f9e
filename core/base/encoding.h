/* SPDX-License-Identifier: MIT
 *
 * A file's bytes as UTF-8: which encoding they are in, told or found by looking, and what is wrong
 * in them. Knows nothing of cells.
 */
#ifndef VIKT_ENCODING_H
#define VIKT_ENCODING_H

#include <vikt/error.h>

#include "core/base/charset.h"
#include "core/base/survey.h"

/** A file's text as UTF-8. */
typedef struct vikt_encoding {
    vikt_charset charset;
    const char *name; /* "UTF-8", "UTF-8 with BOM", "Windows-1252", "UTF-16LE with BOM" */
    bool told;        /* by the caller */
    vikt_text text;   /* behind the BOM; points into the file's bytes or to converted */
    char *converted;  /* NULL when the bytes are UTF-8 as they are */
    size_t skipped;   /* bytes of the BOM */
    size_t newlines;
    size_t sequences, invalid; /* beyond ASCII, as a survey for UTF-8 found them in the bytes; of
                                  UTF-16 in text */
    bool has_invalid; /* some bytes of text are not UTF-8: cells must be checked one by one */
} vikt_encoding;

/**
 * BOM: UTF-8 or UTF-16. Nearly every other byte NUL: UTF-16. All valid: UTF-8. More valid sequences
 * than invalid bytes: UTF-8 with bad cells. Letters within words as old DOS programs wrote them:
 * CP850. Else Windows-1252, converted as a whole; its five undefined bytes become the C1 controls
 * of the same number. In a file without any line feed, carriage returns are the line ends and
 * become line feeds. A last byte 0x1a, the end mark of DOS, is left out.
 *
 * @param[out] out  clear with vikt_encoding_clear(). Also when this fails with VIKT_INPUT: text is
 * then what is sound before the wrong byte
 * @return VIKT_INPUT for a NUL, half a character of UTF-16 and what is no text; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_encoding_of(const char *source, vikt_text bytes,
                                           const vikt_allocator *allocator, vikt_encoding *out,
                                           vikt_error *err);

/**
 * The same for bytes of an encoding that is told; VIKT_CHARSET_LOOK: vikt_encoding_of(). A BOM of
 * that encoding may be there.
 *
 * @return VIKT_INPUT for any byte that is not of that encoding, named with its offset; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_encoding_as(const char *source, vikt_text bytes,
                                           vikt_charset charset, const vikt_allocator *allocator,
                                           vikt_encoding *out, vikt_error *err);

/** Warns when a file read as Windows-1252 has much that looks like UTF-8, or was taken for an old
 * DOS code page: letters are at stake. */
void vikt_encoding_warn(const vikt_encoding *encoding, const char *source,
                        const vikt_listener *listener);

/** Whether a cell shows that it was decoded right: a letter beyond ASCII stands in it. */
bool vikt_encoding_proves(vikt_text cell);

/** The first word of the text with such a letter; none when there is none. */
vikt_text vikt_encoding_proof(const vikt_encoding *encoding);

void vikt_encoding_clear(vikt_encoding *encoding, const vikt_allocator *allocator);

#endif
