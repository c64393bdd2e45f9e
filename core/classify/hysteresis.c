/* SPDX-License-Identifier: MIT
 *
 * Small changes do not move a customer to another class (F-14).
 */
#include "core/base/fail.h"
#include "core/classify/scheme.h"

static const double SCALE = 4;   /* h and the jump are told for the scale 1..5 */
static const double JUMP = 0.75; /* a change of the score that acts at once */
static const double SLACK = 1e-12;

enum { FAR = 2 }; /* classes: so large a move acts at once */

/* The previous run as one scheme sees it. */
typedef struct past_run {
    const uint8_t *classes, *raw; /* by row; NULL: the scheme was not there */
    const int32_t *since;
    double margin, jump, slack;
    bool falling; /* the limits fall from the best class down */
} past_run;

static double margin_of(const vikt_profile *profile, const vikt_scheme *scheme)
{
    switch (vikt_scheme_limit(scheme)) {
    case VIKT_LIMIT_SCORE:
        return scheme->hysteresis * (profile->hi - profile->lo) / SCALE;
    case VIKT_LIMIT_TOTAL_SHARE:
    case VIKT_LIMIT_CUSTOMERS_SHARE:
        return scheme->hysteresis / 100; /* percentage points */
    case VIKT_LIMIT_RANK:
    case VIKT_LIMIT_VALUE:
    case VIKT_LIMIT_NONE:
        break;
    }
    return scheme->hysteresis;
}

static double slack_of(const vikt_profile *profile)
{
    return SLACK * fmax(1, fmax(fabs(profile->lo), fabs(profile->hi)));
}

static double jump_of(const vikt_profile *profile)
{
    return JUMP * (profile->hi - profile->lo) / SCALE;
}

static past_run open_past(const vikt_scheme_task *task)
{
    const vikt_previous *previous = task->run->previous;
    const vikt_profile *profile = task->run->profile;
    size_t number = task->number;
    past_run past = {.margin = margin_of(profile, task->scheme),
                     .jump = jump_of(profile),
                     .slack = slack_of(profile),
                     .falling = vikt_limit_falls(vikt_scheme_limit(task->scheme))};

    if (previous->run_id == 0)
        return past;
    past.classes = previous->classes ? previous->classes[number] : NULL;
    past.raw = previous->raw ? previous->raw[number] : NULL;
    past.since = previous->since ? previous->since[number] : NULL;
    return past;
}

/* Since when the raw class is what it is. Another profile's classes are other classes. */
static int32_t since_of(const vikt_scheme_task *task, const past_run *past, size_t row)
{
    const vikt_previous *previous = task->run->previous;
    uint8_t raw = task->result->raw[row];
    int32_t today = (int32_t)vikt_population_as_of(task->run->population);

    if (!past->raw || !previous->same_profile || raw == VIKT_NO_CLASS || past->raw[row] != raw)
        return today;
    if (past->since && past->since[row] != INT32_MIN)
        return past->since[row];
    return (int32_t)previous->as_of;
}

/* Whether the customer is past the limit between the two classes by the margin. */
static bool clearly(const vikt_scheme_task *task, const past_run *past, size_t row, size_t from,
                    size_t to)
{
    const double *limits = task->scheme->limits;
    double at = task->position ? task->position[row] : NAN, h = past->margin, slack = past->slack;

    if (isnan(at))
        return true; /* outside what is measured, such as a negative value: no margin */
    if (past->falling)
        return to < from ? at >= limits[to] + h - slack : at < limits[from] - h - slack;
    return to < from ? at <= limits[to] - h + slack : at > limits[from] + h + slack;
}

static bool jumped(const vikt_scheme_task *task, const past_run *past, size_t row)
{
    const double *before = task->run->previous->score;

    return vikt_scheme_limit(task->scheme) == VIKT_LIMIT_SCORE && before &&
           fabs(task->run->score->score[row] - before[row]) >= past->jump - past->slack;
}

/* The flag that says why the customer moves though within the margin, or stays. */
static uint8_t verdict(const vikt_scheme_task *task, const past_run *past, size_t row, size_t from,
                       size_t to)
{
    long lasted = vikt_population_as_of(task->run->population) - task->result->since[row];
    size_t distance = from > to ? from - to : to - from;

    if (clearly(task, past, row, from, to))
        return 0;
    if (distance >= FAR)
        return VIKT_FLAG_FAR;
    if (jumped(task, past, row))
        return VIKT_FLAG_JUMP;
    if (lasted >= task->scheme->streak_days)
        return VIKT_FLAG_STREAK;
    if (past->raw && past->raw[row] == to && !task->run->previous->same_profile)
        return VIKT_FLAG_KEPT | VIKT_FLAG_RESET;
    return VIKT_FLAG_KEPT;
}

vikt_code vikt_hysteresis_apply(vikt_scheme_task *task)
{
    const vikt_scheme *scheme = task->scheme;
    vikt_scheme_result *result = task->result;
    past_run past;

    if (isnan(scheme->hysteresis))
        return VIKT_OK;
    past = open_past(task);
    result->since = vikt_arena_new(task->run->arena, task->count, sizeof *result->since);
    if (!result->since)
        return vikt_fail_memory(task->run->err);
    for (size_t row = 0; row < task->count; row++) {
        uint8_t raw = result->raw[row], before = past.classes ? past.classes[row] : VIKT_NO_CLASS;

        result->since[row] = since_of(task, &past, row);
        if (raw == VIKT_NO_CLASS || before >= scheme->class_count || raw == before)
            continue;
        result->flags[row] |= verdict(task, &past, row, before, raw);
        if (result->flags[row] & VIKT_FLAG_KEPT)
            result->effective[row] = before;
    }
    return VIKT_OK;
}

bool vikt_hysteresis_leaves(const vikt_profile *profile, const vikt_scheme *scheme, size_t from,
                            int way, double before, double now)
{
    const double *limits = scheme->limits;
    bool by_score = vikt_scheme_limit(scheme) == VIKT_LIMIT_SCORE;
    double slack = slack_of(profile);
    double h = isnan(scheme->hysteresis) ? 0 : margin_of(profile, scheme);

    if (by_score && fabs(now - before) >= jump_of(profile) - slack)
        h = 0;
    h = h > 0 ? h - slack : 0;
    if (way > 0)
        return from > 0 && (now >= limits[from - 1] + h || (from > 1 && now >= limits[from - 2]));
    return from + 1 < scheme->class_count &&
           (now < limits[from] - h || (from + 2 < scheme->class_count && now < limits[from + 1]));
}
