/* SPDX-License-Identifier: MIT
 *
 * One statement at a time: prepared, bound, stepped, finalized; and SQLite's answers in words.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/stop.h"
#include "core/store/handle.h"

static bool is_no_room(int rc, int reason)
{
    /* SQLite calls only ENOSPC a full disk; a quota or a size limit needs the same remedy. */
    return (rc & 0xff) == SQLITE_FULL ||
           ((rc & 0xff) == SQLITE_IOERR &&
            (reason == ENOSPC || reason == EDQUOT || reason == EFBIG));
}

/* What to do about it, or NULL for what only SQLite can put into words. */
static const char *in_words(int rc, int reason)
{
    if (is_no_room(rc, reason))
        return "cannot be written: the disk is full; the database is as it was before, free some "
               "space and run again";
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "is in use by another program; try again when that has finished";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "cannot be written: the file or its folder is read-only";
    case SQLITE_NOTADB:
        return "is not a database and was left untouched";
    case SQLITE_CORRUPT:
        return "is damaged; go back to a copy of it";
    default:
        return NULL;
    }
}

/* What the system said. Of a commit that fails SQLite keeps it only with the file. */
static int reason_of(sqlite3 *db)
{
    int reason = db ? sqlite3_system_errno(db) : 0;

    if (db && reason == 0)
        sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &reason);
    return reason;
}

vikt_code vikt_store_fail(const vikt_store *store, int rc, const char *what, vikt_error *err)
{
    vikt_place place = vikt_place_of(store->path, 0, 0);
    int reason = reason_of(store->db);
    const char *words = in_words(rc, reason);

    if ((rc & 0xff) == SQLITE_NOMEM)
        return vikt_fail_memory(err);
    if (((rc & 0xff) == SQLITE_BUSY || rc == SQLITE_INTERRUPT) && vikt_stop_asked(store->stop))
        return vikt_stop_check(store->stop, err);
    if (words)
        return vikt_fail(err, VIKT_STORE, place, "%s", words);
    if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_IOERR)
        return vikt_fail(err, VIKT_STORE, place, "cannot be read or written: %s",
                         reason ? strerror(reason) : sqlite3_errstr(rc));
    return vikt_fail(err, VIKT_STORE, place, "%s (%.160s)",
                     store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(rc), what);
}

vikt_code vikt_store_execute(vikt_store *store, const char *sql, vikt_error *err)
{
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? VIKT_OK : vikt_store_fail(store, rc, sql, err);
}

static int bind(sqlite3_stmt *statement, int at, const vikt_datum *value)
{
    switch (value->kind) {
    case VIKT_DATUM_NULL:
        return sqlite3_bind_null(statement, at);
    case VIKT_DATUM_INTEGER:
        return sqlite3_bind_int64(statement, at, value->integer);
    case VIKT_DATUM_REAL:
        return sqlite3_bind_double(statement, at, value->real);
    case VIKT_DATUM_TEXT:
        return sqlite3_bind_text64(statement, at, value->text.at, value->text.length, SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    return SQLITE_MISUSE;
}

static vikt_text text_of_column(sqlite3_stmt *statement, int at)
{
    /* The text before its length: the other way round SQLite may convert in between. */
    const char *bytes = (const char *)sqlite3_column_text(statement, at);

    return (vikt_text){bytes, (size_t)sqlite3_column_bytes(statement, at)};
}

static vikt_datum read_column(sqlite3_stmt *statement, int at)
{
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_NULL:
        return vikt_datum_null();
    case SQLITE_INTEGER:
        return vikt_datum_integer(sqlite3_column_int64(statement, at));
    case SQLITE_FLOAT:
        return vikt_datum_real(sqlite3_column_double(statement, at));
    default:
        return vikt_datum_text(text_of_column(statement, at));
    }
}

/* Steps to the end, or until row has heard enough; SQLITE_OK in both cases. */
static int step_all(sqlite3_stmt *statement,
                    bool (*row)(void *context, const vikt_datum *columns, size_t count),
                    void *context)
{
    vikt_datum columns[VIKT_STORE_COLUMNS_MAX];
    int count = sqlite3_column_count(statement);
    int rc;

    assert(count <= VIKT_STORE_COLUMNS_MAX);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; row && i < count; i++)
            columns[i] = read_column(statement, i);
        if (row && !row(context, columns, (size_t)count))
            return SQLITE_OK;
    }
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

vikt_code vikt_store_run(vikt_store *store, const char *sql, const vikt_datum *values, size_t count,
                         bool (*row)(void *context, const vikt_datum *columns, size_t count),
                         void *context, vikt_error *err)
{
    sqlite3_stmt *statement = NULL;
    vikt_code code = VIKT_OK;
    int rc = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

    assert(rc != SQLITE_OK || (size_t)sqlite3_bind_parameter_count(statement) == count);
    for (size_t i = 0; rc == SQLITE_OK && i < count; i++)
        rc = bind(statement, (int)i + 1, &values[i]);
    if (rc == SQLITE_OK)
        rc = step_all(statement, row, context);
    if (rc != SQLITE_OK)
        code = vikt_store_fail(store, rc, sql, err);
    sqlite3_finalize(statement);
    return code;
}

static bool take_integer(void *context, const vikt_datum *columns, size_t count)
{
    *(int64_t *)context = count > 0 ? columns[0].integer : 0;
    return false;
}

vikt_code vikt_store_integer(vikt_store *store, const char *sql, int64_t *out, vikt_error *err)
{
    *out = 0;
    return vikt_store_run(store, sql, NULL, 0, take_integer, out, err);
}

int64_t vikt_store_last_id(const vikt_store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

int64_t vikt_store_changes(const vikt_store *store)
{
    return sqlite3_changes64(store->db);
}

vikt_code vikt_store_bytes(vikt_store *store, int64_t *out, vikt_error *err)
{
    return vikt_store_integer(
        store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", out, err);
}

vikt_code vikt_store_delete_for_good(vikt_store *store, vikt_error *err)
{
    return vikt_store_execute(store, "PRAGMA secure_delete = ON", err);
}

vikt_code vikt_store_compact(vikt_store *store, vikt_error *err)
{
    assert(sqlite3_get_autocommit(store->db));
    return vikt_store_execute(store, "VACUUM", err);
}
