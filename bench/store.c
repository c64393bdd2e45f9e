/* SPDX-License-Identifier: MIT */
/* store.c - see store.h */
#define _GNU_SOURCE
#include "store.h"
#include "bench.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char preparations[] =
    "PRAGMA page_size = 16384;"
    "PRAGMA journal_mode = DELETE;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA cache_size = -8000;"
    "CREATE TABLE result (run_id INTEGER, customer_id INTEGER, score REAL, class TEXT,"
    " cum_share REAL, rank INTEGER, points TEXT, \"values\" TEXT,"
    " PRIMARY KEY (run_id, customer_id)) WITHOUT ROWID;"
    "BEGIN;";

enum column { RUN_ID, CUSTOMER_ID, SCORE, CLASS, CUM_SHARE, RANK, POINTS, VALUES, COLUMNS };
enum { THIS_RUN = 1, JSON_MAX = 128 };

static void execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        die("%s", sqlite3_errmsg(db));
}

/* ---- the two JSON columns; the names of the criteria belong once in the run's own row ---- */

/* '[3,4,2,5,1]', null for missing */
static int points_json(char *out, const struct results *r, size_t row)
{
    char *p = out;
    for (int k = 0; k < CRITERIA; k++) {
        *p++ = k ? ',' : '[';
        int points = r->points[k][row];
        if (points)
            *p++ = (char)('0' + points);
        else
            p = stpcpy(p, "null");
    }
    *p++ = ']';
    return (int)(p - out);
}

/* Hundredths, without trailing zeros. The data has no more decimals than that. */
static char *put_hundredths(char *p, double value)
{
    uint64_t hundredths = (uint64_t)(value * 100 + 0.5);
    uint64_t whole = hundredths / 100, fraction = hundredths % 100;
    char digits[20];
    int n = 0;
    do
        digits[n++] = (char)('0' + whole % 10);
    while (whole /= 10);
    while (n)
        *p++ = digits[--n];
    if (fraction) {
        *p++ = '.';
        *p++ = (char)('0' + fraction / 10);
        if (fraction % 10)
            *p++ = (char)('0' + fraction % 10);
    }
    return p;
}

static char *put_grade(char *p, int8_t grade)
{
    if (!grade)
        return stpcpy(p, "null");
    *p = (char)('0' + grade);
    return p + 1;
}

/* '[potential,revenue,product_lines,admin_hours,risk]': what each criterion looked at */
static int values_json(char *out, const struct customers *c, size_t row)
{
    char *p = out;
    *p++ = '[';
    p = put_grade(p, c->potential[row]);
    *p++ = ',';
    p = put_hundredths(p, c->revenue[row]);
    *p++ = ',';
    p = put_hundredths(p, c->product_lines[row]);
    *p++ = ',';
    p = put_hundredths(p, c->admin_hours[row]);
    *p++ = ',';
    p = put_grade(p, c->risk[row]);
    *p++ = ']';
    return (int)(p - out);
}

/* ---- a prepared INSERT a row ---- */

static void insert_prepared(sqlite3 *db, const struct customers *c, const struct results *r)
{
    sqlite3_stmt *insert;
    if (sqlite3_prepare_v3(db, "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?)", -1,
                           SQLITE_PREPARE_PERSISTENT, &insert, NULL) != SQLITE_OK)
        die("%s", sqlite3_errmsg(db));
    for (size_t row = 0; row < r->rows; row++) {
        char points[JSON_MAX], values[JSON_MAX];
        int points_length = points_json(points, r, row);
        int values_length = values_json(values, c, row);
        sqlite3_bind_int(insert, 1 + RUN_ID, THIS_RUN);
        sqlite3_bind_int64(insert, 1 + CUSTOMER_ID, c->id[row]);
        sqlite3_bind_double(insert, 1 + SCORE, r->score[row]);
        sqlite3_bind_text(insert, 1 + CLASS, &r->class_name[row], 1, SQLITE_STATIC);
        sqlite3_bind_double(insert, 1 + CUM_SHARE, r->cumulative_share[row]);
        sqlite3_bind_int64(insert, 1 + RANK, r->rank[row]);
        sqlite3_bind_text(insert, 1 + POINTS, points, points_length, SQLITE_STATIC);
        sqlite3_bind_text(insert, 1 + VALUES, values, values_length, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            die("%s", sqlite3_errmsg(db));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

/* ---- the rows as a read-only virtual table ---- */

struct source {
    const struct customers *customers;
    const struct results *results;
};

struct source_table {
    sqlite3_vtab base;
    const struct source *source;
};

struct source_cursor {
    sqlite3_vtab_cursor base;
    const struct source *source;
    size_t row;
    char points[JSON_MAX], values[JSON_MAX];    /* SQLite copies them into the record */
};

static int source_connect(sqlite3 *db, void *context, int argc, const char *const *argv,
                          sqlite3_vtab **out, char **error)
{
    (void)argc, (void)argv, (void)error;
    struct source_table *table = calloc(1, sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    table->source = context;
    *out = &table->base;
    return sqlite3_declare_vtab(db, "CREATE TABLE x (run_id, customer_id, score, class,"
                                    " cum_share, rank, points, \"values\")");
}

static int source_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    info->estimatedRows = (sqlite3_int64)((struct source_table *)table)->source->results->rows;
    return SQLITE_OK;
}

static int source_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int source_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct source_cursor *cursor = calloc(1, sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    cursor->source = ((struct source_table *)table)->source;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int source_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int source_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc,
                         sqlite3_value **argv)
{
    (void)index, (void)name, (void)argc, (void)argv;
    ((struct source_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int source_next(sqlite3_vtab_cursor *cursor)
{
    ((struct source_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int source_eof(sqlite3_vtab_cursor *base)
{
    const struct source_cursor *cursor = (const struct source_cursor *)base;
    return cursor->row >= cursor->source->results->rows;
}

static int source_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((struct source_cursor *)cursor)->row;
    return SQLITE_OK;
}

static int source_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
    struct source_cursor *cursor = (struct source_cursor *)base;
    const struct customers *c = cursor->source->customers;
    const struct results *r = cursor->source->results;
    size_t row = cursor->row;
    switch ((enum column)column) {
    case RUN_ID: sqlite3_result_int(out, THIS_RUN); break;
    case CUSTOMER_ID: sqlite3_result_int64(out, c->id[row]); break;
    case SCORE: sqlite3_result_double(out, r->score[row]); break;
    case CLASS: sqlite3_result_text(out, &r->class_name[row], 1, SQLITE_STATIC); break;
    case CUM_SHARE: sqlite3_result_double(out, r->cumulative_share[row]); break;
    case RANK: sqlite3_result_int64(out, r->rank[row]); break;
    case POINTS:
        sqlite3_result_text(out, cursor->points, points_json(cursor->points, r, row),
                            SQLITE_STATIC);
        break;
    case VALUES:
        sqlite3_result_text(out, cursor->values, values_json(cursor->values, c, row),
                            SQLITE_STATIC);
        break;
    case COLUMNS: break;
    }
    return SQLITE_OK;
}

static const sqlite3_module source_module = {
    .xConnect = source_connect, .xBestIndex = source_best_index,
    .xDisconnect = source_disconnect, .xOpen = source_open, .xClose = source_close,
    .xFilter = source_filter, .xNext = source_next, .xEof = source_eof,
    .xColumn = source_column, .xRowid = source_rowid,
};

static void insert_from_vtab(sqlite3 *db, struct source *source)
{
    if (sqlite3_create_module(db, "source", &source_module, source) != SQLITE_OK)
        die("%s", sqlite3_errmsg(db));
    execute(db, "INSERT INTO result SELECT * FROM source");
}

void store_results(enum store_method method, const char *path,
                   const struct customers *customers, const struct results *results)
{
    if (method == STORE_NONE)
        return;
    sqlite3 *db;
    char journal[4096];
    snprintf(journal, sizeof journal, "%s-journal", path);
    unlink(path);
    unlink(journal);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                       SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        die("%s: %s", path, sqlite3_errmsg(db));
    execute(db, preparations);
    if (method == STORE_PREPARED)
        insert_prepared(db, customers, results);
    else
        insert_from_vtab(db, &(struct source){customers, results});
    execute(db, "COMMIT");
    if (sqlite3_close(db) != SQLITE_OK)
        die("%s", sqlite3_errmsg(db));
}
