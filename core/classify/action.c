/* SPDX-License-Identifier: MIT */
#include "core/classify/action.h"

#include "core/base/fail.h"
#include "core/classify/condition.h"

/* Whether the customer's final class is the action's. */
static bool in_class(const vikt_profile *profile, const vikt_classification *classification,
                     size_t scheme, vikt_text name, size_t row)
{
    return vikt_text_equal(vikt_class_of(profile, classification, scheme, row, true), name);
}

static vikt_code find(const vikt_classifier *run, size_t number)
{
    const vikt_action *action = &run->profile->actions[number];
    const vikt_class_view view = {run->profile, run->out};
    size_t scheme = vikt_scheme_meant(run->presence, action->scheme);
    const vikt_allocator *allocator = run->arena->allocator;
    uint8_t *only = vikt_acquire(allocator, run->count, 1);
    uint8_t *failed = vikt_acquire(allocator, run->count, 1);
    uint8_t *held = vikt_arena_new(run->arena, run->count, 1);
    vikt_code rc;

    if (!only || !failed || !held) {
        rc = vikt_fail_memory(run->err);
        goto cleanup;
    }
    for (size_t row = 0; scheme != VIKT_INDEX_NONE && row < run->count; row++)
        only[row] = in_class(run->profile, run->out, scheme, action->class_name, row);
    rc = vikt_condition_hold(run, &action->when, &view, only, held, failed);
    run->out->action_applies[number] = held;
cleanup:
    vikt_release(allocator, only);
    vikt_release(allocator, failed);
    return rc;
}

vikt_code vikt_actions_find(const vikt_classifier *run)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < run->profile->action_count; i++)
        if (run->presence->actions[i] && run->profile->actions[i].has_when)
            rc = find(run, i);
    return rc;
}

bool vikt_action_applies(const vikt_profile *profile, const vikt_presence *presence,
                         const vikt_classification *classification, size_t action, size_t row)
{
    const vikt_action *plan = &profile->actions[action];
    size_t scheme = vikt_scheme_meant(presence, plan->scheme);

    if (!presence->actions[action] || scheme == VIKT_INDEX_NONE)
        return false;
    if (classification->action_applies[action])
        return classification->action_applies[action][row];
    return in_class(profile, classification, scheme, plan->class_name, row);
}
