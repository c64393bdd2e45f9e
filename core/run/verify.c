/* SPDX-License-Identifier: MIT */
#include "core/run/verify.h"

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/persist/finder.h"
#include "core/run/recompute.h"
#include "core/store/check.h"

/* ---- the file ---- */

typedef struct hearing {
    vikt_arena *arena;
    vikt_text **items;
    size_t *count, *capacity;
    bool failed;
} hearing;

static void keep_text(void *context, vikt_text what)
{
    hearing *h = context;
    vikt_text *grown = vikt_arena_grow(h->arena, *h->items, *h->count, h->capacity, sizeof *grown);

    h->failed |= !grown;
    if (h->failed)
        return;
    *h->items = grown;
    grown[*h->count] = vikt_text_copy(h->arena, what);
    h->failed |= !grown[(*h->count)++].at;
}

static vikt_code check_file(vikt_verification *v, vikt_store *store, vikt_error *err)
{
    hearing damage = {&v->arena, &v->damage, &v->damage_count, &v->damage_capacity, false};
    hearing form = {&v->arena, &v->form, &v->form_count, &v->form_capacity, false};
    vikt_store_hearer hears_damage = {keep_text, &damage}, hears_form = {keep_text, &form};
    vikt_code code = vikt_store_check(store, &hears_damage, err);

    if (code == VIKT_OK && !v->damage_count)
        code = vikt_store_check_form(store, &hears_form, err);
    return code == VIKT_OK && (damage.failed || form.failed) ? vikt_fail_memory(err) : code;
}

/* ---- the runs ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    vikt_verification *v = context;
    vikt_verified_run *grown =
        vikt_arena_grow(&v->arena, v->runs, v->run_count, &v->run_capacity, sizeof *grown);

    (void)count;
    v->failed |= !grown;
    if (!grown)
        return false;
    v->runs = grown;
    grown += v->run_count++;
    *grown = (vikt_verified_run){.run_id = c[0].integer,
                                 .as_of = vikt_text_copy(&v->arena, c[1].text),
                                 .engine = vikt_text_copy(&v->arena, c[2].text),
                                 .forgotten = c[3].integer,
                                 .arena = &v->arena};
    v->failed |= !grown->as_of.at || !grown->engine.at;
    return !v->failed;
}

static vikt_code list_runs(vikt_verification *v, vikt_store *store,
                           const vikt_verify_options *options, vikt_error *err)
{
    vikt_datum values[2];
    int64_t wanted = 0;
    vikt_code code = options->all ? VIKT_OK : vikt_finder_run(store, options->run, &wanted, err);

    values[0] = values[1] = vikt_datum_integer(wanted);
    if (code == VIKT_OK)
        code = vikt_store_run(store,
                              "SELECT run_id, as_of, engine_version, forgotten FROM run"
                              " WHERE ? = 0 OR run_id = ? ORDER BY as_of, run_id",
                              values, 2, take_run, v, err);
    return code == VIKT_OK && v->failed ? vikt_fail_memory(err) : code;
}

static void keep_break(void *context, const vikt_seal_break *what)
{
    vikt_verified_run *run = context;
    vikt_seal_break *grown = vikt_arena_grow(run->arena, run->breaks, run->break_count,
                                             &run->break_capacity, sizeof *grown);

    run->failed |= !grown;
    if (run->failed)
        return;
    run->breaks = grown;
    grown[run->break_count++] = *what;
}

static vikt_code verify_run(vikt_verified_run *run, vikt_store *store,
                            const vikt_verify_options *options, vikt_error *err)
{
    vikt_code code = vikt_seals_check(store, run->run_id, keep_break, run, &run->sealed, err);

    if (code == VIKT_OK)
        code = vikt_recompute(store, options, run, err);
    return code == VIKT_OK && run->failed ? vikt_fail_memory(err) : code;
}

static vikt_code verify_all(vikt_verification *v, const vikt_verify_options *options,
                            vikt_error *err)
{
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(options->database, VIKT_STORE_READ, &store, err);

    if (code == VIKT_OK)
        code = check_file(v, store, err);
    if (code == VIKT_OK && !v->damage_count)
        code = list_runs(v, store, options, err);
    for (size_t i = 0; i < v->run_count && code == VIKT_OK; i++)
        code = verify_run(&v->runs[i], store, options, err);
    vikt_store_close(store);
    return code;
}

vikt_code vikt_verify(const vikt_verify_options *options, vikt_verification **out, vikt_error *err)
{
    const vikt_allocator *allocator =
        options->allocator ? options->allocator : vikt_allocator_default();
    vikt_verification *v = vikt_acquire(allocator, 1, sizeof *v);
    vikt_locale locale;
    vikt_code code;

    *out = NULL;
    if (!v)
        return vikt_fail_memory(err);
    v->allocator = allocator;
    vikt_arena_init(&v->arena, allocator);
    locale = vikt_locale_begin();
    v->database = vikt_arena_copy(&v->arena, options->database, strlen(options->database));
    code = v->database ? verify_all(v, options, err) : vikt_fail_memory(err);
    vikt_locale_end(locale);
    if (code == VIKT_OK)
        *out = v;
    else
        vikt_verification_free(v);
    return code;
}

void vikt_verification_free(vikt_verification *v)
{
    if (!v)
        return;
    vikt_arena_clear(&v->arena);
    vikt_release(v->allocator, v);
}

/* ---- what was found ---- */

size_t vikt_verified_problems(const vikt_verified_run *run)
{
    return run->break_count + run->cells + (run->failure ? 1 : 0);
}

bool vikt_verified_elsewhere(const vikt_verified_run *run)
{
    return !vikt_text_is(run->engine, VIKT_VERSION);
}

bool vikt_verification_damaged(const vikt_verification *v)
{
    return v->damage_count > 0;
}

size_t vikt_verification_runs(const vikt_verification *v)
{
    return v->run_count;
}

int64_t vikt_verification_run(const vikt_verification *v, size_t i)
{
    return v->runs[i].run_id;
}

size_t vikt_verification_differences(const vikt_verification *v, size_t i)
{
    return vikt_verified_problems(&v->runs[i]);
}

size_t vikt_verification_problems(const vikt_verification *v)
{
    size_t problems = v->damage_count + v->form_count;

    for (size_t i = 0; i < v->run_count; i++)
        problems += vikt_verified_problems(&v->runs[i]);
    return problems;
}
