/* SPDX-License-Identifier: MIT
 *
 * How headings were understood before: their fingerprint, and the mapping that is kept for it.
 * Private to matcher.h and match.c.
 */
#ifndef VIKT_RECALL_H
#define VIKT_RECALL_H

#include "core/import/match.h"

/** Into match->fingerprint: of the words of all headings, in their order, without years.
 *  @return false without memory */
bool vikt_recall_print(const vikt_sheet *sheet, vikt_match *match, const vikt_allocator *allocator);

/** The kept mapping of these headings; NULL when there is none. */
const vikt_mapping *vikt_recall_find(const vikt_mappings *known, const vikt_match *match,
                                     size_t width);

/** Notes of what another mapping said of headings that are still there. */
void vikt_recall_compare(const vikt_mapping *last, const vikt_sheet *sheet,
                         const vikt_profile *profile, const vikt_match *match,
                         const vikt_listener *listener);

#endif
