/* SPDX-License-Identifier: MIT */
#include "core/persist/newest_run.h"

#include "core/base/fail.h"

typedef struct reading {
    vikt_newest_run *out;
    vikt_arena *arena;
    size_t input_capacity, class_capacity;
    bool failed; /* no memory */
} reading;

static const char *keep(reading *r, vikt_text text)
{
    return vikt_text_keep(r->arena, text, &r->failed).at;
}

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_newest_run *out = r->out;

    (void)count;
    out->run_id = c[0].integer;
    out->as_of = keep(r, c[1].text);
    out->started_at = keep(r, c[2].text);
    out->profile_digest = keep(r, c[3].text);
    out->engine_version = keep(r, c[4].text);
    out->dated = c[5].integer != 0;
    out->customers = (size_t)c[6].integer;
    out->rejected = (size_t)c[7].integer;
    out->unclassified = (size_t)c[8].integer;
    out->failures = (size_t)c[9].integer;
    out->scheme = keep(r, c[10].text);
    return false;
}

static const char select_run[] =
    "SELECT run_id, as_of, started_at, profile_digest, engine_version, dated, customers, rejected,"
    " unclassified, (SELECT count(*) FROM failure f WHERE f.run_id = u.run_id), primary_scheme"
    " FROM run u WHERE status = 'complete' ORDER BY run_id DESC LIMIT 1";

static bool take_input(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_newest_run *out = r->out;
    vikt_newest_input *inputs = vikt_arena_grow(r->arena, out->inputs, out->input_count,
                                                &r->input_capacity, sizeof *inputs);

    (void)count;
    r->failed |= !inputs;
    if (inputs) {
        out->inputs = inputs;
        inputs[out->input_count].source = keep(r, c[0].text);
        inputs[out->input_count++].digest = keep(r, c[1].text);
    }
    return !r->failed;
}

static const char select_inputs[] =
    "SELECT source, digest FROM run_input WHERE run_id = ? ORDER BY position";

static bool take_class(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_newest_run *out = r->out;
    vikt_newest_class *classes = vikt_arena_grow(r->arena, out->classes, out->class_count,
                                                 &r->class_capacity, sizeof *classes);

    (void)count;
    r->failed |= !classes;
    if (classes) {
        out->classes = classes;
        classes[out->class_count].name = keep(r, c[0].text);
        classes[out->class_count++].customers = (size_t)c[1].integer;
    }
    return !r->failed;
}

static const char select_classes[] =
    "WITH n AS (SELECT outcome, count(*) AS customers FROM result WHERE run_id = ?1"
    " GROUP BY outcome)"
    " SELECT c.value, coalesce(sum(n.customers), 0) FROM run_scheme s CROSS JOIN"
    " json_each(s.classes) c LEFT JOIN outcome_class o ON o.run_id = s.run_id"
    " AND o.position = s.position AND o.class = c.value LEFT JOIN n ON n.outcome = o.outcome"
    " WHERE s.run_id = ?1 AND s.is_primary GROUP BY c.key ORDER BY c.key";

/* Decisions that would hold in a run of the same date and customers, and did not; and those that
 * held and were withdrawn. */
static const char count_decisions[] =
    "SELECT (SELECT count(*) FROM decision d WHERE d.withdrawn_on IS NULL AND d.since <= u.as_of"
    " AND (d.until IS NULL OR d.until >= u.as_of)"
    " AND EXISTS (SELECT 1 FROM run_scheme s WHERE s.run_id = u.run_id AND s.name = d.scheme"
    "  AND s.present)"
    " AND EXISTS (SELECT 1 FROM result r WHERE r.run_id = u.run_id"
    "  AND r.customer_key = d.customer_key)"
    " AND NOT EXISTS (SELECT 1 FROM run_decision h WHERE h.run_id = u.run_id"
    "  AND h.customer_key = d.customer_key AND h.scheme = d.scheme"
    "  AND h.decision_id = d.decision_id))"
    " + (SELECT count(*) FROM run_decision h LEFT JOIN decision d USING (decision_id)"
    " WHERE h.run_id = u.run_id AND (d.decision_id IS NULL OR d.withdrawn_on IS NOT NULL))"
    " FROM run u WHERE u.run_id = ?";

static bool take_decisions(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    ((reading *)context)->out->decided_since = c[0].integer != 0;
    return false;
}

static bool add_unclassified(reading *r)
{
    const vikt_datum last[] = {vikt_datum_text(VIKT_TEXT("?")),
                               vikt_datum_integer((int64_t)r->out->unclassified)};

    return !r->out->scheme || !r->out->unclassified || take_class(r, last, 2);
}

vikt_code vikt_newest_run_read(vikt_store *store, vikt_arena *arena, vikt_newest_run *out,
                               vikt_error *err)
{
    reading r = {.out = out, .arena = arena};
    vikt_code rc;

    *out = (vikt_newest_run){.run_id = 0};
    rc = vikt_store_run(store, select_run, NULL, 0, take_run, &r, err);
    if (rc != VIKT_OK || !out->run_id)
        return rc;
    rc = vikt_store_run_with(store, select_inputs, out->run_id, take_input, &r, err);
    if (rc == VIKT_OK)
        rc = vikt_store_run_with(store, select_classes, out->run_id, take_class, &r, err);
    if (rc == VIKT_OK)
        rc = vikt_store_run_with(store, count_decisions, out->run_id, take_decisions, &r, err);
    if (rc == VIKT_OK && (r.failed || !add_unclassified(&r)))
        rc = vikt_fail_memory(err);
    return rc;
}
