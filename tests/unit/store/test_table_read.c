/* SPDX-License-Identifier: MIT */
#include "core/store/table_read.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct database {
    unsigned char *at;
    size_t size;
} database;

/* The bytes of a database in which the statements were run. */
static database database_of(const char *sql)
{
    sqlite3 *db;
    sqlite3_int64 size;
    database made;

    cr_assert(sqlite3_open(":memory:", &db) == SQLITE_OK);
    cr_assert(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    made.at = sqlite3_serialize(db, "main", &size, 0);
    made.size = (size_t)size;
    sqlite3_close(db);
    return made;
}

static vikt_code open_it(const database *db, const char *table, const char *query,
                         vikt_table_read **out, vikt_error *err)
{
    const vikt_table_wish wish = {vikt_text_of(table), vikt_text_of(query)};

    return vikt_table_read_open("k.db", (vikt_text){(const char *)db->at, db->size}, &wish, out,
                                err);
}

static void expect_failure(const char *sql, const char *table, const char *query, const char *part)
{
    database db = database_of(sql);
    vikt_table_read *reader;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(open_it(&db, table, query, &reader, &err) == VIKT_INPUT);
    cr_assert(reader == NULL);
    cr_assert(strstr(err.message, part), "%s", err.message);
    cr_assert_str_eq(err.place.source, "k.db");
    sqlite3_free(db.at);
}

static size_t count_rows(vikt_table_read *reader)
{
    size_t count = 0;
    bool more = true;

    vikt_table_read_restart(reader);
    for (;; count++) {
        cr_assert(vikt_table_read_next(reader, &more, NULL) == VIKT_OK);
        if (!more)
            return count;
    }
}

static const char one[] = "CREATE TABLE Kunder(id TEXT, oms REAL, n INT, b BLOB);"
                          "INSERT INTO Kunder VALUES ('0017', 1.5, 7, x'00ff'), (NULL, 2, 3, 'x')";
static const char two[] = "CREATE TABLE kunder(id); CREATE VIEW alla AS SELECT * FROM kunder;"
                          "INSERT INTO kunder VALUES (1), (2)";

Test(table_read, the_only_table_is_read_twice_alike)
{
    database db = database_of(one);
    vikt_table_read *reader;
    bool more;

    cr_assert(open_it(&db, NULL, NULL, &reader, NULL) == VIKT_OK);
    cr_assert(vikt_text_is(vikt_table_read_name(reader), "Kunder"));
    cr_assert(vikt_table_read_width(reader) == 4);
    cr_assert(vikt_text_is(vikt_table_read_heading(reader, 1), "oms"));
    for (int i = 0; i < 2; i++) {
        vikt_table_read_restart(reader);
        cr_assert(vikt_table_read_next(reader, &more, NULL) == VIKT_OK && more);
        cr_assert(vikt_text_is(vikt_table_read_cell(reader, 0).text, "0017"));
        cr_assert(vikt_table_read_cell(reader, 1).real == 1.5);
        cr_assert(vikt_table_read_cell(reader, 2).integer == 7);
        cr_assert(vikt_table_read_cell(reader, 3).kind == VIKT_DATUM_NULL); /* binary */
        cr_assert(count_rows(reader) == 2);
    }
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

Test(table_read, of_several_tables_the_user_says_which)
{
    database db = database_of(two);
    vikt_table_read *reader;

    expect_failure(two, NULL, NULL, "has several tables: \"alla\", \"kunder\"; which one is it?");
    expect_failure(two, "kundre", NULL, "no table \"kundre\"; there are \"alla\", \"kunder\"");
    expect_failure("VACUUM; CREATE TABLE x(y); DROP TABLE x", NULL, NULL, "without a table");
    cr_assert(open_it(&db, "ALLA", NULL, &reader, NULL) == VIKT_OK);
    cr_assert(vikt_text_is(vikt_table_read_name(reader), "alla"));
    cr_assert(count_rows(reader) == 2);
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

Test(table_read, a_query_is_one_select)
{
    database db = database_of(two);
    vikt_table_read *reader;

    cr_assert(open_it(&db, NULL, "WITH x AS (SELECT id FROM kunder) SELECT sum(id) AS s FROM x; ",
                      &reader, NULL) == VIKT_OK);
    cr_assert(vikt_text_is(vikt_table_read_heading(reader, 0), "s"));
    cr_assert(vikt_table_read_name(reader).at == NULL);
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
    expect_failure(two, NULL, "SELECT 1; SELECT 2", "more than one SELECT: \"SELECT 2\" follows");
    expect_failure(two, NULL, "-- nothing", "says nothing");
    expect_failure(two, NULL, "EXPLAIN SELECT 1", "no SELECT");
    expect_failure(two, NULL, "DELETE FROM kunder", "only a SELECT is allowed");
    expect_failure(two, NULL, "PRAGMA user_version", "only a SELECT is allowed");
    expect_failure(two, NULL, "ATTACH '/tmp/x' AS y", "only a SELECT is allowed");
    expect_failure(two, NULL, "BEGIN", "only a SELECT is allowed");
    expect_failure(two, NULL, "SELECT load_extension('x')", "load_extension");
    expect_failure(two, NULL, "SELECT nix FROM kunder", "SQLite says: no such column");
}

Test(table_read, a_file_last_used_with_a_log_is_read)
{
    database db = database_of(two);
    vikt_table_read *reader;

    db.at[18] = db.at[19] = 2;
    cr_assert(open_it(&db, "kunder", NULL, &reader, NULL) == VIKT_OK);
    cr_assert(count_rows(reader) == 2);
    cr_assert(db.at[18] == 2); /* the bytes are not ours to change */
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

Test(table_read, what_never_ends_is_stopped)
{
    static const char endless[] =
        "CREATE VIEW kunder AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i FROM n WHERE i < 0";
    database db = database_of(endless);
    vikt_table_read *reader;
    vikt_error err = {.code = VIKT_OK};
    bool more = true;

    cr_assert(open_it(&db, NULL, NULL, &reader, &err) == VIKT_OK, "%s", err.message);
    vikt_table_read_restart(reader);
    cr_assert(vikt_table_read_next(reader, &more, &err) == VIKT_LIMIT);
    cr_assert(strstr(err.message, "more than 20 million steps"), "%s", err.message);
    cr_assert_not(more);
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

static void expect_limit(const char *query, const char *part)
{
    database db = database_of("CREATE TABLE k (i); INSERT INTO k VALUES (1)");
    vikt_table_read *reader;
    vikt_error err = {.code = VIKT_OK};
    bool more = true;
    vikt_code rc;

    cr_assert(open_it(&db, NULL, query, &reader, &err) == VIKT_OK, "%s", err.message);
    vikt_table_read_restart(reader);
    do
        rc = vikt_table_read_next(reader, &more, &err);
    while (rc == VIKT_OK && more);
    cr_assert(rc == VIKT_LIMIT, "%s: %d", query, rc);
    cr_assert(strstr(err.message, part), "%s", err.message);
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

/* A value has at most 2^20 bytes; that many are no error. */
Test(table_read, what_becomes_too_long_is_stopped)
{
    database db = database_of("CREATE TABLE k (i); INSERT INTO k VALUES (1)");
    vikt_table_read *reader;
    vikt_error err = {.code = VIKT_OK};
    bool more = false;

    expect_limit("SELECT hex(zeroblob(1000000000)) FROM k", "a value longer than 1 MiB");
    expect_limit("SELECT hex(zeroblob(1 << 19)) || 'a' FROM k", "a value longer than 1 MiB");
    expect_limit("WITH RECURSIVE n(i, t) AS (SELECT 1, 'a' UNION ALL SELECT i + 1, replace(t, 'a', "
                 "'aaaa') FROM n) SELECT * FROM n",
                 "a value longer than 1 MiB");
    cr_assert(open_it(&db, NULL, "SELECT length(hex(zeroblob((1 << 19) - 1))) FROM k", &reader,
                      &err) == VIKT_OK);
    cr_assert(vikt_table_read_next(reader, &more, &err) == VIKT_OK, "%s", err.message);
    cr_assert(more);
    vikt_table_read_close(reader);
    sqlite3_free(db.at);
}

/* A thousand rows of a megabyte would have to be sorted. */
Test(table_read, what_takes_too_much_memory_is_stopped)
{
    expect_limit("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000) "
                 "SELECT i FROM n ORDER BY zeroblob(1000000) || i",
                 "more than 256 MiB of memory");
}

Test(table_read, damage_is_told)
{
    database db = database_of(one);
    vikt_table_read *reader;
    vikt_error err;

    for (size_t cut = 0; cut < db.size; cut += 97) {
        vikt_code rc;
        bool more = true;

        memset(db.at + db.size - 1 - cut, 0xa5, 1 + cut % 7);
        rc = open_it(&db, NULL, NULL, &reader, &err);
        while (rc == VIKT_OK && more)
            rc = vikt_table_read_next(reader, &more, &err);
        cr_assert(rc == VIKT_OK || rc == VIKT_INPUT);
        vikt_table_read_close(reader);
    }
    sqlite3_free(db.at);
}
