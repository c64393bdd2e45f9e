/* SPDX-License-Identifier: MIT */
#include "core/store/check.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/store/handle.h"
#include "core/store/schema.h"

enum { PROBLEM_MAX = 400 };

/* ---- SQLite's own check ---- */

static bool take_problem(void *context, const vikt_datum *columns, size_t count)
{
    const vikt_store_hearer *hearer = context;

    (void)count;
    if (!vikt_text_is(columns[0].text, "ok"))
        hearer->hear(hearer->context, columns[0].text);
    return true;
}

vikt_code vikt_store_check(vikt_store *store, const vikt_store_hearer *hearer, vikt_error *err)
{
    return vikt_store_run(store, "PRAGMA integrity_check", NULL, 0, take_problem, (void *)hearer,
                          err);
}

/* ---- rows without a run ---- */

static bool take_orphans(void *context, const vikt_datum *columns, size_t count)
{
    const vikt_store_hearer *hearer = context;
    char text[PROBLEM_MAX];

    (void)count;
    snprintf(text, sizeof text, "table \"%.*s\" has %lld rows of a run that is not there",
             VIKT_SHOW(columns[0].text), (long long)columns[1].integer);
    hearer->hear(hearer->context, vikt_text_of(text));
    return true;
}

/* ---- the schema: held against that of a new database ---- */

typedef struct comparing {
    vikt_store *in;    /* where the objects should be */
    const char *wrong; /* what is said of one that is not there */
    const vikt_store_hearer *hearer;
    vikt_code code;
    vikt_error *err;
} comparing;

static bool take_true(void *context, const vikt_datum *columns, size_t count)
{
    (void)columns, (void)count;
    *(bool *)context = true;
    return false;
}

static bool take_object(void *context, const vikt_datum *columns, size_t count)
{
    comparing *c = context;
    char text[PROBLEM_MAX];
    bool same = false;

    c->code = vikt_store_run(c->in,
                             "SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?"
                             " AND tbl_name = ? AND sql = ?",
                             columns, count, take_true, &same, c->err);
    if (c->code != VIKT_OK)
        return false;
    snprintf(text, sizeof text, "%.*s \"%.*s\" %s", VIKT_SHOW(columns[0].text),
             VIKT_SHOW(columns[1].text), c->wrong);
    if (!same)
        c->hearer->hear(c->hearer->context, vikt_text_of(text));
    return true;
}

/* One of ours that was changed has been told already. */
static bool take_trigger(void *context, const vikt_datum *columns, size_t count)
{
    return vikt_text_is(columns[1].text, "run_takes_results") ||
           take_object(context, columns, count);
}

static vikt_code make_newest(vikt_store *model, vikt_error *err)
{
    const vikt_schema *newest = vikt_schema_newest();
    vikt_code code = VIKT_OK;
    int rc =
        sqlite3_open_v2(":memory:", &model->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (rc != SQLITE_OK)
        return vikt_store_fail(model, rc, "open", err);
    for (size_t i = 0; i < newest->version; i++)
        for (const char *const *sql = newest->steps[i]; *sql && code == VIKT_OK; sql++)
            code = vikt_store_execute(model, *sql, err);
    return code;
}

static vikt_code check_schema(vikt_store *store, const vikt_store_hearer *hearer, vikt_error *err)
{
    vikt_store model = {.path = store->path};
    comparing c = {.in = store, .wrong = "is not as vikt makes it", .hearer = hearer, .err = err};
    vikt_code code = make_newest(&model, err);

    if (code == VIKT_OK)
        code = vikt_store_run(&model,
                              "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                              " WHERE sql IS NOT NULL ORDER BY type, name",
                              NULL, 0, take_object, &c, err);
    if (code == VIKT_OK && c.code == VIKT_OK) {
        c.in = &model;
        c.wrong = "is not vikt's, and may change what is stored";
        code = vikt_store_run(store,
                              "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                              " WHERE type = 'trigger' ORDER BY name",
                              NULL, 0, take_trigger, &c, err);
    }
    sqlite3_close(model.db);
    return code == VIKT_OK ? c.code : code;
}

vikt_code vikt_store_check_form(vikt_store *store, const vikt_store_hearer *hearer, vikt_error *err)
{
    vikt_code code = vikt_store_run(store,
                                    "SELECT \"table\", count(*) FROM pragma_foreign_key_check"
                                    " GROUP BY \"table\" ORDER BY \"table\"",
                                    NULL, 0, take_orphans, (void *)hearer, err);

    return code == VIKT_OK ? check_schema(store, hearer, err) : code;
}
