/* SPDX-License-Identifier: MIT */
#include "core/persist/decision.h"

#include <stdio.h>

#include "core/base/fail.h"

/* ---- changing them ---- */

static bool take_number(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    *(int64_t *)context = c[0].integer;
    return false;
}

static vikt_code find_open(vikt_store *store, const vikt_stored_decision *d, int64_t *id,
                           vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_text(d->key), vikt_datum_text(d->scheme)};

    *id = 0;
    return vikt_store_run(store,
                          "SELECT decision_id FROM decision WHERE customer_key = ? AND scheme = ?"
                          " AND withdrawn_on IS NULL",
                          values, 2, take_number, id, err);
}

static vikt_code close_one(vikt_store *store, int64_t id, vikt_text on, vikt_text by,
                           vikt_text reason, vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_text(on), vikt_datum_text(by), vikt_datum_text(reason),
                           vikt_datum_integer(id)};

    return vikt_store_run(store,
                          "UPDATE decision SET withdrawn_on = ?, withdrawn_by = ?,"
                          " withdrawn_reason = ? WHERE decision_id = ?",
                          values, 4, NULL, NULL, err);
}

static vikt_code insert(vikt_store *store, const vikt_stored_decision *d, int64_t *id,
                        vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_text(d->key),        vikt_datum_text(d->scheme),
                           vikt_datum_text(d->class_name), vikt_datum_text(d->reason),
                           vikt_datum_text(d->author),     vikt_datum_text(d->made_on),
                           vikt_datum_text(d->since),      vikt_datum_text(d->until)};
    vikt_code code = vikt_store_run(store,
                                    "INSERT INTO decision (customer_key, scheme, class, reason,"
                                    " author, made_on, since, until)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                    values, 8, NULL, NULL, err);

    *id = vikt_store_last_id(store);
    return code;
}

/* Only one may be open: the old one is closed first, and told by which number once there is one. */
static vikt_code replace(vikt_store *store, const vikt_stored_decision *d, int64_t *id,
                         int64_t *replaced, vikt_error *err)
{
    char why[64];
    vikt_code code = find_open(store, d, replaced, err);

    if (code == VIKT_OK && *replaced)
        code = close_one(store, *replaced, d->made_on, d->author, VIKT_TEXT(""), err);
    if (code == VIKT_OK)
        code = insert(store, d, id, err);
    if (code != VIKT_OK || !*replaced)
        return code;
    snprintf(why, sizeof why, "replaced by decision %lld", (long long)*id);
    return close_one(store, *replaced, d->made_on, d->author, vikt_text_of(why), err);
}

static vikt_code end(vikt_store *store, vikt_code code, vikt_error *err)
{
    if (code == VIKT_OK)
        return vikt_store_commit(store, err);
    vikt_store_rollback(store);
    return code;
}

vikt_code vikt_decisions_add(vikt_store *store, const vikt_stored_decision *decision, int64_t *id,
                             int64_t *replaced, vikt_error *err)
{
    vikt_code code = vikt_store_begin(store, err);

    *id = *replaced = 0;
    return code == VIKT_OK ? end(store, replace(store, decision, id, replaced, err), err) : code;
}

vikt_code vikt_decisions_withdraw(vikt_store *store, const vikt_stored_decision *decision,
                                  int64_t *id, vikt_error *err)
{
    vikt_code code = vikt_store_begin(store, err);

    *id = 0;
    if (code != VIKT_OK)
        return code;
    code = find_open(store, decision, id, err);
    if (code == VIKT_OK && *id)
        code = close_one(store, *id, decision->withdrawn_on, decision->withdrawn_by,
                         decision->withdrawn_reason, err);
    return end(store, code, err);
}

/* ---- listing them ---- */

typedef struct listing {
    bool (*row)(void *context, const vikt_stored_decision *decision);
    void *context;
} listing;

static bool tell(void *context, const vikt_datum *c, size_t count)
{
    const listing *l = context;
    vikt_stored_decision decision = {.id = c[0].integer,
                                     .key = c[1].text,
                                     .scheme = c[2].text,
                                     .class_name = c[3].text,
                                     .reason = c[4].text,
                                     .author = c[5].text,
                                     .made_on = c[6].text,
                                     .since = c[7].text,
                                     .until = c[8].text,
                                     .withdrawn_on = c[9].text,
                                     .withdrawn_by = c[10].text,
                                     .withdrawn_reason = c[11].text,
                                     .name = c[12].text,
                                     .own_class = c[13].text,
                                     .state = c[14].text};

    (void)count;
    return l->row(l->context, &decision);
}

static const char select_list[] =
    "SELECT d.decision_id, d.customer_key, d.scheme, d.class, d.reason, d.author, d.made_on,"
    " d.since, d.until, d.withdrawn_on, d.withdrawn_by, d.withdrawn_reason,"
    " iif(r.customer_key IS NULL, NULL, coalesce(r.name, r.customer_key)),"
    " CASE WHEN o.position IS NULL THEN NULL"
    "  WHEN h.decision_id IS NOT NULL THEN coalesce(h.own_class, '?')"
    "  ELSE coalesce(o.class, '?') END,"
    " CASE WHEN d.withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN d.until < u.as_of THEN 'expired'"
    "  WHEN d.since > u.as_of THEN 'later' WHEN r.customer_key IS NULL THEN 'customer gone'"
    "  WHEN s.name IS NULL THEN 'scheme gone'"
    "  WHEN NOT EXISTS (SELECT 1 FROM json_each(s.classes) k WHERE k.value = d.class)"
    "  THEN 'class gone' ELSE 'in force' END"
    " FROM decision d LEFT JOIN run u ON u.run_id = (SELECT run_id FROM run"
    "  WHERE status = 'complete' ORDER BY as_of DESC, run_id DESC LIMIT 1)"
    " LEFT JOIN result r ON r.run_id = u.run_id AND r.customer_key = d.customer_key"
    " LEFT JOIN run_scheme s ON s.run_id = u.run_id AND s.name = d.scheme AND s.present"
    " LEFT JOIN outcome_class o ON o.run_id = r.run_id AND o.outcome = r.outcome"
    "  AND o.position = s.position"
    " LEFT JOIN run_decision h ON h.run_id = u.run_id AND h.customer_key = d.customer_key"
    "  AND h.scheme = d.scheme"
    " WHERE ?1 IN (0, d.decision_id) ORDER BY d.decision_id";

vikt_code vikt_decisions_list(vikt_store *store, int64_t id,
                              bool (*row)(void *context, const vikt_stored_decision *decision),
                              void *context, vikt_error *err)
{
    vikt_datum value = vikt_datum_integer(id);
    listing l = {row, context};

    return vikt_store_run(store, select_list, &value, 1, tell, &l, err);
}

/* ---- what a run is given ---- */

typedef struct giving {
    const vikt_profile *profile;
    const vikt_column *keys;
    vikt_arena *arena;
    vikt_manual_decision *items;
    size_t count, capacity;
    bool failed; /* no memory */
} giving;

static vikt_text kept(giving *g, const vikt_datum *datum)
{
    return vikt_text_keep(g->arena, datum->text, &g->failed);
}

static bool take_decision(void *context, const vikt_datum *c, size_t count)
{
    giving *g = context;
    vikt_manual_decision *d;
    size_t class_index = VIKT_INDEX_NONE;

    (void)count;
    g->items = vikt_arena_grow(g->arena, g->items, g->count, &g->capacity, sizeof *g->items);
    if (!g->items) {
        g->failed = true;
        return false;
    }
    d = &g->items[g->count++];
    *d = (vikt_manual_decision){.id = c[0].integer,
                                .key = kept(g, &c[1]),
                                .scheme = kept(g, &c[2]),
                                .class_name = kept(g, &c[3]),
                                .reason = kept(g, &c[4]),
                                .author = kept(g, &c[5]),
                                .made_on = kept(g, &c[6]),
                                .until = kept(g, &c[7]),
                                .row = vikt_column_find(g->keys, c[1].text),
                                .scheme_number = vikt_profile_scheme(g->profile, c[2].text)};
    if (d->scheme_number != VIKT_INDEX_NONE)
        class_index = vikt_scheme_class(&g->profile->schemes[d->scheme_number], c[3].text);
    d->class_index = class_index < VIKT_NO_CLASS ? (uint8_t)class_index : VIKT_NO_CLASS;
    return !g->failed;
}

#define DECISION                                                                                   \
    "SELECT decision_id, customer_key, scheme, class, reason, author, made_on, until FROM "
#define IN_ORDER " ORDER BY customer_key, scheme"

static vikt_code give(vikt_store *store, giving *g, const char *sql, const vikt_datum *values,
                      size_t count, vikt_manual_decision **items, size_t *item_count,
                      vikt_error *err)
{
    vikt_code code;

    g->items = NULL;
    g->count = g->capacity = 0;
    code = vikt_store_run(store, sql, values, count, take_decision, g, err);
    *items = g->items;
    *item_count = g->count;
    return code == VIKT_OK && g->failed ? vikt_fail_memory(err) : code;
}

vikt_code vikt_decisions_in_force(vikt_store *store, const vikt_profile *profile,
                                  const vikt_column *keys, vikt_date as_of,
                                  const vikt_previous *previous, vikt_arena *arena,
                                  vikt_decisions *out, vikt_error *err)
{
    giving g = {.profile = profile, .keys = keys, .arena = arena};
    char today[11], before[11];
    vikt_datum values[2];
    vikt_code code;

    *out = (vikt_decisions){0};
    vikt_date_write(as_of, today);
    values[0] = vikt_datum_text((vikt_text){today, 10});
    code = give(store, &g,
                DECISION "decision WHERE withdrawn_on IS NULL AND since <= ?1"
                         " AND (until IS NULL OR until >= ?1)" IN_ORDER,
                values, 1, &out->items, &out->count, err);
    if (code != VIKT_OK || previous->run_id == 0)
        return code;
    vikt_date_write(previous->as_of, before);
    values[1] = vikt_datum_text((vikt_text){before, 10});
    return give(store, &g,
                DECISION "decision WHERE withdrawn_on IS NULL AND until < ?1"
                         " AND since <= ?2 AND until >= ?2" IN_ORDER,
                values, 2, &out->ended, &out->ended_count, err);
}

vikt_code vikt_decisions_of_run(vikt_store *store, int64_t run_id, const vikt_profile *profile,
                                const vikt_column *keys, vikt_arena *arena, vikt_decisions *out,
                                vikt_error *err)
{
    giving g = {.profile = profile, .keys = keys, .arena = arena};
    vikt_datum run = vikt_datum_integer(run_id);

    *out = (vikt_decisions){0};
    return give(store, &g, DECISION "run_decision WHERE run_id = ?" IN_ORDER, &run, 1, &out->items,
                &out->count, err);
}
