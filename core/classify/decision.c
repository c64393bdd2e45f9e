/* SPDX-License-Identifier: MIT */
#include "core/classify/decision.h"

#include "core/base/fail.h"

bool vikt_decision_fits(const vikt_presence *presence, const vikt_manual_decision *decision)
{
    return decision->row != VIKT_INDEX_NONE && decision->scheme_number != VIKT_INDEX_NONE &&
           decision->class_index != VIKT_NO_CLASS && presence->schemes[decision->scheme_number];
}

static void give(const vikt_classifier *run, const vikt_manual_decision *decision)
{
    vikt_classification *out = run->out;
    vikt_scheme_result *result = &out->schemes[decision->scheme_number];
    size_t row = decision->row;

    out->decided[out->decided_count++] = (vikt_held_decision){decision, result->effective[row]};
    result->effective[row] = decision->class_index;
    result->why[row] = VIKT_UNCLASSIFIED_NONE;
    result->flags[row] |= VIKT_FLAG_DECIDED;
}

vikt_code vikt_decisions_apply(const vikt_classifier *run, const vikt_decisions *decisions)
{
    if (!decisions || !decisions->count)
        return VIKT_OK;
    run->out->decided = vikt_arena_new(run->arena, decisions->count, sizeof *run->out->decided);
    if (!run->out->decided)
        return vikt_fail_memory(run->err);
    for (size_t i = 0; i < decisions->count; i++)
        if (vikt_decision_fits(run->presence, &decisions->items[i]))
            give(run, &decisions->items[i]);
    return VIKT_OK;
}
