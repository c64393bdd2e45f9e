/* SPDX-License-Identifier: MIT
 *
 * The parts of a plan (steps, lookup values, classes, rules ...) and how many customers reach each:
 * what `check` warns of when it is nobody, and what the coverage of tests is made of.
 */
#ifndef VIKT_REACH_H
#define VIKT_REACH_H

#include "core/classify/classification.h"

typedef enum vikt_part_kind {
    VIKT_PART_CRITERION, /* the criterion as a whole: customers with points of their own */
    VIKT_PART_STEP,      /* of bands and share_bands, the worst first */
    VIKT_PART_ENTRY,     /* a value of a lookup, or its `otherwise` */
    VIKT_PART_ROW,       /* of a criterion's decision table: customers for whom it holds */
    VIKT_PART_CLASS,     /* of a scheme, before hysteresis and rules */
    VIKT_PART_CLASS_ROW, /* of a scheme's decision table: customers for whom it holds */
    VIKT_PART_RULE,      /* customers for whom it holds */
    VIKT_PART_ACTION     /* customers to whom it applies */
} vikt_part_kind;

typedef struct vikt_part {
    vikt_part_kind kind;
    const char *statement; /* 'criterion "revenue"' */
    const char *label;     /* "step 3 of 5, from 250000"; "" for a statement as a whole */
    vikt_place place;      /* of the statement, or of the row */
    bool own;              /* the user's own files state it (vikt_profile_owns()) */
    size_t number;         /* of the criterion, scheme, rule or action in the profile */
    size_t index;          /* of the part in its scale or scheme; 0 for a statement as a whole */
    bool by_or;            /* a part of or_points */
    bool present;          /* some run had the data for it */
    size_t count;          /* customers that reached it, of all runs added */
} vikt_part;

/** In the order of the profile: criteria, schemes, rules, actions. */
typedef struct vikt_reach {
    const vikt_profile *profile;
    const vikt_allocator *allocator; /* of the arena; also for adding */
    vikt_part *items;
    size_t count, capacity;
} vikt_reach;

/** Everything of the profile that can be reached, by nobody yet; texts and items in arena. */
vikt_code vikt_reach_list(const vikt_profile *profile, vikt_arena *arena, vikt_reach *out,
                          vikt_error *err);

/** Adds the customers of a classified run of the same profile. */
vikt_code vikt_reach_add(vikt_reach *reach, const vikt_action_context *run, vikt_error *err);

/** Adds only one of them. */
vikt_code vikt_reach_add_customer(vikt_reach *reach, const vikt_action_context *run, size_t row,
                                  vikt_error *err);

#endif
