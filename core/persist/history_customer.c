/* SPDX-License-Identifier: MIT
 *
 * One customer of one run, whole: found by key or name, then read table by table.
 */
#include <math.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/persist/customer_reading.h"
#include "core/persist/finder.h"

/* The text as the run stored it: JSON keeps the digits of a number, SQL would round them. */
#define STORED_TEXT(at)                                                                            \
    "CASE json_type(r.\"values\", '$[' || " at " || ']') WHEN 'null' THEN NULL"                    \
    " WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' WHEN 'text' THEN r.\"values\" ->> " at         \
    " ELSE r.\"values\" -> " at " END"

vikt_text vikt_customer_text(vikt_customer_reading *reading, const vikt_datum *datum)
{
    return vikt_text_keep(reading->arena, datum->text, &reading->failed);
}

void *vikt_customer_grown(vikt_customer_reading *reading, void *items, size_t count, size_t size)
{
    void *larger = vikt_arena_grow(reading->arena, items, count, &reading->capacity, size);

    reading->failed |= !larger;
    return larger;
}

/* Reads one list; key is bound behind run. */
static vikt_code read_list(vikt_customer_reading *reading, const char *sql,
                           bool (*row)(void *context, const vikt_datum *columns, size_t count),
                           vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(reading->out->run_id),
                           vikt_datum_text(reading->out->key)};
    vikt_code code;

    reading->capacity = 0;
    code = vikt_store_run(reading->store, sql, values, 2, row, reading, err);
    return code == VIKT_OK && reading->failed ? vikt_fail_memory(err) : code;
}

/* ---- the row of the result ---- */

static bool take_result(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->as_of = vikt_customer_text(reading, &c[0]);
    out->profile = vikt_customer_text(reading, &c[1]);
    out->name = vikt_customer_text(reading, &c[2]);
    out->has_score = c[3].kind == VIKT_DATUM_REAL;
    out->score = out->has_score ? c[3].real : NAN;
    out->coverage = c[4].real;
    out->lo = c[5].real;
    out->hi = c[6].real;
    reading->previous_run = c[7].integer;
    out->known = c[8].real;
    return false;
}

static const char select_result[] =
    "SELECT u.as_of, u.profile, coalesce(r.name, r.customer_key), r.score, r.coverage, u.scale_lo,"
    " u.scale_hi, coalesce(u.previous_run_id, 0),"
    " CAST(iif(u.weight > 0, u.weight_known / u.weight, 0) AS REAL)"
    " FROM result r JOIN run u ON u.run_id = r.run_id WHERE r.run_id = ? AND r.customer_key = ?";

/* ---- points ---- */

static bool take_points(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;
    vikt_stored_points *points;

    (void)count;
    out->points = vikt_customer_grown(reading, out->points, out->point_count, sizeof *out->points);
    if (!out->points)
        return false;
    points = &out->points[out->point_count++];
    *points = (vikt_stored_points){.criterion = vikt_customer_text(reading, &c[0]),
                                   .scale = vikt_customer_text(reading, &c[1]),
                                   .reason = vikt_customer_text(reading, &c[2]),
                                   .value = vikt_customer_text(reading, &c[3]),
                                   .capped = vikt_customer_text(reading, &c[7]),
                                   .valued = c[5].integer != 0,
                                   .points = NAN,
                                   .weight = c[6].real};
    points->share = c[8].kind == VIKT_DATUM_REAL ? c[8].real : NAN;
    points->has_points = c[4].text.at && vikt_number_parse(c[4].text, &points->points);
    if (points->has_points)
        points->contribution = points->weight * points->points;
    return !reading->failed;
}

#define VALUE_AT "iif(b.by_or, c.or_value_position, c.value_position)"

/* A group that stands at its cap has been cut to it. */
#define CAPPED                                                                                     \
    "(SELECT format('group %s holds at most %g %%', c.\"group\", c.cap * 100)"                     \
    " FROM basis b2 JOIN run_criterion c2 ON c2.run_id = b2.run_id AND c2.position = b2.position"  \
    " WHERE b2.run_id = b.run_id AND b2.basis = b.basis AND c2.\"group\" = c.\"group\""            \
    " AND c2.weight > 0 AND b.weight > 0 GROUP BY c2.\"group\" HAVING sum(b2.weight) >= c.cap - "  \
    "1e-9)"

/* Only share_bands has a total among its cuts. */
#define SHARE                                                                                      \
    "(SELECT (r.\"values\" ->> " VALUE_AT ") / k.value FROM run_value v JOIN run_cut k"            \
    " ON k.run_id = v.run_id AND k.statement = 'criterion \"' || c.name || '\"'"                   \
    " AND k.name = 'total of ' || v.name"                                                          \
    " WHERE v.run_id = b.run_id AND v.position = " VALUE_AT                                        \
    " AND iif(b.by_or, c.or_scale, c.scale) LIKE 'share_bands %')"

static const char select_points[] =
    "SELECT c.name, iif(b.by_or, c.or_scale, c.scale),"
    " json_extract(r.extra, '$.reasons.\"' || c.position || '\"'), " STORED_TEXT(
        VALUE_AT) ","
                  " r.points -> c.points_position, b.valued, b.weight, " CAPPED ", " SHARE
                  " FROM result r JOIN basis b ON b.run_id = r.run_id AND b.basis = r.basis"
                  " JOIN run_criterion c ON c.run_id = b.run_id AND c.position = b.position"
                  " WHERE r.run_id = ? AND r.customer_key = ? ORDER BY c.position";

static bool take_left_out(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->left_out =
        vikt_customer_grown(reading, out->left_out, out->left_out_count, sizeof *out->left_out);
    if (out->left_out)
        out->left_out[out->left_out_count++] = vikt_customer_text(reading, &c[0]);
    return !reading->failed;
}

/* The key is bound, as in every list, but all customers of a run lack the same criteria. */
static const char select_left_out[] =
    "SELECT c.name || format(' (%.0f %%)', c.weight * 100 / u.weight)"
    " FROM run_criterion c JOIN run u USING (run_id)"
    " WHERE run_id = ? AND ? IS NOT NULL AND NOT c.present AND c.weight > 0 ORDER BY c.position";

/* ---- earlier runs ---- */

/* The last run of a date stands for it. */
static bool take_standing(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;
    size_t last = out->history_count ? out->history_count - 1 : 0;

    (void)count;
    if (!out->history_count && vikt_text_is(c[2].text, "gone"))
        return true; /* not there yet */
    out->history =
        vikt_customer_grown(reading, out->history, out->history_count, sizeof *out->history);
    if (!out->history)
        return false;
    if (!out->history_count || !vikt_text_equal(out->history[last].as_of, c[1].text))
        last = out->history_count++;
    out->history[last] = (vikt_stored_standing){c[0].integer, vikt_customer_text(reading, &c[1]),
                                                vikt_customer_text(reading, &c[2])};
    return !reading->failed;
}

static const char select_history[] =
    "SELECT u.run_id, u.as_of, iif(r.run_id IS NULL, 'gone', coalesce(o.class, '?'))"
    " FROM run t CROSS JOIN run u"
    " ON u.as_of < t.as_of OR (u.as_of = t.as_of AND u.run_id <= t.run_id)"
    " CROSS JOIN run_scheme s ON s.run_id = u.run_id AND s.name = t.primary_scheme AND s.present"
    " LEFT JOIN result r ON r.run_id = u.run_id AND r.customer_key = ?2"
    " LEFT JOIN outcome_class o ON o.run_id = r.run_id AND o.outcome = r.outcome"
    " AND o.position = s.position WHERE t.run_id = ?1 ORDER BY u.as_of, u.run_id";

/* ---- values, actions ---- */

static bool take_value(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->values = vikt_customer_grown(reading, out->values, out->value_count, sizeof *out->values);
    if (!out->values)
        return false;
    out->values[out->value_count++] =
        (vikt_stored_value){vikt_customer_text(reading, &c[0]), vikt_customer_text(reading, &c[1])};
    return !reading->failed;
}

static const char select_values[] = "SELECT v.name, " STORED_TEXT(
    "v.position") " FROM result r JOIN run_value v ON v.run_id = r.run_id"
                  " WHERE r.run_id = ? AND r.customer_key = ? ORDER BY v.position";

static bool take_action(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->actions =
        vikt_customer_grown(reading, out->actions, out->action_count, sizeof *out->actions);
    if (!out->actions)
        return false;
    out->actions[out->action_count++] = (vikt_stored_action){
        vikt_customer_text(reading, &c[0]), vikt_customer_text(reading, &c[1]),
        vikt_customer_text(reading, &c[2]), vikt_customer_text(reading, &c[3])};
    return !reading->failed;
}

static const char select_actions[] = "SELECT action, text, owner, every FROM plan"
                                     " WHERE run_id = ? AND customer_key = ?";

/* ---- ratings ---- */

static bool take_mark(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->marks = vikt_customer_grown(reading, out->marks, out->mark_count, sizeof *out->marks);
    if (!out->marks)
        return false;
    out->marks[out->mark_count++] = (vikt_stored_mark){
        .field = vikt_customer_text(reading, &c[0]),
        .rater = vikt_customer_text(reading, &c[1]),
        .mark = c[2].real,
        .used = c[3].kind == VIKT_DATUM_REAL ? c[3].real : NAN,
        .range = c[4].real,
    };
    return !reading->failed;
}

static const char select_marks[] =
    "SELECT r.field, r.rater, r.mark, r.used, r.\"range\" FROM run_rating r JOIN run_agreement a"
    " ON a.run_id = r.run_id AND a.field = r.field"
    " WHERE r.run_id = ? AND r.customer_key = ? ORDER BY a.position, r.rater";

/* ---- rules that held, failures ---- */

static bool take_rule(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->rules = vikt_customer_grown(reading, out->rules, out->rule_count, sizeof *out->rules);
    if (!out->rules)
        return false;
    out->rules[out->rule_count++] = vikt_customer_text(reading, &c[0]);
    return !reading->failed;
}

static const char select_rules[] =
    "SELECT u.name FROM result r JOIN outcome_rule o"
    " ON o.run_id = r.run_id AND o.outcome = r.outcome"
    " JOIN run_rule u ON u.run_id = o.run_id AND u.position = o.position"
    " WHERE r.run_id = ? AND r.customer_key = ? ORDER BY u.position";

static bool take_failure(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    out->failures =
        vikt_customer_grown(reading, out->failures, out->failure_count, sizeof *out->failures);
    if (!out->failures)
        return false;
    out->failures[out->failure_count++] = vikt_customer_text(reading, &c[0]);
    return !reading->failed;
}

static const char select_failures[] =
    "SELECT coalesce(place || ': ', '') || statement || ': ' || message FROM failure"
    " WHERE run_id = ? AND customer_key = ? ORDER BY position";

vikt_code vikt_history_customer(vikt_store *store, int64_t run_id, vikt_text key, vikt_arena *arena,
                                vikt_stored_customer *out, vikt_error *err)
{
    static const struct {
        const char *sql;
        bool (*row)(void *context, const vikt_datum *columns, size_t count);
    } lists[] = {
        {select_result, take_result},     {select_points, take_points},
        {select_left_out, take_left_out}, {vikt_customer_classes, vikt_customer_take_class},
        {select_history, take_standing},  {select_values, take_value},
        {select_marks, take_mark},        {select_actions, take_action},
        {select_rules, take_rule},        {select_failures, take_failure}};
    vikt_customer_reading reading = {.store = store, .arena = arena, .out = out};
    vikt_code code;

    *out = (vikt_stored_customer){0};
    code = vikt_finder_run(store, run_id, &out->run_id, err);
    if (code == VIKT_OK)
        code = vikt_finder_customer(store, out->run_id, key, arena, &out->key, err);
    for (size_t i = 0; code == VIKT_OK && i < sizeof lists / sizeof *lists; i++)
        code = read_list(&reading, lists[i].sql, lists[i].row, err);
    if (code == VIKT_OK && reading.previous_run != 0)
        code = vikt_customer_earlier_classes(&reading, err);
    if (code != VIKT_OK)
        *out = (vikt_stored_customer){0};
    return code;
}
