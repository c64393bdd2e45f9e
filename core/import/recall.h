/* SPDX-License-Identifier: MIT
 *
 * How headings were understood before: their fingerprint, and the mapping that is kept for it.
 */
#ifndef VIKT_RECALL_H
#define VIKT_RECALL_H

#include "core/import/heading.h"
#include "core/import/import.h"
#include "core/import/sheet.h"

/** Of the words of all headings, in their order, without years. @return false without memory */
bool vikt_recall_print(const vikt_words *words, size_t width, const vikt_allocator *allocator,
                       char out[VIKT_DIGEST_SIZE]);

/** The kept mapping of these headings; NULL when there is none. */
const vikt_mapping *vikt_recall_find(const vikt_mappings *known, const char *fingerprint,
                                     size_t width);

/** Notes of what a mapping says of headings that are still there, and what they are now.
 *  @param profile  NULL: of a ledger
 *  @param because  "the headings have changed" */
void vikt_recall_compare(const vikt_mapping *last, const vikt_sheet *sheet,
                         const vikt_profile *profile, const vikt_heading *headings,
                         const char *because, const vikt_listener *listener);

#endif
