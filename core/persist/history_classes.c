/* SPDX-License-Identifier: MIT
 *
 * A customer's classes in a stored run, with what moved or kept them and what was decided.
 */
#include "core/base/fail.h"
#include "core/persist/customer_reading.h"

/* ---- what the flags say ---- */

/* What of a class note_of() needs: kept is the class that was kept, margin with its unit. */
typedef struct noted {
    int64_t flags;
    vikt_text kept, margin, raw, since, as_of, jump;
} noted;

static void begin(vikt_buffer *out)
{
    vikt_buffer_string(out, out->length ? "; " : "");
}

static void say_streak(const noted *n, vikt_buffer *out)
{
    vikt_date first = 0, last = 0;

    if (!vikt_date_read(n->since, &first) || !vikt_date_read(n->as_of, &last))
        return;
    vikt_buffer_print(out, "%.*s at two dates %ld days apart: %.*s and %.*s", VIKT_SHOW(n->raw),
                      last - first, VIKT_SHOW(n->since), VIKT_SHOW(n->as_of));
}

/* Within the margin, and moved all the same. */
static void say_moved(const noted *n, vikt_buffer *out)
{
    if (n->flags & VIKT_FLAG_STREAK)
        say_streak(n, out);
    if (n->flags & VIKT_FLAG_JUMP)
        vikt_buffer_print(out, "moved at once: the score changed by %.*s or more",
                          VIKT_SHOW(n->jump));
    if (n->flags & VIKT_FLAG_FAR)
        vikt_buffer_string(out, "moved at once: by two classes or more");
}

static void say_kept(const noted *n, vikt_buffer *out)
{
    vikt_buffer_print(out, "would be %.*s, kept %.*s by the margin of %.*s", VIKT_SHOW(n->raw),
                      VIKT_SHOW(n->kept), VIKT_SHOW(n->margin));
    if (n->flags & VIKT_FLAG_RESET)
        vikt_buffer_print(out, "; the days of %.*s count anew: the profile has changed",
                          VIKT_SHOW(n->raw));
}

static vikt_text note_of(vikt_customer_reading *reading, const noted *n)
{
    vikt_text text = {NULL, 0};
    vikt_buffer out;

    vikt_buffer_init(&out, NULL, 4096);
    if (n->flags & VIKT_FLAG_KEPT)
        say_kept(n, &out);
    say_moved(n, &out);
    if (n->flags & VIKT_FLAG_NOT_POSITIVE) {
        begin(&out);
        vikt_buffer_string(&out, "customer outside the total (not positive)");
    }
    if (n->flags & VIKT_FLAG_POTENTIAL_MISSING) {
        begin(&out);
        vikt_buffer_string(&out, "missing value of an axis taken as low");
    }
    if (out.length)
        text = vikt_text_copy(reading->arena, vikt_buffer_view(&out));
    reading->failed |= out.failed || (out.length && !text.at);
    vikt_buffer_clear(&out);
    return text;
}

/* ---- a class ---- */

/* Columns of vikt_customer_classes. */
enum {
    C_SCHEME,
    C_CLASS,
    C_RAW,
    C_REASON,
    C_PRIMARY,
    C_FLAGS,
    C_KEPT,
    C_MARGIN,
    C_HOW,
    C_OWN,
    C_SINCE,
    C_AS_OF,
    C_JUMP,
    C_DECISION,
    C_AUTHOR,
    C_MADE_ON,
    C_UNTIL,
    C_WHY,
    C_HELD,
    C_OVER
};

bool vikt_customer_take_class(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;
    vikt_stored_class *class;

    (void)count;
    out->classes =
        vikt_customer_grown(reading, out->classes, out->class_count, sizeof *out->classes);
    if (!out->classes)
        return false;
    class = &out->classes[out->class_count++];
    *class = (vikt_stored_class){.scheme = vikt_customer_text(reading, &c[C_SCHEME]),
                                 .class_name = vikt_customer_text(reading, &c[C_CLASS]),
                                 .raw_class = vikt_customer_text(reading, &c[C_RAW]),
                                 .own_class = vikt_customer_text(reading, &c[C_OWN]),
                                 .reason = vikt_customer_text(reading, &c[C_REASON]),
                                 .how = vikt_customer_text(reading, &c[C_HOW]),
                                 .primary = c[C_PRIMARY].integer != 0};
    class->note =
        note_of(reading, &(noted){c[C_FLAGS].integer, c[C_KEPT].text, c[C_MARGIN].text,
                                  c[C_RAW].text, c[C_SINCE].text, c[C_AS_OF].text, c[C_JUMP].text});
    class->decision = (vikt_class_decision){.id = c[C_DECISION].integer,
                                            .author = vikt_customer_text(reading, &c[C_AUTHOR]),
                                            .made_on = vikt_customer_text(reading, &c[C_MADE_ON]),
                                            .until = vikt_customer_text(reading, &c[C_UNTIL]),
                                            .reason = vikt_customer_text(reading, &c[C_WHY]),
                                            .held = c[C_HELD].integer != 0,
                                            .over = c[C_OVER].integer};
    return !reading->failed;
}

/* The margin of hysteresis is stated for the scale 1..5, and for shares in percentage points
 * (F-14). */
#define MARGIN                                                                                     \
    "CASE WHEN s.kind = 'by_score' THEN format('%g', s.hysteresis * (u.scale_hi - u.scale_lo) / "  \
    "4)"                                                                                           \
    " WHEN s.kind LIKE '%share'"                                                                   \
    " THEN format('%g percentage points', s.hysteresis) ELSE format('%g', s.hysteresis) END"
#define JUMP "format('%g', 0.75 * (u.scale_hi - u.scale_lo) / 4)"

/* "by score: A 3.8, B 2.6, C 1"; shares in percent. */
#define HOW                                                                                        \
    "replace(s.kind, '_', ' ') || coalesce(' of ' || s.field, '') ||"                              \
    " coalesce(': ' || (SELECT group_concat(k.value || ' ' ||"                                     \
    "  CASE WHEN l.type = 'null' THEN 'rest'"                                                      \
    "  WHEN s.kind LIKE '%share' THEN format('%g %%', l.value * 100)"                              \
    "  ELSE l.value END, ', ')"                                                                    \
    "  FROM json_each(s.classes) k JOIN json_each(s.limits) l USING (key)), '')"

/* The latest run is shown as things are decided now, an earlier one as it was. */
#define LATEST                                                                                     \
    "u.run_id = (SELECT run_id FROM run WHERE status = 'complete'"                                 \
    " ORDER BY as_of DESC, run_id DESC LIMIT 1)"
#define OWN           "iif(h.decision_id IS NULL, o.class, h.own_class)"
#define DECIDED(name) "iif(" LATEST ", d." name ", h." name ")"

/* Why: a class that is not there, the rule that changed it, or the script's own words. */
const char vikt_customer_classes[] =
    "SELECT s.name, iif(" LATEST ", coalesce(d.class, " OWN ", '?'), coalesce(o.class, '?')),"
    " coalesce(o.raw_class, '?'), coalesce(iif(" OWN " IS NULL, o.why, NULL), o.rule,"
    "  json_extract(r.extra, '$.class_reasons.\"' || s.position || '\"')),"
    " s.is_primary, o.flags, iif(o.rule IS NULL, " OWN ", 'the class before'), " MARGIN ", " HOW
    ", coalesce(" OWN ", '?'), o.since, u.as_of, " JUMP
    ", " DECIDED("decision_id") ", " DECIDED("author") ", " DECIDED("made_on") ", " DECIDED(
        "until") ", " DECIDED("reason") ","
                                        " coalesce(" DECIDED(
                                            "decision_id") " = h.decision_id, 0),"
                                                           " iif(" LATEST
                                                           " AND d.decision_id IS NULL, "
                                                           "h.decision_id, NULL)"
                                                           " FROM result r JOIN run u ON u.run_id "
                                                           "= r.run_id"
                                                           " JOIN outcome_class o ON o.run_id = "
                                                           "r.run_id AND o.outcome = r.outcome"
                                                           " JOIN run_scheme s ON s.run_id = "
                                                           "o.run_id AND s.position = o.position"
                                                           " LEFT JOIN run_decision h ON h.run_id "
                                                           "= r.run_id AND h.customer_key = "
                                                           "r.customer_key"
                                                           "  AND h.scheme = s.name"
                                                           " LEFT JOIN decision d ON "
                                                           "d.customer_key = r.customer_key AND "
                                                           "d.scheme = s.name"
                                                           "  AND d.withdrawn_on IS NULL AND "
                                                           "d.since <= u.as_of"
                                                           "  AND (d.until IS NULL OR d.until >= "
                                                           "u.as_of)"
                                                           "  AND EXISTS (SELECT 1 FROM "
                                                           "json_each(s.classes) k WHERE k.value = "
                                                           "d.class)"
                                                           " WHERE r.run_id = ? AND r.customer_key "
                                                           "= ? ORDER BY s.position";

/* ---- the run before ---- */

static bool take_earlier(void *context, const vikt_datum *c, size_t count)
{
    vikt_customer_reading *reading = context;
    vikt_stored_customer *out = reading->out;

    (void)count;
    for (size_t i = 0; i < out->class_count; i++)
        if (vikt_text_equal(out->classes[i].scheme, c[0].text))
            out->classes[i].previous = vikt_customer_text(reading, &c[1]);
    return !reading->failed;
}

vikt_code vikt_customer_earlier_classes(vikt_customer_reading *reading, vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(reading->previous_run),
                           vikt_datum_text(reading->out->key)};
    vikt_code code = vikt_store_run(reading->store,
                                    "SELECT scheme, class FROM classes"
                                    " WHERE run_id = ? AND customer_key = ?",
                                    values, 2, take_earlier, reading, err);

    return code == VIKT_OK && reading->failed ? vikt_fail_memory(err) : code;
}
