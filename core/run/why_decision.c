/* SPDX-License-Identifier: MIT */
#include "core/run/why_decision.h"

#include "core/base/fail.h"

typedef struct reading {
    vikt_decided_keys *out;
    vikt_arena *arena;
    bool failed;
} reading;

static bool make_room(reading *r)
{
    vikt_decided_keys *d = r->out;

    d->keys = vikt_arena_grow(r->arena, d->keys, d->count, &d->key_capacity, sizeof *d->keys);
    d->authors =
        vikt_arena_grow(r->arena, d->authors, d->count, &d->author_capacity, sizeof *d->authors);
    d->agreed =
        vikt_arena_grow(r->arena, d->agreed, d->count, &d->agreed_capacity, sizeof *d->agreed);
    return d->keys && d->authors && d->agreed;
}

static bool take(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_decided_keys *d = r->out;

    (void)count;
    r->failed |= !make_room(r);
    if (r->failed)
        return false;
    d->keys[d->count] = vikt_text_copy(r->arena, c[0].text);
    d->authors[d->count] = vikt_text_copy(r->arena, c[1].text);
    d->agreed[d->count] = c[2].integer != 0;
    r->failed |= !d->keys[d->count].at || !d->authors[d->count].at;
    d->count++;
    return !r->failed;
}

vikt_code vikt_decided_keys_read(vikt_store *store, int64_t run_id, vikt_text scheme,
                                 vikt_arena *arena, vikt_decided_keys *out, vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(run_id), vikt_datum_text(scheme)};
    reading r = {.out = out, .arena = arena};
    vikt_code code;

    *out = (vikt_decided_keys){.count = 0};
    code = vikt_store_run(store,
                          "SELECT customer_key, author, own_class IS class FROM run_decision"
                          " WHERE run_id = ? AND scheme = ? ORDER BY customer_key",
                          values, 2, take, &r, err);
    return code == VIKT_OK && r.failed ? vikt_fail_memory(err) : code;
}

size_t vikt_decided_keys_find(const vikt_decided_keys *decided, vikt_text key)
{
    size_t from = 0, to = decided->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (vikt_text_compare(decided->keys[middle], key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < decided->count && vikt_text_equal(decided->keys[from], key) ? from
                                                                              : decided->count;
}
