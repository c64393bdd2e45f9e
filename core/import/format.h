/* SPDX-License-Identifier: MIT
 *
 * Which format a file is of, told by its bytes and never by its name; and the readers of formats
 * that are no rows of text. A reader writes what it finds into the table, as text. Knows no field.
 */
#ifndef VIKT_FORMAT_H
#define VIKT_FORMAT_H

#include "core/import/table.h"

/** Writes a table's rows: sets text and what describes it, format, and adds warnings. */
typedef vikt_code vikt_format_reader(vikt_table *table, vikt_text bytes,
                                     const vikt_source_settings *settings, vikt_error *err);

vikt_format_reader vikt_format_xlsx, vikt_format_sqlite, vikt_format_sie, vikt_format_json;

/**
 * The reader for a file's bytes.
 *
 * @param[out] reader  NULL when the bytes are text in some encoding; see vikt_format_of_text()
 * @return VIKT_INPUT for a known format that cannot be read, with what to do about it
 */
VIKT_MUST_CHECK vikt_code vikt_format_of(const char *name, vikt_text bytes,
                                         vikt_format_reader **reader, vikt_error *err);

/** The same of text in UTF-8; NULL when it is rows of cells as it is. */
vikt_format_reader *vikt_format_of_text(vikt_text text);

bool vikt_format_is_gzip(vikt_text bytes);

/**
 * Inflates bytes.
 *
 * @param[out] out  owned by the caller also on failure
 * @return VIKT_INPUT for damaged bytes; VIKT_LIMIT above vikt_format_limit(); VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_format_gunzip(const char *name, vikt_text bytes, vikt_buffer *out,
                                             vikt_error *err);

/** The most bytes that so many compressed ones may become: 4 GiB, and above 64 MiB a hundred times
 * as many. Data that people use shrinks to a tenth, seldom to a fiftieth. */
size_t vikt_format_limit(size_t compressed);

/** Has the table say something when it has been read; without memory nothing is said. */
void vikt_format_warn(vikt_table *table, const char *format, ...) VIKT_PRINTF(2, 3);

#endif
