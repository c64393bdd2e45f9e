/* SPDX-License-Identifier: MIT */
#include "core/persist/seals.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/persist/run_parts.h"

/* ---- the tables ---- */

/* previous_run_id becomes NULL when the run before is dropped, and forgotten counts up. */
static const char run_columns[] =
    "as_of, status, profile, profile_digest, language, currency, engine_version,"
    " primary_scheme, scale_lo, scale_hi, min_coverage, min_weight, weight, weight_known, thin,"
    " customers, rows_read, rejected, rejected_rows, unclassified, profile_text, previous_as_of,"
    " money, fingerprint, dated";

enum { OWN = 3 };

static const char previous[] = "run.previous_run_id";

bool vikt_seals_table(size_t i, vikt_sealed_table *out)
{
    /* The one time of the clock has a seal of its own: that of the rest can be compared. */
    static const char *const first[] = {"run", "run.started_at", "result"};
    static const char *const of_run[] = {run_columns, "started_at"};

    out->name = i < OWN ? first[i] : vikt_run_parts_table(i - OWN);
    out->has_run_id = i >= 2;
    if (!out->name)
        return false;
    if (out->has_run_id)
        snprintf(out->select, sizeof out->select, "SELECT * FROM \"%s\" WHERE run_id = ?",
                 out->name);
    else
        snprintf(out->select, sizeof out->select, "SELECT %s FROM run WHERE run_id = ?", of_run[i]);
    return true;
}

/* ---- a seal of what is stored ---- */

typedef struct sealing {
    vikt_seal seal;
    size_t skipped; /* columns at the beginning: run_id */
    bool failed;
} sealing;

static bool take_row(void *context, const vikt_datum *columns, size_t count)
{
    sealing *s = context;

    s->failed = !vikt_seal_add(&s->seal, columns + s->skipped, count - s->skipped);
    return !s->failed;
}

/* Clear the seal in any case. */
static vikt_code seal_table(vikt_store *store, int64_t run_id, const vikt_sealed_table *table,
                            vikt_seal *out, vikt_error *err)
{
    sealing s = {.skipped = table->has_run_id ? 1 : 0};
    vikt_code code;

    vikt_seal_init(&s.seal, NULL);
    code = vikt_store_run_with(store, table->select, run_id, take_row, &s, err);
    *out = s.seal;
    return code == VIKT_OK && s.failed ? vikt_fail_memory(err) : code;
}

static bool take_one(void *context, const vikt_datum *columns, size_t count)
{
    sealing *s = context;

    s->failed = !vikt_seal_add(&s->seal, columns, count);
    return false;
}

/* Of the number of the run before, which may be none. */
static vikt_code seal_previous(vikt_store *store, int64_t run_id, vikt_seal *out, vikt_error *err)
{
    sealing s = {.failed = false};
    vikt_code code;

    vikt_seal_init(&s.seal, NULL);
    code = vikt_store_run_with(store, "SELECT previous_run_id FROM run WHERE run_id = ?", run_id,
                               take_one, &s, err);
    *out = s.seal;
    return code == VIKT_OK && s.failed ? vikt_fail_memory(err) : code;
}

/* ---- making ---- */

static vikt_code keep_table(vikt_store *store, int64_t run_id, const vikt_sealed_table *table,
                            vikt_error *err)
{
    vikt_seal seal;
    vikt_code code = seal_table(store, run_id, table, &seal, err);

    if (code == VIKT_OK)
        code = vikt_seal_keep(&seal, store, run_id, table->name, err);
    vikt_seal_clear(&seal);
    return code;
}

vikt_code vikt_seals_begin(vikt_store *store, int64_t run_id, vikt_error *err)
{
    vikt_sealed_table table;
    vikt_seal seal;
    vikt_code code = VIKT_OK;

    for (size_t i = 0; i < OWN - 1 && code == VIKT_OK && vikt_seals_table(i, &table); i++)
        code = keep_table(store, run_id, &table, err);
    if (code != VIKT_OK)
        return code;
    code = seal_previous(store, run_id, &seal, err);
    if (code == VIKT_OK)
        code = vikt_seal_keep(&seal, store, run_id, previous, err);
    vikt_seal_clear(&seal);
    return code;
}

static bool take_count(void *context, const vikt_datum *columns, size_t count)
{
    (void)count;
    *(int64_t *)context = columns[0].integer;
    return false;
}

static vikt_code count_seals(vikt_store *store, int64_t run_id, int64_t *out, vikt_error *err)
{
    return vikt_store_run_with(store, "SELECT count(*) FROM seal WHERE run_id = ?", run_id,
                               take_count, out, err);
}

vikt_code vikt_seals_renew(vikt_store *store, int64_t run_id, vikt_error *err)
{
    vikt_sealed_table table;
    int64_t seals = 0;
    vikt_code code = count_seals(store, run_id, &seals, err);

    for (size_t i = 0; code == VIKT_OK && seals > 0 && vikt_seals_table(i, &table); i++)
        code = keep_table(store, run_id, &table, err);
    return code;
}

/* ---- checking ---- */

/* Every run that says what it rests on was sealed. */
static vikt_code is_sealed(vikt_store *store, int64_t run_id, int64_t *out, vikt_error *err)
{
    return vikt_store_run_with(store,
                               "SELECT fingerprint IS NOT NULL OR EXISTS (SELECT 1 FROM seal s"
                               " WHERE s.run_id = u.run_id) FROM run u WHERE run_id = ?",
                               run_id, take_count, out, err);
}

typedef struct kept {
    bool found;
    int64_t rows;
    char digest[VIKT_DIGEST_SIZE];
} kept;

static bool take_kept(void *context, const vikt_datum *columns, size_t count)
{
    kept *k = context;

    (void)count;
    k->found = true;
    k->rows = columns[0].integer;
    snprintf(k->digest, sizeof k->digest, "%.*s", VIKT_SHOW(columns[1].text));
    return false;
}

static vikt_code read_kept(vikt_store *store, int64_t run_id, const char *table, kept *out,
                           vikt_error *err)
{
    vikt_datum values[] = {vikt_datum_integer(run_id), vikt_datum_text(vikt_text_of(table))};

    *out = (kept){.found = false};
    return vikt_store_run(store, "SELECT rows, digest FROM seal WHERE run_id = ? AND \"table\" = ?",
                          values, 2, take_kept, out, err);
}

static bool is_whole(const kept *k, const vikt_seal *seal)
{
    char digest[VIKT_DIGEST_SIZE];

    vikt_digest_write(seal->sum, digest);
    return k->found && k->rows == seal->rows && strcmp(k->digest, digest) == 0;
}

typedef struct checking {
    vikt_store *store;
    int64_t run_id;
    void (*hear)(void *context, const vikt_seal_break *what);
    void *context;
} checking;

static void tell(const checking *c, const char *table, const kept *k, const vikt_seal *seal)
{
    vikt_seal_break what = {.table = table,
                            .state = k->found ? VIKT_SEAL_CHANGED : VIKT_SEAL_LOST,
                            .sealed = k->rows,
                            .rows = seal->rows};

    if (!is_whole(k, seal))
        c->hear(c->context, &what);
}

static vikt_code check_table(const checking *c, const vikt_sealed_table *table, vikt_error *err)
{
    kept k;
    vikt_seal seal;
    vikt_code code = read_kept(c->store, c->run_id, table->name, &k, err);

    if (code != VIKT_OK)
        return code;
    code = seal_table(c->store, c->run_id, table, &seal, err);
    if (code == VIKT_OK)
        tell(c, table->name, &k, &seal);
    vikt_seal_clear(&seal);
    return code;
}

/* ---- the run before: gone when it was dropped, but not when it is there ---- */

typedef struct looking {
    const kept *kept;
    bool found, failed;
} looking;

static bool look_at_run(void *context, const vikt_datum *columns, size_t count)
{
    looking *l = context;
    vikt_seal seal;

    vikt_seal_init(&seal, NULL);
    l->failed = !vikt_seal_add(&seal, columns, count);
    l->found = !l->failed && is_whole(l->kept, &seal);
    vikt_seal_clear(&seal);
    return !l->failed && !l->found;
}

/* NULL stands also for a run that is not there any more. */
static vikt_code may_be_none(const checking *c, const kept *k, bool *out, vikt_error *err)
{
    looking l = {.kept = k};
    vikt_code code = vikt_store_run_with(
        c->store,
        "SELECT run_id FROM run WHERE EXISTS (SELECT 1 FROM run WHERE run_id = ?"
        " AND previous_run_id IS NULL)",
        c->run_id, look_at_run, &l, err);

    if (code == VIKT_OK && l.failed)
        return vikt_fail_memory(err);
    *out = !l.found;
    return code;
}

static bool take_any(void *context, const vikt_datum *columns, size_t count)
{
    (void)count;
    *(bool *)context = columns[0].kind == VIKT_DATUM_NULL;
    return false;
}

static vikt_code check_previous(const checking *c, vikt_error *err)
{
    kept k;
    vikt_seal seal;
    bool is_none = false, may = false;
    vikt_code code = read_kept(c->store, c->run_id, previous, &k, err);

    if (code == VIKT_OK)
        code = vikt_store_run_with(c->store, "SELECT previous_run_id FROM run WHERE run_id = ?",
                                   c->run_id, take_any, &is_none, err);
    if (code == VIKT_OK && is_none && k.found)
        code = may_be_none(c, &k, &may, err);
    if (code != VIKT_OK || may)
        return code;
    code = seal_previous(c->store, c->run_id, &seal, err);
    if (code == VIKT_OK)
        tell(c, previous, &k, &seal);
    vikt_seal_clear(&seal);
    return code;
}

vikt_code vikt_seals_check(vikt_store *store, int64_t run_id,
                           void (*hear)(void *context, const vikt_seal_break *what), void *context,
                           bool *any, vikt_error *err)
{
    checking c = {store, run_id, hear, context};
    vikt_sealed_table table;
    int64_t sealed = 0;
    vikt_code code = is_sealed(store, run_id, &sealed, err);

    *any = sealed != 0;
    if (code != VIKT_OK || !*any)
        return code;
    for (size_t i = 0; code == VIKT_OK && vikt_seals_table(i, &table); i++)
        code = check_table(&c, &table, err);
    return code == VIKT_OK ? check_previous(&c, err) : code;
}
