/* SPDX-License-Identifier: MIT
 *
 * What the run before said of today's customers: its stored rows, in key order, laid beside today's
 * keys.
 */
#include <math.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/persist/decision.h"
#include "core/persist/history.h"

/* What one outcome of the earlier run means for one of today's schemes. */
typedef struct earlier_class {
    uint8_t effective, raw;
    int32_t since;
} earlier_class;

typedef struct joining {
    const vikt_profile *profile;
    const vikt_column *keys;
    vikt_arena *arena;
    vikt_previous *out;
    size_t points_at[VIKT_CRITERIA_MAX]; /* place in the stored points -> criterion of today */
    size_t points_count;
    earlier_class *outcomes; /* by outcome, then scheme of today */
    size_t outcome_count;
    size_t next; /* the first of today's rows that is not passed */
    bool failed; /* no memory */
} joining;

/* ---- which run ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    joining *j = context;

    (void)count;
    j->out->run_id = c[0].integer;
    vikt_date_read(c[1].text, &j->out->as_of);
    j->out->same_profile = vikt_text_is(c[2].text, j->profile->digest);
    j->out->primary = vikt_profile_scheme(j->profile, c[3].text);
    return false;
}

#define SELECT_RUN "SELECT run_id, as_of, profile_digest, primary_scheme FROM run WHERE "

static vikt_code find_run(vikt_store *store, joining *j, vikt_date as_of, vikt_error *err)
{
    char date[11];
    vikt_datum value;

    vikt_date_write(as_of, date);
    value = vikt_datum_text((vikt_text){date, 10});
    return vikt_store_run(store,
                          SELECT_RUN "status = 'complete' AND as_of < ?"
                                     " ORDER BY as_of DESC, run_id DESC LIMIT 1",
                          &value, 1, take_run, j, err);
}

/* ---- room for today's rows ---- */

static void *filled(vikt_arena *arena, size_t count, uint8_t byte)
{
    uint8_t *bytes = vikt_arena_new(arena, count, 1);

    if (bytes && count > 0)
        memset(bytes, byte, count);
    return bytes;
}

static double *missing_numbers(vikt_arena *arena, size_t count)
{
    double *numbers = vikt_arena_new(arena, count, sizeof *numbers);

    for (size_t i = 0; numbers && i < count; i++)
        numbers[i] = NAN;
    return numbers;
}

static bool make_room(joining *j)
{
    vikt_previous *out = j->out;
    size_t schemes = j->profile->scheme_count, rows = j->keys->count;

    out->known = vikt_arena_new(j->arena, rows, sizeof *out->known);
    out->score = missing_numbers(j->arena, rows);
    out->points = vikt_arena_new(j->arena, j->profile->criterion_count, sizeof *out->points);
    out->classes = vikt_arena_new(j->arena, schemes, sizeof *out->classes);
    out->raw = vikt_arena_new(j->arena, schemes, sizeof *out->raw);
    out->since = vikt_arena_new(j->arena, schemes, sizeof *out->since);
    if (!out->known || !out->score || !out->points || !out->classes || !out->raw || !out->since)
        return false;
    for (size_t i = 0; i < schemes; i++) {
        out->classes[i] = filled(j->arena, rows, VIKT_NO_CLASS);
        out->raw[i] = filled(j->arena, rows, VIKT_NO_CLASS);
        if (!out->classes[i] || !out->raw[i])
            return false;
    }
    return true;
}

/* ---- names of then to numbers of today ---- */

static bool take_criterion(void *context, const vikt_datum *c, size_t count)
{
    joining *j = context;
    size_t at = (size_t)c[1].integer;

    (void)count;
    if (at >= VIKT_CRITERIA_MAX)
        return true;
    while (j->points_count <= at)
        j->points_at[j->points_count++] = VIKT_INDEX_NONE;
    for (size_t i = 0; i < j->profile->criterion_count; i++) {
        if (!vikt_text_equal(c[0].text, j->profile->criteria[i].name))
            continue;
        j->points_at[at] = i;
        j->out->points[i] = missing_numbers(j->arena, j->keys->count);
        j->failed |= !j->out->points[i];
    }
    return !j->failed;
}

static vikt_code read_criteria(vikt_store *store, joining *j, vikt_error *err)
{
    return vikt_store_run_with(store,
                               "SELECT name, points_position FROM run_criterion"
                               " WHERE run_id = ? AND points_position IS NOT NULL",
                               j->out->run_id, take_criterion, j, err);
}

static bool take_count(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    ((joining *)context)->outcome_count = (size_t)c[0].integer;
    return false;
}

static uint8_t class_number(const vikt_scheme *scheme, const vikt_datum *name)
{
    size_t number = name->text.at ? vikt_scheme_class(scheme, name->text) : VIKT_INDEX_NONE;

    return number < VIKT_NO_CLASS ? (uint8_t)number : VIKT_NO_CLASS;
}

static bool need_since(joining *j, size_t scheme)
{
    int32_t *since = j->out->since[scheme];

    if (since)
        return true;
    since = vikt_arena_new(j->arena, j->keys->count, sizeof *since);
    for (size_t i = 0; since && i < j->keys->count; i++)
        since[i] = INT32_MIN;
    j->out->since[scheme] = since;
    return since;
}

static bool take_outcome(void *context, const vikt_datum *c, size_t count)
{
    joining *j = context;
    size_t outcome = (size_t)c[0].integer;
    vikt_date since;

    (void)count;
    for (size_t i = 0; outcome < j->outcome_count && i < j->profile->scheme_count; i++) {
        const vikt_scheme *scheme = &j->profile->schemes[i];
        earlier_class *class = &j->outcomes[outcome * j->profile->scheme_count + i];

        if (!vikt_text_equal(c[1].text, scheme->name))
            continue;
        *class =
            (earlier_class){class_number(scheme, &c[2]), class_number(scheme, &c[3]), INT32_MIN};
        if (c[4].text.at && vikt_date_read(c[4].text, &since)) {
            class->since = (int32_t)since;
            j->failed |= !need_since(j, i);
        }
    }
    return !j->failed;
}

static vikt_code read_outcomes(vikt_store *store, joining *j, vikt_error *err)
{
    size_t schemes = j->profile->scheme_count;
    vikt_code code = vikt_store_run_with(
        store, "SELECT coalesce(max(outcome) + 1, 0) FROM outcome_class WHERE run_id = ?",
        j->out->run_id, take_count, j, err);

    if (code != VIKT_OK)
        return code;
    j->outcomes = vikt_arena_new(j->arena, j->outcome_count * schemes, sizeof *j->outcomes);
    if (!j->outcomes)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < j->outcome_count * schemes; i++)
        j->outcomes[i] = (earlier_class){VIKT_NO_CLASS, VIKT_NO_CLASS, INT32_MIN};
    return vikt_store_run_with(
        store,
        "SELECT o.outcome, s.name, o.class, o.raw_class, o.since"
        " FROM outcome_class o JOIN run_scheme s"
        " ON s.run_id = o.run_id AND s.position = o.position WHERE o.run_id = ?",
        j->out->run_id, take_outcome, j, err);
}

/* ---- the customers ---- */

static void take_points(joining *j, vikt_text json, size_t row)
{
    double value;

    if (json.length < 2)
        return;
    json = (vikt_text){json.at + 1, json.length - 2}; /* the brackets */
    for (size_t i = 0; i < j->points_count && json.at; i++) {
        vikt_text number = vikt_text_cut(&json, ',');

        if (j->points_at[i] != VIKT_INDEX_NONE && vikt_number_parse(number, &value))
            j->out->points[j->points_at[i]][row] = value;
    }
}

static void take_classes(joining *j, size_t outcome, size_t row)
{
    size_t schemes = j->profile->scheme_count;

    for (size_t i = 0; outcome < j->outcome_count && i < schemes; i++) {
        const earlier_class *class = &j->outcomes[outcome * schemes + i];

        j->out->classes[i][row] = class->effective;
        j->out->raw[i][row] = class->raw;
        if (j->out->since[i])
            j->out->since[i][row] = class->since;
    }
}

/* Both lists of keys ascend, so one pass over each is enough. */
static bool take_result(void *context, const vikt_datum *c, size_t count)
{
    joining *j = context;
    int order = -1;

    (void)count;
    j->out->customers++;
    while (j->next < j->keys->count &&
           (order = vikt_text_compare(vikt_column_text(j->keys, j->next), c[0].text)) < 0)
        j->next++;
    if (j->next == j->keys->count || order != 0)
        return true;
    j->out->known[j->next] = 1;
    if (c[1].kind == VIKT_DATUM_REAL)
        j->out->score[j->next] = c[1].real;
    take_points(j, c[2].text, j->next);
    take_classes(j, (size_t)c[3].integer, j->next);
    return true;
}

static vikt_code read_results(vikt_store *store, joining *j, vikt_error *err)
{
    return vikt_store_run_with(store,
                               "SELECT customer_key, score, points, outcome FROM result"
                               " WHERE run_id = ? ORDER BY customer_key",
                               j->out->run_id, take_result, j, err);
}

/* All that the run said, once it is found. */
/* ---- decisions: what was shown is not what the engine said ---- */

static uint8_t *need_shown(joining *j, size_t scheme)
{
    vikt_previous *out = j->out;

    if (!out->shown)
        out->shown = vikt_arena_new(j->arena, j->profile->scheme_count, sizeof *out->shown);
    if (out->shown && !out->shown[scheme]) {
        out->shown[scheme] = vikt_arena_new(j->arena, j->keys->count, 1);
        if (out->shown[scheme])
            memcpy(out->shown[scheme], out->classes[scheme], j->keys->count);
    }
    return out->shown ? out->shown[scheme] : NULL;
}

static bool take_decided(void *context, const vikt_datum *c, size_t count)
{
    joining *j = context;
    size_t row = vikt_column_find(j->keys, c[0].text);

    (void)count;
    for (size_t i = 0; row != VIKT_INDEX_NONE && i < j->profile->scheme_count; i++) {
        const vikt_scheme *scheme = &j->profile->schemes[i];

        if (!vikt_text_equal(c[1].text, scheme->name))
            continue;
        j->failed |= !need_shown(j, i);
        j->out->classes[i][row] = class_number(scheme, &c[2]);
    }
    return !j->failed;
}

static vikt_code read_decided(vikt_store *store, joining *j, vikt_error *err)
{
    return vikt_store_run_with(store,
                               "SELECT customer_key, scheme, own_class FROM run_decision"
                               " WHERE run_id = ?",
                               j->out->run_id, take_decided, j, err);
}

static vikt_code read_parts(vikt_store *store, joining *j, vikt_error *err)
{
    vikt_code code = make_room(j) ? VIKT_OK : vikt_fail_memory(err);

    if (code == VIKT_OK)
        code = read_criteria(store, j, err);
    if (code == VIKT_OK && !j->failed)
        code = read_outcomes(store, j, err);
    if (code == VIKT_OK && !j->failed)
        code = read_results(store, j, err);
    if (code == VIKT_OK && !j->failed)
        code = read_decided(store, j, err);
    if (code == VIKT_OK && j->failed)
        code = vikt_fail_memory(err);
    if (code != VIKT_OK)
        *j->out = (vikt_previous){0};
    return code;
}

vikt_code vikt_history_previous(vikt_store *store, const vikt_profile *profile,
                                const vikt_column *keys, vikt_date as_of, vikt_arena *arena,
                                vikt_previous *out, vikt_error *err)
{
    joining j = {.profile = profile, .keys = keys, .arena = arena, .out = out};
    vikt_code code;

    *out = (vikt_previous){0};
    code = find_run(store, &j, as_of, err);
    return code == VIKT_OK && out->run_id != 0 ? read_parts(store, &j, err) : code;
}

vikt_code vikt_history_previous_run(vikt_store *store, const vikt_profile *profile,
                                    const vikt_column *keys, int64_t run_id, vikt_arena *arena,
                                    vikt_previous *out, vikt_error *err)
{
    joining j = {.profile = profile, .keys = keys, .arena = arena, .out = out};
    vikt_code code;

    *out = (vikt_previous){0};
    code = vikt_store_run_with(store, SELECT_RUN "run_id = ?", run_id, take_run, &j, err);
    return code == VIKT_OK && out->run_id != 0 ? read_parts(store, &j, err) : code;
}
