/* SPDX-License-Identifier: MIT
 *
 * A line of a SIE file as fields. Knows no line's meaning.
 */
#ifndef VIKT_RECORD_H
#define VIKT_RECORD_H

#include <vikt/error.h>

#include "core/base/text.h"

enum { VIKT_RECORD_FIELDS = 16 };

typedef struct vikt_record_field {
    vikt_text text; /* without quotes; of a list { }: what is between, as it stands */
    bool is_list;
} vikt_record_field;

typedef struct vikt_record {
    const char *name; /* of the file, for messages */
    long line;
    vikt_buffer words;                            /* of the texts in quotes */
    vikt_record_field fields[VIKT_RECORD_FIELDS]; /* further ones are left out */
    size_t count;
    vikt_error *err; /* filled by all that fail */
} vikt_record;

/** Splits a line; its fields live until the next one. name, line, err are set, words is an empty
 * buffer that the caller clears. VIKT_INPUT for a quote or a list that does not end. */
VIKT_MUST_CHECK vikt_code vikt_record_read(vikt_record *record, vikt_text line);

/** Field i; none when the line has fewer, or a list there. */
vikt_text vikt_record_text(const vikt_record *record, size_t i);

/** The object of a dimension in the list that is field i, `{1 "100" 8 "1001"}`; none when it is not
 * there. Lives as long as the fields. */
VIKT_MUST_CHECK vikt_code vikt_record_object(vikt_record *record, size_t i, vikt_text dimension,
                                             vikt_text *out);

#endif
