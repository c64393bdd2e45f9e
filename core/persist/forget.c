/* SPDX-License-Identifier: MIT */
#include "core/persist/forget.h"

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/persist/seals.h"

/* ---- what goes: rows of the customer's own, and what others' rows say of it ---- */

typedef struct deed {
    const char *table;
    const char *sql; /* ?1: the key; gives a run_id for each row, if the row has one */
    bool masked;
} deed;

#define OWN_BY_RUN(table)                                                                          \
    {                                                                                              \
        table,                                                                                     \
            "DELETE FROM " table " WHERE customer_key = ?1 AND run_id IN (SELECT run_id FROM run)" \
            " RETURNING run_id",                                                                   \
            false                                                                                  \
    }
#define OWN(table)                                                                                 \
    {                                                                                              \
        table, "DELETE FROM " table " WHERE customer_key = ?1 RETURNING run_id", false             \
    }
#define MASKED(table, set, where)                                                                  \
    {                                                                                              \
        table, "UPDATE " table " SET " set " WHERE " where " RETURNING run_id", true               \
    }

/* A row that was rejected whole may be the customer's without anybody having known. Headings are
 * found anew. */
static const deed deeds[] = {
    OWN_BY_RUN("result"),
    OWN_BY_RUN("run_rating"),
    OWN_BY_RUN("run_decision"),
    {"decision", "DELETE FROM decision WHERE customer_key = ?1 RETURNING 0", false},
    OWN("failure"),
    OWN("run_print"),
    {"reject",
     "DELETE FROM reject WHERE customer_key = ?1 OR named(customer_key, 0) OR"
     " (whole_row AND customer_key IS NULL AND (named(value, 1) OR named(reason, 0)))"
     " RETURNING run_id",
     false},
    {"mapping",
     "DELETE FROM mapping WHERE (source, fingerprint) IN"
     " (SELECT source, fingerprint FROM mapping WHERE named(heading, 0)) RETURNING 0",
     false},
    MASKED("reject", "value = masked(value), reason = masked(reason)",
           "named(value, 0) OR named(reason, 0)"),
    MASKED("failure", "message = masked(message)", "named(message, 0)"),
    MASKED("run_print", "text = masked(text)", "named(text, 0)"),
    MASKED("run_notice", "text = masked(text)", "named(text, 0)"),
    MASKED("run_decision", "reason = masked(reason)", "named(reason, 0)"),
    {"decision",
     "UPDATE decision SET reason = masked(reason), withdrawn_reason = masked(withdrawn_reason)"
     " WHERE named(reason, 0) OR named(withdrawn_reason, 0) RETURNING 0",
     true},
    /* The cell that proved the encoding, and headings that are none. */
    MASKED("run_input", "reading = json_set(reading, '$.proof', NULL)",
           "named(reading ->> '$.proof', 1)"),
    MASKED("run_input", "reading = masked(reading)",
           "EXISTS (SELECT 1 FROM json_each(reading, '$.headings') h"
           " WHERE named(h.value ->> '$.heading', 0))"),
};

/* What is equal for many customers is numbered; a number that nobody has any more goes too. */
static const char *const orphans[] = {
    "DELETE FROM basis WHERE run_id = ?1 AND basis NOT IN"
    " (SELECT basis FROM result WHERE run_id = ?1)",
    "DELETE FROM outcome_class WHERE run_id = ?1 AND outcome NOT IN"
    " (SELECT outcome FROM result WHERE run_id = ?1)",
    "DELETE FROM outcome_rule WHERE run_id = ?1 AND outcome NOT IN"
    " (SELECT outcome FROM result WHERE run_id = ?1)",
    "DELETE FROM outcome_action WHERE run_id = ?1 AND outcome NOT IN"
    " (SELECT outcome FROM result WHERE run_id = ?1)",
};

/* ---- doing it ---- */

typedef struct doing {
    vikt_forgotten *f;
    int64_t rows;
} doing;

static void add_run(vikt_forgotten *f, int64_t run_id)
{
    size_t at = f->run_count;

    while (at > 0 && f->runs[at - 1] > run_id)
        at--;
    if (run_id == 0 || (at > 0 && f->runs[at - 1] == run_id))
        return;
    f->runs = vikt_arena_grow(&f->arena, f->runs, f->run_count, &f->run_capacity, sizeof *f->runs);
    f->failed |= !f->runs;
    if (!f->runs)
        return;
    memmove(f->runs + at + 1, f->runs + at, (f->run_count - at) * sizeof *f->runs);
    f->runs[at] = run_id;
    f->run_count++;
}

/* SQLite makes all changes before it gives the first row of RETURNING. */
static bool take_row(void *context, const vikt_datum *c, size_t count)
{
    doing *d = context;

    (void)count;
    d->rows++;
    add_run(d->f, c[0].integer);
    return !d->f->failed;
}

static void add_rows(vikt_forgotten *f, const deed *done, int64_t rows)
{
    vikt_forgotten_rows *last = f->row_count ? &f->rows[f->row_count - 1] : NULL;

    if (rows == 0)
        return;
    if (last && strcmp(last->table, done->table) == 0 && last->masked == done->masked)
        last->rows += rows;
    else
        f->rows[f->row_count++] = (vikt_forgotten_rows){done->table, done->masked, rows};
}

static vikt_code do_all(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_datum key = vikt_datum_text(f->key);
    vikt_code code = VIKT_OK;

    f->row_count = 0;
    for (size_t i = 0; code == VIKT_OK && i < sizeof deeds / sizeof *deeds; i++) {
        bool has_key = strstr(deeds[i].sql, "?1");
        doing d = {.f = f};

        code = vikt_store_run(store, deeds[i].sql, &key, has_key ? 1 : 0, take_row, &d, err);
        if (code == VIKT_OK && f->failed)
            code = vikt_fail_memory(err);
        add_rows(f, &deeds[i], d.rows);
        if (i == 0)
            f->results = (size_t)d.rows;
    }
    return code;
}

static vikt_code count_gone(vikt_store *store, int64_t run_id, vikt_text key, vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(run_id), vikt_datum_text(key)};

    return vikt_store_run(store,
                          "UPDATE run SET forgotten = forgotten + EXISTS (SELECT 1 FROM result"
                          " WHERE run_id = ?1 AND customer_key = ?2) WHERE run_id = ?1",
                          values, 2, NULL, NULL, err);
}

/* ---- seals: renewed where they held, left where somebody else has changed something ---- */

static void hear_break(void *context, const vikt_seal_break *what)
{
    (void)what;
    *(bool *)context = true;
}

static vikt_code check_seals(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    f->unsealed = vikt_arena_new(&f->arena, f->run_count, sizeof *f->unsealed);
    if (!f->unsealed)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < f->run_count && code == VIKT_OK; i++) {
        bool broken = false, any;

        code = vikt_seals_check(store, f->runs[i], hear_break, &broken, &any, err);
        if (broken)
            f->unsealed[f->unsealed_count++] = f->runs[i];
    }
    return code;
}

static bool was_broken(const vikt_forgotten *f, int64_t run_id)
{
    for (size_t i = 0; i < f->unsealed_count; i++)
        if (f->unsealed[i] == run_id)
            return true;
    return false;
}

static vikt_code finish_run(vikt_forgotten *f, vikt_store *store, int64_t run_id, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (size_t i = 0; code == VIKT_OK && i < sizeof orphans / sizeof *orphans; i++)
        code = vikt_store_run_with(store, orphans[i], run_id, NULL, NULL, err);
    if (code == VIKT_OK && !was_broken(f, run_id))
        code = vikt_seals_renew(store, run_id, err);
    return code;
}

/* ---- the whole of it, in one transaction ---- */

static vikt_code plain(vikt_store *store, const char *sql, vikt_error *err)
{
    return vikt_store_run(store, sql, NULL, 0, NULL, NULL, err);
}

/* Done once to see which runs it touches, undone, and done again when their seals were looked at.
 */
static vikt_code take_out(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_code code = plain(store, "SAVEPOINT looking", err);

    if (code == VIKT_OK)
        code = do_all(f, store, err);
    if (code == VIKT_OK)
        code = plain(store, "ROLLBACK TO looking", err);
    if (code == VIKT_OK)
        code = check_seals(f, store, err);
    for (size_t i = 0; code == VIKT_OK && i < f->run_count; i++)
        code = count_gone(store, f->runs[i], f->key, err);
    if (code == VIKT_OK)
        code = do_all(f, store, err);
    for (size_t i = 0; code == VIKT_OK && i < f->run_count; i++)
        code = finish_run(f, store, f->runs[i], err);
    return code;
}

static vikt_code finish(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_code code;

    f->after = f->before;
    if (f->dry_run) {
        vikt_store_rollback(store);
        return VIKT_OK;
    }
    code = vikt_store_commit(store, err);
    if (code != VIKT_OK)
        return code;
    f->compacted = vikt_store_compact(store, NULL) == VIKT_OK;
    code = vikt_store_bytes(store, &f->after, err);
    return code == VIKT_OK ? vikt_forget_prove(f, store, err) : code;
}

static vikt_code forget(vikt_forgotten *f, vikt_store *store, const char *customer, vikt_error *err)
{
    vikt_code code = vikt_store_delete_for_good(store, err);

    if (code == VIKT_OK)
        code = vikt_store_begin(store, err);
    if (code == VIKT_OK)
        code = vikt_store_bytes(store, &f->before, err);
    if (code == VIKT_OK)
        code = vikt_sought_begin(store, &f->sought, err);
    if (code == VIKT_OK)
        code = vikt_forget_whom(f, store, customer, err);
    if (code == VIKT_OK)
        code = take_out(f, store, err);
    return code == VIKT_OK ? finish(f, store, err) : code;
}

static vikt_forgotten *forgotten_new(const vikt_forget_options *options)
{
    vikt_forgotten *f = vikt_acquire(NULL, 1, sizeof *f);

    if (!f)
        return NULL;
    vikt_arena_init(&f->arena, NULL);
    f->dry_run = options->dry_run;
    f->database = vikt_text_copy(&f->arena, vikt_text_of(options->database));
    if (f->database.at)
        return f;
    vikt_forgotten_free(f);
    return NULL;
}

vikt_code vikt_forget(const vikt_forget_options *options, vikt_forgotten **out, vikt_error *err)
{
    vikt_locale locale = vikt_locale_begin();
    vikt_store *store = NULL;
    vikt_forgotten *forgotten = forgotten_new(options);
    vikt_code rc = VIKT_OK;

    *out = NULL;
    if (!forgotten) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    rc = vikt_store_open(options->database, VIKT_STORE_CHANGE, &store, err);
    if (rc == VIKT_OK)
        rc = forget(forgotten, store, options->customer, err);
    if (rc != VIKT_OK)
        goto cleanup;
    *out = forgotten;
    forgotten = NULL;
cleanup:
    vikt_store_close(store);
    vikt_forgotten_free(forgotten);
    vikt_locale_end(locale);
    return rc;
}

void vikt_forgotten_free(vikt_forgotten *forgotten)
{
    if (!forgotten)
        return;
    vikt_arena_clear(&forgotten->arena);
    vikt_release(NULL, forgotten);
}

const char *vikt_forgotten_key(const vikt_forgotten *forgotten)
{
    return forgotten->key.at;
}

size_t vikt_forgotten_results(const vikt_forgotten *forgotten)
{
    return forgotten->results;
}

size_t vikt_forgotten_tables(const vikt_forgotten *forgotten)
{
    return forgotten->tables;
}

int64_t vikt_forgotten_bytes(const vikt_forgotten *forgotten)
{
    return forgotten->bytes;
}

size_t vikt_forgotten_places(const vikt_forgotten *forgotten)
{
    return forgotten->place_count;
}

const char *vikt_forgotten_place(const vikt_forgotten *forgotten, size_t i)
{
    return forgotten->places[i].place.at;
}
