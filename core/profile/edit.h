/* SPDX-License-Identifier: MIT
 *
 * In which statements two profiles differ, and how. Statements are compared as they were written, a
 * function by its text; not what it calls.
 */
#ifndef VIKT_EDIT_H
#define VIKT_EDIT_H

#include "core/profile/profile.h"

typedef struct vikt_edit {
    vikt_statement_kind kind;
    vikt_text name;
    const char *label;    /* 'criterion "risk"' */
    const char *what;     /* "weight 15 -> 20, missing skip -> worst", "added", "removed" */
    vikt_place places[2]; /* of what differs, in the first and the second; source "" where it is not
                             there */
} vikt_edit;

/**
 * Everything of which results can depend, and actions. In the order in which results come about:
 * profile, sources, fields, measures, groups, criteria, schemes, rules, actions; in each as the
 * second profile has them, then those that it does not have.
 *
 * @param language  of their functions; NULL: there are none
 * @param[out] out  lives in arena
 * @return false without memory
 */
bool vikt_edits_of(const vikt_profile *first, const vikt_profile *second,
                   const vikt_rule_language *language, vikt_arena *arena, vikt_edit **out,
                   size_t *count);

#endif
