/* SPDX-License-Identifier: MIT
 *
 * Classes that people gave by hand, as a run is given them: laid beside today's customers and
 * schemes. Filled from the store by persist/decision.c; all zeros: there are none.
 */
#ifndef VIKT_GIVEN_DECISION_H
#define VIKT_GIVEN_DECISION_H

#include "core/population/previous.h"

typedef struct vikt_manual_decision {
    int64_t id;
    vikt_text key, scheme, class_name, reason, author;
    vikt_text made_on, until; /* YYYY-MM-DD; until: none for no end */
    size_t row;               /* of today's customers, or VIKT_INDEX_NONE */
    size_t scheme_number;     /* in today's profile, or VIKT_INDEX_NONE */
    uint8_t class_index;      /* VIKT_NO_CLASS: the scheme has no such class */
} vikt_manual_decision;

typedef struct vikt_decisions {
    vikt_manual_decision *items; /* in force on the run's date; by key, then by scheme */
    size_t count;
    vikt_manual_decision *ended; /* in force on the date of the run before, and over since */
    size_t ended_count;
} vikt_decisions;

#endif
