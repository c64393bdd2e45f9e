/* SPDX-License-Identifier: MIT */
#include "core/store/store.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/base/stop.h"
#include "core/store/handle.h"
#include "core/store/schema.h"

/* A run keeps its database for as long as it computes: seconds, with a million customers. Who only
 * wants to read sits before the screen and is told sooner. */
enum { RUN_WAITS_MILLISECONDS = 10000, READER_WAITS_MILLISECONDS = 2000 };

/* Measured with a million results: WAL is 8-22 % slower than DELETE, full synchronous costs 6-11 %.
 */
static const char for_writing[] = "PRAGMA page_size = 16384;"
                                  "PRAGMA synchronous = FULL;"
                                  "PRAGMA foreign_keys = ON;"
                                  "PRAGMA cache_size = -8000;";

/* SQLite gives ":memory:" and "file:..." a meaning of their own; behind "./" they are names like
 * others. */
static char *plain_path(const char *path)
{
    size_t size = strlen(path) + sizeof "./";
    char *plain = malloc(size);

    if (plain)
        snprintf(plain, size, "%s%s", path[0] == '/' ? "" : "./", path);
    return plain;
}

/* ---- waiting, and not any more ---- */

/* Asked again and again while others use the file: 1 waits a little more. */
static int wait_on(void *context, int count)
{
    enum { SHORT = 5, LONG = 25, SHORT_ONES = 20 }; /* milliseconds */
    const vikt_store *store = context;
    int limit =
        store->mode == VIKT_STORE_WRITE ? RUN_WAITS_MILLISECONDS : READER_WAITS_MILLISECONDS;
    int waited =
        count < SHORT_ONES ? count * SHORT : SHORT_ONES * SHORT + (count - SHORT_ONES) * LONG;

    if (waited >= limit || vikt_stop_asked(store->stop))
        return 0;
    sqlite3_sleep(count < SHORT_ONES ? SHORT : LONG);
    return 1;
}

static int interrupt(void *context)
{
    return vikt_stop_asked(((const vikt_store *)context)->stop);
}

static void listen_for_stop(vikt_store *store)
{
    enum { STEPS = 10000 }; /* of SQLite's machine: some milliseconds at most */

    sqlite3_busy_handler(store->db, wait_on, store);
    if (store->stop && store->stop->asked)
        sqlite3_progress_handler(store->db, STEPS, interrupt, store);
}

/* What is committed is done, and what is rolled back must be. */
static void end_listening(vikt_store *store)
{
    store->stop = NULL;
    sqlite3_progress_handler(store->db, 0, NULL, NULL);
}

/* ---- opening ---- */

static vikt_code connect(vikt_store *store, vikt_error *err)
{
    int rc;
    char *path = plain_path(store->path);

    if (!path)
        return vikt_fail_memory(err);
    /* Also for reading: only a writable connection can roll back what a killed run left. */
    rc = sqlite3_open_v2(path, &store->db,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    free(path);
    if (rc != SQLITE_OK)
        return vikt_store_fail(store, rc, "open", err);
    listen_for_stop(store);
    /* The file may come by e-mail. Distrusting its whole schema would shut out our own views:
     * SQLite 3.40 counts the JSON functions as unsafe. */
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return VIKT_OK;
}

static vikt_code holds_no_runs(const char *path, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0),
                     "holds no runs yet; \"vikt run\" makes the first");
}

static vikt_code open_for_reading(vikt_store *store, vikt_error *err)
{
    vikt_code code;

    if (store->file.empty)
        return holds_no_runs(store->path, err);
    /* One transaction for all reading, so that no run comes in between two statements. */
    code = vikt_store_execute(store, "PRAGMA query_only = ON; BEGIN", err);
    return code == VIKT_OK ? vikt_schema_check(store, vikt_schema_newest(), err) : code;
}

static vikt_code removed(const vikt_store *store, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                     "was removed or replaced by another program; run again");
}

/* All in one step from no lock at all: two that have read already, and keep their lock for that,
 * would wait for each other in vain. That also rules out PRAGMA locking_mode = EXCLUSIVE. */
static vikt_code lock(vikt_store *store, vikt_error *err)
{
    bool raised;
    vikt_code code = vikt_store_execute(store, "BEGIN EXCLUSIVE", err);

    store->locked = code == VIKT_OK;
    if (!vikt_file_same(store->path, &store->file))
        return removed(store, err); /* which SQLite may have met with too, in words of its own */
    return code == VIKT_OK ? vikt_schema_raise(store, vikt_schema_newest(), &raised, err) : code;
}

typedef struct refusal {
    const char *path;
    vikt_error *err;
    bool *found;
} refusal;

/* A trigger that came with the file could undo in silence what is written. */
static bool tell_trigger(void *context, const vikt_datum *columns, size_t count)
{
    const refusal *r = context;

    (void)count;
    vikt_fail(r->err, VIKT_STORE, vikt_place_of(r->path, 0, 0),
              "has a trigger \"%.*s\" that is not vikt's and may change what is stored; drop it "
              "first",
              VIKT_SHOW(columns[0].text));
    *r->found = true;
    return false;
}

static vikt_code refuse_triggers(vikt_store *store, vikt_error *err)
{
    bool found = false;
    refusal r = {store->path, err, &found};
    vikt_code code = vikt_store_run(store,
                                    "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                                    " AND name <> 'run_takes_results' ORDER BY name",
                                    NULL, 0, tell_trigger, &r, err);

    return code == VIKT_OK && found ? VIKT_STORE : code;
}

/* The transaction is kept open for the first begin, so no other run can come between reading the
 * previous run and writing this one, and no reader can make the commit fail. */
static vikt_code open_for_writing(vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    if (sqlite3_db_readonly(store->db, "main") == 1)
        return vikt_store_fail(store, SQLITE_READONLY, "open", err);
    if (store->file.wal)
        code = vikt_store_execute(store, "PRAGMA journal_mode = DELETE", err);
    if (code == VIKT_OK)
        code = vikt_store_execute(store, for_writing, err);
    if (code == VIKT_OK)
        code = lock(store, err);
    return code == VIKT_OK ? refuse_triggers(store, err) : code;
}

static vikt_code must_exist(const char *path, vikt_error *err)
{
    vikt_file file;
    vikt_code code = vikt_file_inspect(path, false, &file, err);

    return code == VIKT_OK && file.empty ? holds_no_runs(path, err) : code;
}

vikt_code vikt_store_open(const char *path, vikt_store_mode mode, vikt_store **out, vikt_error *err)
{
    return vikt_store_open_until(path, mode, NULL, out, err);
}

vikt_code vikt_store_open_until(const char *path, vikt_store_mode mode, const vikt_stop *stop,
                                vikt_store **out, vikt_error *err)
{
    vikt_store *store = NULL; /* owned */
    vikt_code rc = mode == VIKT_STORE_CHANGE ? must_exist(path, err) : VIKT_OK;

    *out = NULL;
    if (rc != VIKT_OK)
        return rc;
    store = calloc(1, sizeof *store);
    if (store)
        store->path = strdup(path);
    if (!store || !store->path) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    store->mode = mode == VIKT_STORE_CHANGE ? VIKT_STORE_WRITE : mode;
    store->stop = stop;
    rc = vikt_file_inspect(path, store->mode == VIKT_STORE_WRITE, &store->file, err);
    if (rc == VIKT_OK)
        rc = connect(store, err);
    if (rc == VIKT_OK)
        rc = vikt_file_check(path, store->db, &store->file, err);
    if (rc == VIKT_OK)
        rc = store->mode == VIKT_STORE_WRITE ? open_for_writing(store, err)
                                             : open_for_reading(store, err);
    if (rc != VIKT_OK)
        goto cleanup;
    *out = store;
    store = NULL;
cleanup:
    vikt_store_close(store);
    return rc;
}

/* A new file in which nothing was committed, by us or by another run, goes away again. While we
 * read nobody can write to it, and whoever waits to do so sees afterwards that it is gone. */
static void remove_unused(const vikt_store *store)
{
    sqlite3_busy_timeout(store->db, 0);
    if (sqlite3_exec(store->db, "BEGIN; PRAGMA user_version", NULL, NULL, NULL) == SQLITE_OK &&
        vikt_file_same_and_empty(store->path, &store->file))
        unlink(store->path);
}

void vikt_store_close(vikt_store *store)
{
    if (!store)
        return;
    if (store->db)
        vikt_store_rollback(store);
    if (store->db && store->file.created)
        remove_unused(store);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

vikt_code vikt_store_begin(vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    assert(!store->begun && store->mode == VIKT_STORE_WRITE);
    if (!store->locked)
        code = lock(store, err);
    else if (!vikt_file_same(store->path, &store->file))
        code = removed(store, err);
    store->begun = true;
    if (code != VIKT_OK)
        vikt_store_rollback(store);
    return code;
}

vikt_code vikt_store_commit(vikt_store *store, vikt_error *err)
{
    vikt_code code;

    assert(store->begun);
    code = vikt_store_execute(store, "COMMIT", err);
    if (code != VIKT_OK) {
        vikt_store_rollback(store);
        return code;
    }
    store->begun = store->locked = false;
    end_listening(store);
    return VIKT_OK;
}

void vikt_store_rollback(vikt_store *store)
{
    end_listening(store);
    /* After some errors SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    /* After a full disk the file itself is put right only by the next read, or else by the next
     * program. */
    if (store->locked)
        sqlite3_exec(store->db, "PRAGMA user_version", NULL, NULL, NULL);
    store->begun = store->locked = false;
}
