/* SPDX-License-Identifier: MIT */
#include "core/run/stages.h"

#include "core/base/fail.h"

static size_t count_unclassified(const vikt_run *run)
{
    size_t n = vikt_population_size(run->population), count = 0;
    if (run->presence.primary == VIKT_INDEX_NONE)
        return n;
    const uint8_t *classes = run->classification.schemes[run->presence.primary].effective;
    for (size_t row = 0; row < n; row++)
        count += classes[row] == VIKT_NO_CLASS;
    return count;
}

static vikt_code list_schemes(vikt_run *run, vikt_error *err)
{
    run->shown = vikt_arena_new(&run->arena, run->profile->scheme_count, sizeof *run->shown);
    if (!run->shown)
        return vikt_fail_memory(err);
    for (size_t s = 0; s < run->profile->scheme_count; s++)
        if (run->presence.schemes[s])
            run->shown[run->shown_count++] = s;
    return VIKT_OK;
}

/* Shares of revenue need money: the value named revenue, else what the first scheme over a value
 * uses. */
static vikt_slot find_money(const vikt_run *run)
{
    vikt_slot slot = vikt_profile_slot(run->profile, VIKT_TEXT("revenue"));
    if (slot != VIKT_SLOT_NONE && run->presence.slots[slot])
        return slot;
    for (size_t i = 0; i < run->shown_count; i++) {
        const vikt_scheme *scheme = &run->profile->schemes[run->shown[i]];
        if (vikt_scheme_limit(scheme) == VIKT_LIMIT_TOTAL_SHARE)
            return scheme->slot;
    }
    return VIKT_SLOT_NONE;
}

/* ---- the stages ---- */

vikt_code vikt_stages_score(vikt_run *run, unsigned workers, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_script_init(&run->script, run->profile, workers, &run->arena);
    run->script.stop = &run->stop;
    vikt_code rc = vikt_population_new(run->profile, &run->presence, run->import, run->as_of,
                                       &run->script, run->allocator, &run->population, err);
    if (rc == VIKT_OK)
        rc = vikt_points_of(run->population, &run->presence, &run->previous, &run->script,
                            &run->arena, &listener, &run->points, err);
    if (rc == VIKT_OK)
        rc = vikt_score_of(run->profile, &run->presence, &run->points,
                           vikt_population_size(run->population), &run->arena, &run->score, err);
    return rc;
}

vikt_code vikt_stages_run(vikt_run *run, unsigned workers, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_code rc = vikt_stages_score(run, workers, err);
    if (rc == VIKT_OK)
        rc = vikt_classify(run->population, &run->presence, &run->points, &run->score,
                           &run->previous, &run->decisions, &run->script, &run->arena, &listener,
                           &run->classification, err);
    if (rc == VIKT_OK)
        rc = list_schemes(run, err);
    if (rc != VIKT_OK)
        return rc;
    run->unclassified = count_unclassified(run);
    run->money = find_money(run);
    return VIKT_OK;
}

vikt_run_record vikt_stages_record(const vikt_run *run, const char *started_at)
{
    return (vikt_run_record){.started_at = started_at,
                             .profile = run->profile,
                             .presence = &run->presence,
                             .import = run->import,
                             .population = run->population,
                             .points = &run->points,
                             .score = &run->score,
                             .classification = &run->classification,
                             .previous = &run->previous,
                             .decisions = &run->decisions,
                             .script = &run->script,
                             .notices = run->notices.items,
                             .notice_count = run->notices.count,
                             .dated = run->dated,
                             .unclassified = run->unclassified,
                             .money = run->money};
}
