/* SPDX-License-Identifier: MIT */
#include "core/persist/prune.h"

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/store/store.h"

/* ---- which runs ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    vikt_pruned *p = context;
    vikt_pruned_item *grown =
        vikt_arena_grow(&p->arena, p->items, p->count, &p->capacity, sizeof *grown);

    (void)count;
    p->failed |= !grown;
    if (!grown)
        return false;
    p->items = grown;
    grown += p->count++;
    *grown = (vikt_pruned_item){c[0].integer, vikt_text_copy(&p->arena, c[1].text)};
    p->failed |= !grown->as_of.at;
    return !p->failed;
}

static bool take_count(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    *(size_t *)context = (size_t)c[0].integer;
    return false;
}

static vikt_code choose(vikt_pruned *p, vikt_store *store, size_t keep, vikt_error *err)
{
    vikt_datum limit = vikt_datum_integer(keep < INT64_MAX ? (int64_t)keep : INT64_MAX);
    vikt_code code = vikt_store_run(store,
                                    "SELECT run_id, as_of FROM run"
                                    " ORDER BY as_of DESC, run_id DESC LIMIT -1 OFFSET ?",
                                    &limit, 1, take_run, p, err);

    return code == VIKT_OK && p->failed ? vikt_fail_memory(err) : code;
}

/* ---- dropping them ---- */

static const char select_bereft[] = "SELECT count(*) FROM run WHERE previous_run_id IS NULL"
                                    " AND previous_as_of IS NOT NULL";

static vikt_code drop(vikt_pruned *p, vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (size_t i = 0; code == VIKT_OK && i < p->count; i++) {

        code = vikt_store_run_with(store, "DELETE FROM run WHERE run_id = ?", p->items[i].run_id,
                                   NULL, NULL, err);
    }
    if (code == VIKT_OK)
        code =
            vikt_store_run(store, "SELECT count(*) FROM run", NULL, 0, take_count, &p->kept, err);
    if (code == VIKT_OK)
        code = vikt_store_run(store, select_bereft, NULL, 0, take_count, &p->bereft, err);
    return code;
}

/* What is committed is done, whether or not there is room to write the file anew. */
static vikt_code finish(vikt_pruned *p, vikt_store *store, vikt_error *err)
{
    vikt_code code;

    if (p->dry_run || p->count == 0) {
        vikt_store_rollback(store);
        return VIKT_OK;
    }
    code = vikt_store_commit(store, err);
    if (code != VIKT_OK)
        return code;
    p->compacted = vikt_store_compact(store, NULL) == VIKT_OK;
    return vikt_store_bytes(store, &p->after, err);
}

static vikt_code prune(vikt_pruned *p, vikt_store *store, size_t keep, vikt_error *err)
{
    vikt_code code = vikt_store_begin(store, err);

    if (code == VIKT_OK)
        code = vikt_store_bytes(store, &p->before, err);
    if (code == VIKT_OK)
        code = choose(p, store, keep, err);
    if (code == VIKT_OK)
        code = drop(p, store, err);
    p->after = p->before;
    return code == VIKT_OK ? finish(p, store, err) : code;
}

static vikt_pruned *pruned_new(const vikt_prune_options *options)
{
    vikt_pruned *p = vikt_acquire(NULL, 1, sizeof *p);

    if (!p)
        return NULL;
    vikt_arena_init(&p->arena, NULL);
    p->dry_run = options->dry_run;
    p->database = vikt_text_copy(&p->arena, vikt_text_of(options->database));
    if (p->database.at)
        return p;
    vikt_pruned_free(p);
    return NULL;
}

vikt_code vikt_prune(const vikt_prune_options *options, vikt_pruned **out, vikt_error *err)
{
    vikt_locale locale = vikt_locale_begin();
    vikt_store *store = NULL;
    vikt_pruned *pruned = NULL;
    vikt_code rc;

    *out = NULL;
    if (options->keep == 0) {
        rc = vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                       "how many runs are to stay? --keep 24 drops all but the newest 24");
        goto cleanup;
    }
    pruned = pruned_new(options);
    if (!pruned) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    rc = vikt_store_open(options->database, VIKT_STORE_CHANGE, &store, err);
    if (rc == VIKT_OK)
        rc = prune(pruned, store, options->keep, err);
    if (rc != VIKT_OK)
        goto cleanup;
    *out = pruned;
    pruned = NULL;
cleanup:
    vikt_store_close(store);
    vikt_pruned_free(pruned);
    vikt_locale_end(locale);
    return rc;
}

void vikt_pruned_free(vikt_pruned *pruned)
{
    if (!pruned)
        return;
    vikt_arena_clear(&pruned->arena);
    vikt_release(NULL, pruned);
}

size_t vikt_pruned_kept(const vikt_pruned *pruned)
{
    return pruned->kept;
}

size_t vikt_pruned_count(const vikt_pruned *pruned)
{
    return pruned->count;
}

int64_t vikt_pruned_run(const vikt_pruned *pruned, size_t i)
{
    return pruned->items[i].run_id;
}

int64_t vikt_pruned_bytes_before(const vikt_pruned *pruned)
{
    return pruned->before;
}

int64_t vikt_pruned_bytes_after(const vikt_pruned *pruned)
{
    return pruned->after;
}
