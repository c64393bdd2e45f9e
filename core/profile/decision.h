/* SPDX-License-Identifier: MIT
 *
 * What can be said of a decision table without any data: rows that overlap, rows that nobody can
 * reach, and inputs that no row covers. Values are divided where the table divides them: 30 in
 * "recency <= 30" makes the regions below 30, 30, and above 30. Missing values are left out of
 * account, and inputs are taken to be independent of each other.
 */
#ifndef VIKT_DECISION_H
#define VIKT_DECISION_H

#include "core/profile/profile.h"

/** What is wrong with a row; rows are numbered from 0. */
typedef enum vikt_row_flaw {
    VIKT_ROW_OVERLAPS,   /* some inputs meet both row and other, which comes first (hit unique) */
    VIKT_ROW_COVERED,    /* whoever meets row meets other, which comes first (hit first) */
    VIKT_ROW_CONTRADICTS /* no value meets its conditions */
} vikt_row_flaw;

typedef struct vikt_row_finding {
    vikt_row_flaw flaw;
    size_t row, other; /* other: VIKT_INDEX_NONE for a contradiction */
} vikt_row_finding;

enum { VIKT_FINDINGS_MAX = 100 };

typedef struct vikt_decision_findings {
    vikt_row_finding *items; /* by row, then by other; the first VIKT_FINDINGS_MAX */
    size_t count;
    const char *gap; /* inputs that no row covers, as a condition: "recency > 90 and region = any
                        other"; NULL: there are none, or none was found within bounds */
} vikt_decision_findings;

/**
 * @param arena  everything in *out lives here
 * @return VIKT_OK; VIKT_MEMORY
 */
vikt_code vikt_decision_check(const vikt_profile *profile, const vikt_decision *decision,
                              vikt_arena *arena, vikt_decision_findings *out, vikt_error *err);

/** What a finding means, without the statement's name: "rows 1 and 3 overlap: ...". */
void vikt_row_finding_say(const vikt_decision *decision, const vikt_row_finding *finding,
                          vikt_buffer *out);

#endif
