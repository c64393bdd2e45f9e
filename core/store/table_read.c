/* SPDX-License-Identifier: MIT */
#include "core/store/table_read.h"

#include <sqlite3.h>
#include <stdio.h>

#include "core/base/fail.h"

enum {
    LENGTH_MAX = 1 << 20, /* of a value, and of a row: what one step may make */
    PATTERN_MAX = 1000,   /* of LIKE and GLOB, whose steps nobody counts */
    STEPS_A_CALL = 100,   /* of SQLite's virtual machine; with the longest values 100 MiB */
    CALLS_MAX = 200000,   /* and a call more for each byte of the file */
    MEMORY_MIB = 256,     /* and 16 bytes more for each byte of the file */
    MEMORY_A_BYTE = 16
};

struct vikt_table_read {
    const char *name; /* of the file */
    sqlite3 *db;
    sqlite3_stmt *statement;
    char *copy;               /* of the bytes, if they had to be changed */
    char *table;              /* NULL: a query */
    size_t calls, calls_max;  /* of count_steps(), since the first row */
    sqlite3_int64 memory_max; /* that all of SQLite may hold */
    bool is_fat;              /* it held more */
};

static vikt_place place_of(const vikt_table_read *r)
{
    return vikt_place_of(r->name, 0, 0);
}

static vikt_code fail(const vikt_table_read *r, int rc, vikt_error *err)
{
    if ((rc & 0xff) == SQLITE_NOMEM)
        return vikt_fail_memory(err);
    if ((rc & 0xff) == SQLITE_TOOBIG)
        return vikt_fail(err, VIKT_LIMIT, place_of(r),
                         "holds or computes a value longer than %d MiB; leave its column out "
                         "with --query",
                         LENGTH_MAX >> 20);
    if ((rc & 0xff) == SQLITE_INTERRUPT && r->is_fat)
        return vikt_fail(err, VIKT_LIMIT, place_of(r),
                         "takes SQLite more than %d MiB of memory beside the file to answer",
                         MEMORY_MIB);
    if ((rc & 0xff) == SQLITE_INTERRUPT)
        return vikt_fail(err, VIKT_LIMIT, place_of(r),
                         "takes SQLite more than %zu million steps to answer; a query or view may "
                         "be endless or lack an index",
                         r->calls_max / (1000000 / STEPS_A_CALL));
    if ((rc & 0xff) == SQLITE_AUTH)
        return vikt_fail(err, VIKT_INPUT, place_of(r), "only a SELECT is allowed: %s",
                         sqlite3_errmsg(r->db));
    if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
        return vikt_fail(err, VIKT_INPUT, place_of(r), "is a SQLite file that is damaged");
    return vikt_fail(err, VIKT_INPUT, place_of(r), "SQLite says: %s", sqlite3_errmsg(r->db));
}

/* ---- the database ---- */

/* Reading tables and computing is all that a statement may do. */
static int authorize(void *context, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    (void)context;
    (void)a;
    (void)c;
    (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return sqlite3_stricmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    }
    return SQLITE_DENY;
}

/* Steps and not seconds, so that the same file always gets the same answer. */
static int count_steps(void *context)
{
    vikt_table_read *r = context;

    r->is_fat = sqlite3_memory_used() > r->memory_max;
    return ++r->calls > r->calls_max || r->is_fat;
}

/* In a file that was last used with a write-ahead log, bytes 18 and 19 of the header say so, and a
 * database in memory cannot have one: it is read as if it never had. */
static vikt_code without_log(vikt_table_read *r, vikt_text *bytes, vikt_error *err)
{
    enum { WRITES = 18, READS = 19, HEADER = 100, WITH_LOG = 2, WITHOUT = 1 };

    if (bytes->length < HEADER || (bytes->at[WRITES] != WITH_LOG && bytes->at[READS] != WITH_LOG))
        return VIKT_OK;
    r->copy = vikt_resize(NULL, NULL, bytes->length, 1);
    if (!r->copy)
        return vikt_fail_memory(err);
    memcpy(r->copy, bytes->at, bytes->length);
    r->copy[WRITES] = r->copy[READS] = WITHOUT;
    bytes->at = r->copy;
    return VIKT_OK;
}

static vikt_code open_bytes(vikt_table_read *r, vikt_text bytes, vikt_error *err)
{
    vikt_code code = without_log(r, &bytes, err);
    unsigned char *database;
    int rc;

    if (code != VIKT_OK)
        return code;
    rc = sqlite3_open_v2(":memory:", &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return fail(r, rc, err);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
    sqlite3_limit(r->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_MAX);
    /* What is sorted stays in memory, which is counted; on disk nobody would count it. */
    rc = sqlite3_exec(r->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        return fail(r, rc, err);
    r->calls_max = CALLS_MAX + bytes.length;
    r->memory_max = sqlite3_memory_used() + ((sqlite3_int64)MEMORY_MIB << 20) +
                    MEMORY_A_BYTE * (sqlite3_int64)bytes.length;
    sqlite3_progress_handler(r->db, STEPS_A_CALL, count_steps, r);
    /* It is only read; SQLite's type, which is not const, serves those that write too. */
    memcpy(&database, &bytes.at, sizeof database);
    rc = sqlite3_deserialize(r->db, "main", database, (sqlite3_int64)bytes.length,
                             (sqlite3_int64)bytes.length, SQLITE_DESERIALIZE_READONLY);
    return rc == SQLITE_OK ? VIKT_OK : fail(r, rc, err);
}

/* ---- which table ---- */

static vikt_code prepare(vikt_table_read *r, vikt_text sql, const char **behind, vikt_error *err)
{
    int rc;

    if (sql.length > INT32_MAX)
        return vikt_fail(err, VIKT_INPUT, place_of(r), "the query is too long");
    rc = sqlite3_prepare_v3(r->db, sql.at, (int)sql.length, 0, &r->statement, behind);
    return rc == SQLITE_OK ? VIKT_OK : fail(r, rc, err);
}

static const char tables_sql[] =
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
    "ESCAPE '\\' ORDER BY name";

typedef struct tables {
    size_t count;
    char list[280]; /* of names, as many as fit */
    char *only;     /* the first; owned */
    char *told;     /* spelled as the database has it; owned */
} tables;

static void add_name(tables *t, const char *name)
{
    size_t used = strlen(t->list), left = sizeof t->list - used;

    if (strlen(name) + sizeof "\"\", , ..." > left) {
        if (used < 4 || strcmp(t->list + used - 3, "...") != 0)
            snprintf(t->list + used, left, "%s...", used ? ", " : "");
        return;
    }
    snprintf(t->list + used, left, "%s\"%s\"", used ? ", " : "", name);
}

static vikt_code list_tables(vikt_table_read *r, vikt_text told, tables *t, vikt_error *err)
{
    vikt_code code = prepare(r, VIKT_TEXT(tables_sql), NULL, err);
    int rc = SQLITE_DONE;

    while (code == VIKT_OK && (rc = sqlite3_step(r->statement)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(r->statement, 0);

        if (!name)
            continue;
        t->count++;
        add_name(t, name);
        if (!t->only)
            t->only = sqlite3_mprintf("%s", name);
        if (!t->told && strlen(name) == told.length &&
            sqlite3_strnicmp(name, told.at, (int)told.length) == 0)
            t->told = sqlite3_mprintf("%s", name);
    }
    if (code == VIKT_OK && rc != SQLITE_DONE)
        code = fail(r, rc, err);
    sqlite3_finalize(r->statement);
    r->statement = NULL;
    return code;
}

static vikt_code choose(vikt_table_read *r, vikt_text told, vikt_error *err)
{
    tables t = {.count = 0};
    vikt_code rc = list_tables(r, told, &t, err);

    if (rc != VIKT_OK)
        goto cleanup;
    if (told.length) {
        r->table = t.told;
        t.told = NULL; /* moved */
        if (!r->table)
            rc = vikt_fail(err, VIKT_INPUT, place_of(r), "there is no table \"%.*s\"; there %s %s",
                           VIKT_SHOW(told), t.count ? "are" : "is", t.count ? t.list : "none");
    } else if (t.count == 1) {
        r->table = t.only;
        t.only = NULL; /* moved */
    } else if (t.count == 0) {
        rc = vikt_fail(err, VIKT_INPUT, place_of(r), "is a SQLite file without a table");
    } else {
        rc = vikt_fail(err, VIKT_INPUT, place_of(r),
                       "has several tables: %s; which one is it? --table NAME, or `table` in the "
                       "profile, tells; a SELECT of them is --query",
                       t.list);
    }
    if (rc == VIKT_OK && !r->table)
        rc = vikt_fail_memory(err);
cleanup:
    sqlite3_free(t.only);
    sqlite3_free(t.told);
    return rc;
}

static vikt_code prepare_table(vikt_table_read *r, vikt_text told, vikt_error *err)
{
    vikt_code rc = choose(r, told, err);
    char *sql;

    if (rc != VIKT_OK)
        return rc;
    sql = sqlite3_mprintf("SELECT * FROM \"%w\"", r->table);
    if (!sql)
        return vikt_fail_memory(err);
    rc = prepare(r, vikt_text_of(sql), NULL, err);
    sqlite3_free(sql);
    return rc;
}

static vikt_code prepare_query(vikt_table_read *r, vikt_text query, vikt_error *err)
{
    const char *behind = NULL;
    vikt_text rest;
    vikt_code rc = prepare(r, query, &behind, err);

    if (rc != VIKT_OK)
        return rc;
    if (!r->statement)
        return vikt_fail(err, VIKT_INPUT, place_of(r), "the query says nothing");
    rest = vikt_text_trim((vikt_text){behind, (size_t)(query.at + query.length - behind)});
    if (rest.length)
        return vikt_fail(err, VIKT_INPUT, place_of(r),
                         "the query is more than one SELECT: \"%.*s\" follows", VIKT_SHOW(rest));
    if (!sqlite3_stmt_readonly(r->statement) || sqlite3_stmt_isexplain(r->statement) ||
        sqlite3_column_count(r->statement) == 0)
        return vikt_fail(err, VIKT_INPUT, place_of(r), "the query is no SELECT");
    return VIKT_OK;
}

vikt_code vikt_table_read_open(const char *name, vikt_text bytes, const vikt_table_wish *wish,
                               vikt_table_read **out, vikt_error *err)
{
    vikt_table_read *r = vikt_acquire(NULL, 1, sizeof *r);
    vikt_code rc;

    *out = NULL;
    if (!r)
        return vikt_fail_memory(err);
    r->name = name;
    rc = open_bytes(r, bytes, err);
    if (rc == VIKT_OK) {
        sqlite3_set_authorizer(r->db, authorize, NULL);
        rc = wish->query.length ? prepare_query(r, wish->query, err)
                                : prepare_table(r, wish->table, err);
    }
    if (rc != VIKT_OK) {
        vikt_table_read_close(r);
        return rc;
    }
    *out = r;
    return VIKT_OK;
}

void vikt_table_read_close(vikt_table_read *r)
{
    if (!r)
        return;
    sqlite3_finalize(r->statement);
    sqlite3_free(r->table);
    sqlite3_close(r->db);
    vikt_release(NULL, r->copy);
    vikt_release(NULL, r);
}

/* ---- rows ---- */

vikt_text vikt_table_read_name(const vikt_table_read *r)
{
    return vikt_text_of(r->table);
}

size_t vikt_table_read_width(const vikt_table_read *r)
{
    return (size_t)sqlite3_column_count(r->statement);
}

vikt_text vikt_table_read_heading(const vikt_table_read *r, size_t column)
{
    return vikt_text_of(sqlite3_column_name(r->statement, (int)column));
}

void vikt_table_read_restart(vikt_table_read *r)
{
    (void)sqlite3_reset(r->statement); /* what it answers was told by the step before */
    r->calls = 0;
}

vikt_code vikt_table_read_next(vikt_table_read *r, bool *more, vikt_error *err)
{
    int rc = sqlite3_step(r->statement);

    *more = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? VIKT_OK : fail(r, rc, err);
}

vikt_datum vikt_table_read_cell(const vikt_table_read *r, size_t column)
{
    int i = (int)column;

    switch (sqlite3_column_type(r->statement, i)) {
    case SQLITE_INTEGER:
        return vikt_datum_integer(sqlite3_column_int64(r->statement, i));
    case SQLITE_FLOAT:
        return vikt_datum_real(sqlite3_column_double(r->statement, i));
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_column_text(r->statement, i);

        return vikt_datum_text((vikt_text){text, (size_t)sqlite3_column_bytes(r->statement, i)});
    }
    }
    return vikt_datum_null();
}
