/* SPDX-License-Identifier: MIT */
#include "core/store/store.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/store/handle.h"
#include "core/store/schema.h"

/* A reader of the same file is done in less; a run that works on it takes longer anyway. */
enum { BUSY_MILLISECONDS = 2000 };

/* Measured with a million results: WAL is 8-22 % slower than DELETE, full synchronous costs 6-11 %.
 */
static const char for_writing[] = "PRAGMA page_size = 16384;"
                                  "PRAGMA locking_mode = EXCLUSIVE;"
                                  "PRAGMA journal_mode = DELETE;"
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
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    /* The file may come by e-mail. Distrusting its whole schema would shut out our own views:
     * SQLite 3.40 counts the JSON functions as unsafe. */
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return VIKT_OK;
}

static vikt_code open_for_reading(vikt_store *store, vikt_error *err)
{
    vikt_code code;

    if (store->file.empty)
        return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                         "holds no runs yet; \"vikt run\" makes the first");
    /* One transaction for all reading, so that no run comes in between two statements. */
    code = vikt_store_execute(store, "PRAGMA query_only = ON; BEGIN", err);
    return code == VIKT_OK ? vikt_schema_check(store, vikt_schema_newest(), err) : code;
}

/* The lock is kept until the file is closed, so no other run can come between reading the previous
 * run and writing this one, and no reader can make the commit fail. */
static vikt_code lock(vikt_store *store, vikt_error *err)
{
    vikt_code code = vikt_store_execute(store, "BEGIN EXCLUSIVE", err);

    if (code == VIKT_OK && !vikt_file_same(store->path, &store->file))
        return vikt_fail(err, VIKT_STORE, vikt_place_of(store->path, 0, 0),
                         "was removed or replaced by another program; run again");
    return code;
}

static vikt_code open_for_writing(vikt_store *store, vikt_error *err)
{
    vikt_code code;

    if (sqlite3_db_readonly(store->db, "main") == 1)
        return vikt_store_fail(store, SQLITE_READONLY, "open", err);
    code = vikt_store_execute(store, for_writing, err);
    if (code == VIKT_OK)
        code = lock(store, err);
    if (code == VIKT_OK)
        code = vikt_schema_raise(store, vikt_schema_newest(), &store->pending, err);
    if (code == VIKT_OK && !store->pending)
        code = vikt_store_execute(store, "COMMIT", err);
    return code;
}

vikt_code vikt_store_open(const char *path, vikt_store_mode mode, vikt_store **out, vikt_error *err)
{
    vikt_store *store = NULL; /* owned */
    vikt_code rc = VIKT_MEMORY;

    *out = NULL;
    store = calloc(1, sizeof *store);
    if (store)
        store->path = strdup(path);
    if (!store || !store->path) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    store->mode = mode;
    rc = vikt_file_inspect(path, mode == VIKT_STORE_WRITE, &store->file, err);
    if (rc == VIKT_OK)
        rc = connect(store, err);
    if (rc == VIKT_OK)
        rc = mode == VIKT_STORE_WRITE ? open_for_writing(store, err) : open_for_reading(store, err);
    if (rc != VIKT_OK)
        goto cleanup;
    *out = store;
    store = NULL;
cleanup:
    vikt_store_close(store);
    return rc;
}

/* A journal without its database would be taken for the next one's of that name. */
static void remove_journal(const char *path)
{
    size_t size = strlen(path) + sizeof "-journal";
    char *journal = malloc(size);

    if (journal && snprintf(journal, size, "%s-journal", path) > 0)
        unlink(journal);
    free(journal);
}

/* A new file in which nothing was committed goes away again, while the lock still keeps others out
 * of it. */
static void remove_unused(const vikt_store *store)
{
    if (!store->file.created || store->kept || !vikt_file_same(store->path, &store->file))
        return;
    if (unlink(store->path) == 0)
        remove_journal(store->path);
}

void vikt_store_close(vikt_store *store)
{
    if (!store)
        return;
    if (store->db)
        vikt_store_rollback(store);
    remove_unused(store);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

vikt_code vikt_store_begin(vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;
    bool raised;

    assert(!store->begun && store->mode == VIKT_STORE_WRITE);
    if (!store->pending)
        code = lock(store, err);
    if (code == VIKT_OK && !store->pending)
        code = vikt_schema_raise(store, vikt_schema_newest(), &raised, err);
    store->begun = true;
    if (code != VIKT_OK)
        vikt_store_rollback(store);
    store->pending = false;
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
    store->begun = false;
    store->kept = true;
    return VIKT_OK;
}

void vikt_store_rollback(vikt_store *store)
{
    /* After some errors SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    /* After a full disk the file itself is put right only by the next read, or else by the next
     * program. */
    if (store->mode == VIKT_STORE_WRITE)
        sqlite3_exec(store->db, "PRAGMA user_version", NULL, NULL, NULL);
    store->begun = store->pending = false;
}
