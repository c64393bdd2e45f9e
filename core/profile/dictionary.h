/* SPDX-License-Identifier: MIT
 *
 * The headings that are known for fields and for a ledger's columns, in six languages
 * (rules/headings.tsv). Knows neither profile nor sheet.
 */
#ifndef VIKT_DICTIONARY_H
#define VIKT_DICTIONARY_H

#include "core/base/text.h"

extern const unsigned char vikt_headings[];
extern const size_t vikt_headings_size;

/** A spelling, as vikt_heading_words() gives headings, and what it means. */
typedef struct vikt_known {
    vikt_text name;     /* "revenue", "invoice_date" */
    vikt_text language; /* "sv" */
    vikt_text spelling; /* "netto omsättning" */
} vikt_known;

/** Where a walk through all spellings stands. All zeros: at the beginning. */
typedef struct vikt_dictionary {
    size_t at;
    vikt_text rest; /* of the line */
    vikt_known current;
} vikt_dictionary;

/** The next spelling into *out; false behind the last. Texts live as long as the program. */
bool vikt_dictionary_next(vikt_dictionary *walk, vikt_known *out);

/** The next spelling of what has the name; the others are not looked at. */
bool vikt_dictionary_next_of(vikt_dictionary *walk, const char *name, vikt_known *out);

/** At least as many as there are spellings. */
size_t vikt_dictionary_room(void);

#endif
