/* SPDX-License-Identifier: MIT */
#include "core/classify/classification.h"

#include "core/base/fail.h"
#include "core/classify/action.h"
#include "core/classify/decision.h"
#include "core/classify/rule.h"
#include "core/classify/scheme.h"

static const vikt_previous no_previous;
static const double COVERAGE_SLACK = 1e-12; /* weights such as 0.1 + 0.2 are not quite 0.3 */

const char *vikt_unclassified_word(vikt_unclassified why)
{
    static const char *const words[] = {
#define X(name, word) [VIKT_UNCLASSIFIED_##name] = word,
        VIKT_UNCLASSIFIED(X)
#undef X
    };

    return (size_t)why < sizeof words / sizeof *words ? words[why] : "";
}

/* ---- who can be classified by score ---- */

static uint64_t counted_criteria(const vikt_classifier *run)
{
    uint64_t mask = 0;

    for (size_t c = 0; c < run->profile->criterion_count; c++)
        if (run->presence->criteria[c] && run->profile->criteria[c].weight > 0)
            mask |= UINT64_C(1) << c;
    return mask;
}

static uint8_t score_why(const vikt_classifier *run, size_t row)
{
    const vikt_points *points = run->points;

    if (run->presence->thin)
        return VIKT_UNCLASSIFIED_THIN_DATA;
    if (points->failed && (points->failed[row] & run->counted))
        return VIKT_UNCLASSIFIED_FAILED;
    if (points->rejected && points->rejected[row])
        return VIKT_UNCLASSIFIED_REJECTED;
    if (run->score->coverage[row] < run->profile->min_coverage - COVERAGE_SLACK)
        return VIKT_UNCLASSIFIED_LOW_COVERAGE;
    if (isnan(run->score->score[row]))
        return VIKT_UNCLASSIFIED_MISSING_VALUE;
    return VIKT_UNCLASSIFIED_NONE;
}

static bool prepare(vikt_classifier *run)
{
    const vikt_profile *profile = run->profile;
    vikt_classification *out = run->out;

    memset(out, 0, sizeof *out);
    out->schemes = vikt_arena_new(run->arena, profile->scheme_count, sizeof *out->schemes);
    out->rule_held = vikt_arena_new(run->arena, profile->rule_count, sizeof *out->rule_held);
    out->action_applies =
        vikt_arena_new(run->arena, profile->action_count, sizeof *out->action_applies);
    run->score_why = vikt_acquire(run->arena->allocator, run->count, 1);
    if (!out->schemes || !out->rule_held || !out->action_applies || !run->score_why)
        return false;
    run->counted = out->counted = counted_criteria(run);
    run->operands = (vikt_operands){.population = run->population,
                                    .points = run->points->points,
                                    .score = run->score->score,
                                    .coverage = run->score->coverage,
                                    .failed_points = run->points->failed,
                                    .counted = run->counted};
    for (size_t row = 0; row < run->count; row++)
        run->score_why[row] = score_why(run, row);
    return true;
}

/* ---- schemes ---- */

static vikt_code open_task(vikt_scheme_task *task)
{
    vikt_arena *arena = task->run->arena;
    vikt_scheme_result *result = task->result;

    result->present = true;
    result->raw = vikt_arena_new(arena, task->count, 1);
    result->effective = vikt_arena_new(arena, task->count, 1);
    result->why = vikt_arena_new(arena, task->count, 1);
    result->flags = vikt_arena_new(arena, task->count, 1);
    task->statement =
        vikt_arena_print(&task->scratch, "scheme \"%.*s\"", VIKT_SHOW(task->scheme->name));
    if (!isnan(task->scheme->hysteresis))
        task->position = vikt_arena_new(&task->scratch, task->count, sizeof *task->position);
    if (!result->raw || !result->effective || !result->why || !result->flags || !task->statement ||
        (!isnan(task->scheme->hysteresis) && !task->position))
        return vikt_fail_memory(task->run->err);
    if (task->count)
        memset(result->raw, VIKT_NO_CLASS, task->count);
    for (size_t row = 0; task->position && row < task->count; row++)
        task->position[row] = NAN;
    return VIKT_OK;
}

static vikt_scheme_classifier *const classifiers[] = {
#define X(name, word, limits, scored, keys) [VIKT_SCHEME_##name] = vikt_classify_##word,
    VIKT_SCHEMES(X)
#undef X
};

static vikt_code classify_by(const vikt_classifier *run, size_t number)
{
    vikt_scheme_task task = {.run = run,
                             .scheme = &run->profile->schemes[number],
                             .number = number,
                             .count = run->count,
                             .result = &run->out->schemes[number]};
    vikt_code rc;

    vikt_arena_init(&task.scratch, run->arena->allocator);
    rc = open_task(&task);
    if (rc == VIKT_OK)
        rc = classifiers[task.scheme->kind](&task);
    if (rc == VIKT_OK && run->count)
        memcpy(task.result->effective, task.result->raw, run->count);
    if (rc == VIKT_OK)
        rc = vikt_hysteresis_apply(&task);
    vikt_arena_clear(&task.scratch);
    return rc;
}

vikt_code vikt_classify(const vikt_population *population, const vikt_presence *presence,
                        const vikt_points *points, const vikt_score *score,
                        const vikt_previous *previous, const vikt_decisions *decisions,
                        vikt_script *script, vikt_arena *arena, const vikt_listener *listener,
                        vikt_classification *out, vikt_error *err)
{
    vikt_classifier run = {.profile = presence->plan ? presence->plan
                                                     : vikt_population_profile(population),
                           .population = population,
                           .presence = presence,
                           .points = points,
                           .score = score,
                           .previous = previous ? previous : &no_previous,
                           .script = script,
                           .arena = arena,
                           .listener = listener,
                           .out = out,
                           .err = err,
                           .count = vikt_population_size(population)};
    vikt_code rc = prepare(&run) ? VIKT_OK : vikt_fail_memory(err);

    for (size_t s = 0; rc == VIKT_OK && s < run.profile->scheme_count; s++)
        if (presence->schemes[s])
            rc = classify_by(&run, s);
    if (rc == VIKT_OK)
        rc = vikt_rules_apply(&run);
    if (rc == VIKT_OK)
        rc = vikt_decisions_apply(&run, decisions);
    if (rc == VIKT_OK)
        rc = vikt_actions_find(&run);
    vikt_release(arena->allocator, run.score_why);
    return rc;
}

/* ---- reading it ---- */

vikt_text vikt_class_of(const vikt_profile *profile, const vikt_classification *classification,
                        size_t scheme, size_t row, bool effective)
{
    const vikt_scheme_result *result = &classification->schemes[scheme];
    uint8_t class_index = VIKT_NO_CLASS;

    if (result->present)
        class_index = effective ? result->effective[row] : result->raw[row];
    return class_index == VIKT_NO_CLASS ? VIKT_TEXT("?")
                                        : profile->schemes[scheme].classes[class_index];
}

size_t vikt_scheme_meant(const vikt_presence *presence, size_t scheme)
{
    if (scheme == VIKT_INDEX_NONE)
        return presence->primary;
    return presence->schemes[scheme] ? scheme : VIKT_INDEX_NONE;
}
