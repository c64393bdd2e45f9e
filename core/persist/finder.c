/* SPDX-License-Identifier: MIT */
#include "core/persist/finder.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/personal.h"

/* ---- the run ---- */

static bool take_number(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    *(int64_t *)context = c[0].integer;
    return false;
}

static vikt_code no_such_run(int64_t wanted, int64_t latest, vikt_error *err)
{
    if (latest == 0)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "the database holds no runs yet; \"vikt run\" makes the first");
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                     "there is no run %lld; the latest is %lld, \"vikt runs\" lists them all",
                     (long long)wanted, (long long)latest);
}

vikt_code vikt_finder_run(vikt_store *store, int64_t wanted, int64_t *run_id, vikt_error *err)
{
    vikt_datum value = vikt_datum_integer(wanted);
    int64_t latest = 0, found = 0;
    vikt_code code = vikt_store_run(store,
                                    "SELECT run_id FROM run WHERE status = 'complete'"
                                    " ORDER BY as_of DESC, run_id DESC LIMIT 1",
                                    NULL, 0, take_number, &latest, err);

    if (code == VIKT_OK && wanted != 0)
        code = vikt_store_run(store, "SELECT run_id FROM run WHERE run_id = ?", &value, 1,
                              take_number, &found, err);
    *run_id = wanted != 0 ? found : latest;
    return code == VIKT_OK && *run_id == 0 ? no_such_run(wanted, latest, err) : code;
}

/* ---- the customer ---- */

typedef struct name_search {
    vikt_text wanted;
    vikt_arena *arena;
    vikt_text exact, folded; /* keys of the first with that name, and in other letter case */
    size_t exact_count, folded_count;
    vikt_nearest nearest;
    bool failed;
} name_search;

static bool same_letters(vikt_text a, vikt_text b)
{
    const char *at = a.at, *at_end = vikt_text_end(a), *bt = b.at, *bt_end = vikt_text_end(b);

    while (at < at_end && bt < bt_end)
        if (vikt_text_lower(vikt_text_next(&at, at_end)) !=
            vikt_text_lower(vikt_text_next(&bt, bt_end)))
            return false;
    return at == at_end && bt == bt_end;
}

static void count_match(name_search *s, vikt_text key, vikt_text *first, size_t *count)
{
    if ((*count)++ > 0)
        return;
    *first = vikt_text_copy(s->arena, key);
    s->failed |= !first->at;
}

static bool compare_customer(void *context, const vikt_datum *c, size_t count)
{
    name_search *s = context;
    vikt_text key = c[0].text, name = c[1].text.at ? c[1].text : c[0].text;

    (void)count;
    if (vikt_text_equal(name, s->wanted))
        count_match(s, key, &s->exact, &s->exact_count);
    else if (same_letters(name, s->wanted) || same_letters(key, s->wanted))
        count_match(s, key, &s->folded, &s->folded_count);
    vikt_nearest_offer_lent(&s->nearest, key, s->arena, &s->failed);
    if (c[1].text.at)
        vikt_nearest_offer_lent(&s->nearest, name, s->arena, &s->failed);
    return !s->failed;
}

static vikt_code choose(const name_search *s, vikt_text *key, vikt_error *err)
{
    char hint[256];
    size_t count = s->exact_count ? s->exact_count : s->folded_count;

    if (s->failed)
        return vikt_fail_memory(err);
    *key = s->exact_count ? s->exact : s->folded;
    if (count == 1)
        return VIKT_OK;
    if (count > 1)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "%zu customers are called \"%.*s\"; give a key, such as \"%.*s\"", count,
                         VIKT_SHOW(s->wanted), VIKT_SHOW(*key));
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "no customer \"%.*s\"%s", VIKT_SHOW(s->wanted),
                     vikt_nearest_hint(&s->nearest, hint, sizeof hint));
}

static bool take_key(void *context, const vikt_datum *c, size_t count)
{
    (void)c, (void)count;
    *(bool *)context = true;
    return false;
}

static vikt_code is_key(vikt_store *store, int64_t run_id, vikt_text wanted, bool *found,
                        vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(run_id), vikt_datum_text(wanted)};

    *found = false;
    return vikt_store_run(store, "SELECT 1 FROM result WHERE run_id = ? AND customer_key = ?",
                          values, 2, take_key, found, err);
}

typedef struct other_run {
    int64_t run_id;
    char as_of[16];
} other_run;

static bool take_other(void *context, const vikt_datum *c, size_t count)
{
    other_run *other = context;

    (void)count;
    other->run_id = c[0].integer;
    snprintf(other->as_of, sizeof other->as_of, "%.*s", VIKT_SHOW(c[1].text));
    return false;
}

/* Who is gone, or new since, is in another run. */
static vikt_code find_elsewhere(vikt_store *store, int64_t run_id, vikt_text wanted,
                                vikt_error *err)
{
    vikt_datum value = vikt_datum_text(wanted);
    other_run other = {0};
    vikt_code code = vikt_store_run(store,
                                    "SELECT u.run_id, u.as_of FROM run u"
                                    " WHERE u.status = 'complete' AND EXISTS (SELECT 1 FROM result"
                                    " r WHERE r.run_id = u.run_id AND r.customer_key = ?)"
                                    " ORDER BY u.as_of DESC, u.run_id DESC LIMIT 1",
                                    &value, 1, take_other, &other, err);

    if (code == VIKT_OK && other.run_id)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "no customer \"%.*s\" in run %lld; the latest run with it is %lld, as of "
                         "%s",
                         VIKT_SHOW(wanted), (long long)run_id, (long long)other.run_id,
                         other.as_of);
    return code;
}

vikt_code vikt_finder_customer(vikt_store *store, int64_t run_id, vikt_text wanted,
                               vikt_arena *arena, vikt_text *key, vikt_error *err)
{
    vikt_datum value = vikt_datum_integer(run_id);
    char masked[VIKT_PERSONAL_MAX];
    vikt_text personal = vikt_personal_mask(wanted, VIKT_PERSONAL_HEADING, true, masked);
    name_search search = {.arena = arena};
    bool found;
    vikt_code code = is_key(store, run_id, wanted, &found, err);

    *key = (vikt_text){NULL, 0};
    if (code == VIKT_OK && !found && personal.length) {
        wanted = personal; /* what a run keeps of it; and it is not said again in a message */
        code = is_key(store, run_id, wanted, &found, err);
    }
    if (code != VIKT_OK)
        return code;
    if (found) {
        *key = vikt_text_copy(arena, wanted);
        return key->at ? VIKT_OK : vikt_fail_memory(err);
    }
    search.wanted = search.nearest.wanted = wanted;
    code = vikt_store_run(store,
                          "SELECT customer_key, name FROM result WHERE run_id = ?"
                          " ORDER BY customer_key",
                          &value, 1, compare_customer, &search, err);
    if (code == VIKT_OK && !search.failed && search.exact_count + search.folded_count == 0)
        code = find_elsewhere(store, run_id, wanted, err);
    return code == VIKT_OK ? choose(&search, key, err) : code;
}
