/* SPDX-License-Identifier: MIT
 *
 * What a profile says of the outcome: rules about classes, and actions for those who are in them.
 */
#ifndef VIKT_PROFILE_OUTCOME_H
#define VIKT_PROFILE_OUTCOME_H

#include "core/profile/condition.h"

enum { VIKT_RULES_MAX = 64, VIKT_ACTIONS_MAX = 250 };

typedef enum vikt_rule_kind {
    VIKT_RULE_AT_MOST,
    VIKT_RULE_AT_LEAST,
    VIKT_RULE_EXACTLY
} vikt_rule_kind;

typedef struct vikt_rule {
    vikt_text name;
    vikt_condition when;
    vikt_rule_kind kind;
    size_t scheme; /* VIKT_INDEX_NONE: the run's primary one, which is then profile->schemes[0] for
                      checking */
    vikt_text class_name;
    bool builtin;
    vikt_place place, when_place;
} vikt_rule;

typedef struct vikt_action {
    vikt_text name, class_name, text, owner, every;
    size_t scheme; /* as in a rule; compiled actions name their scheme or follow the run's primary
                      one */
    bool has_when;
    vikt_condition when;
    bool builtin;
    vikt_place place, when_place;
} vikt_action;

#endif
