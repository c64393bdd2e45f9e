/* SPDX-License-Identifier: MIT
 *
 * The texts that the cells of a workbook share. Knows nothing of sheets.
 */
#ifndef VIKT_FORMAT_STRINGS_H
#define VIKT_FORMAT_STRINGS_H

#include "core/import/format_xml.h"

typedef struct vikt_strings {
    vikt_buffer text;
    size_t *ends; /* of each text in it */
    size_t count, capacity;
} vikt_strings;

/** Reads the part; out is empty before, and cleared by the caller also on failure. */
VIKT_MUST_CHECK vikt_code vikt_strings_read(vikt_zip *zip, const char *part,
                                            const vikt_allocator *allocator, vikt_strings *out,
                                            vikt_error *err);
void vikt_strings_clear(vikt_strings *strings);

vikt_text vikt_strings_at(const vikt_strings *strings, size_t i);

/** What a text consists of: gathers from one element t or those of several runs; how a text is
 * spoken (rPh) is no part of it. For the begin and the end of every element. */
void vikt_strings_gather(vikt_xml *xml, const char *element, bool begins);

/** Writes what is escaped as _x000D_ as itself, in place; returns the new length. */
size_t vikt_strings_unescape(char *text, size_t length);

#endif
