/* SPDX-License-Identifier: MIT
 *
 * The list of runs, and how much of the latest one today's data has.
 */
#include "core/persist/history.h"

/* ---- runs ---- */

typedef struct run_listing {
    bool (*line)(void *context, const vikt_run_line *run);
    void *context;
} run_listing;

static bool tell_run(void *context, const vikt_datum *c, size_t count)
{
    const run_listing *listing = context;
    vikt_run_line run = {.run_id = c[0].integer,
                         .as_of = c[1].text,
                         .started_at = c[2].text,
                         .status = c[3].text,
                         .profile = c[4].text,
                         .primary_scheme = c[5].text,
                         .customers = c[6].integer,
                         .rejected = c[7].integer,
                         .unclassified = c[8].integer,
                         .previous_id = c[9].integer,
                         .same_profile = c[10].integer != 0};

    (void)count;
    return listing->line(listing->context, &run);
}

vikt_code vikt_history_runs(vikt_store *store,
                            bool (*line)(void *context, const vikt_run_line *run), void *context,
                            vikt_error *err)
{
    run_listing listing = {line, context};

    return vikt_store_run(store,
                          "SELECT u.run_id, u.as_of, u.started_at, u.status, u.profile,"
                          " u.primary_scheme, u.customers, u.rejected, u.unclassified,"
                          " u.previous_run_id, u.profile_digest = e.profile_digest FROM run u"
                          " LEFT JOIN run e ON e.run_id = u.previous_run_id ORDER BY u.run_id",
                          NULL, 0, tell_run, &listing, err);
}

/* ---- overlap: both lists of keys ascend, so one pass over each is enough ---- */

typedef struct overlap {
    const vikt_column *keys;
    size_t next; /* the first of today's keys that is not passed */
    size_t customers, common;
} overlap;

static bool count_key(void *context, const vikt_datum *c, size_t count)
{
    overlap *o = context;
    int order = -1;

    (void)count;
    o->customers++;
    while (o->next < o->keys->count &&
           (order = vikt_text_compare(vikt_column_text(o->keys, o->next), c[0].text)) < 0)
        o->next++;
    if (o->next < o->keys->count && order == 0)
        o->common++;
    return true;
}

vikt_code vikt_history_overlap(vikt_store *store, const vikt_column *keys, size_t *customers,
                               size_t *common, vikt_error *err)
{
    overlap o = {.keys = keys};
    vikt_code code =
        vikt_store_run(store,
                       "SELECT customer_key FROM result WHERE run_id = (SELECT run_id FROM run"
                       " WHERE status = 'complete' ORDER BY as_of DESC, run_id DESC LIMIT 1)"
                       " ORDER BY customer_key",
                       NULL, 0, count_key, &o, err);

    *customers = code == VIKT_OK ? o.customers : 0;
    *common = code == VIKT_OK ? o.common : 0;
    return code;
}
