/* SPDX-License-Identifier: MIT
 *
 * Words for what was found out about a data file; the same in text, JSON and settings.
 */
#ifndef VIKT_SNIFF_WORDS_H
#define VIKT_SNIFF_WORDS_H

#include "core/base/json.h"
#include "core/run/sniff.h"

/** "told", "exact", "by year", "by content"; "" for a heading that is not used. */
const char *vikt_sniff_certainty(vikt_heading_match match);

/** How what stands in a column becomes the value: "scale", "truth", "percent"; NULL: as it is. */
const char *vikt_sniff_turn(vikt_turn turn);

/** "a register of customers", "a ledger of invoices or orders", "a sheet of ratings". */
const char *vikt_sniff_kind(vikt_source_kind kind);

/** What settings call a separator or a decimal mark: "semicolon", "comma"; NULL for none. */
const char *vikt_sniff_mark(char mark);

/** What a column was taken for: a field's name; none: nothing. */
vikt_text vikt_sniff_meaning(const vikt_sniff *sniff, const vikt_sniff_column *column);

/** Rejects of one column for one reason. */
typedef struct vikt_sniff_reject {
    const vikt_reject *first;
    size_t count;
} vikt_sniff_reject;

/** Groups the rejects of the run in the order of their first row; NULL without memory. */
vikt_sniff_reject *vikt_sniff_rejects(const vikt_sniff *sniff, vikt_arena *arena, size_t *count);

/** The settings that make a run read the file just so: the text of a vikt.ini. */
void vikt_sniff_settings(const vikt_sniff *sniff, vikt_buffer *out);

/** All of it: sniff_text.c, sniff_json.c. false without memory. */
bool vikt_sniff_text(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out);
bool vikt_sniff_json(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out);

#endif
