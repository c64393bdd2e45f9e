/* SPDX-License-Identifier: MIT
 *
 * For the tests of stores: opening one that must work or must fail, and adding runs that hold
 * nothing.
 */
#ifndef VIKT_TEST_OPENED_H
#define VIKT_TEST_OPENED_H

#include "core/store/store.h"
#include "files.h"

static inline vikt_store *opened(const char *path, vikt_store_mode mode)
{
    vikt_error err = {0};
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, mode, &store, &err), VIKT_OK, "%s", err.message);
    cr_assert(store);
    return store;
}

/* Opening must fail with this in the message. */
static inline void refused(const char *path, vikt_store_mode mode, const char *part)
{
    vikt_error err = {0};
    vikt_store *store = (vikt_store *)1;

    cr_assert_eq(vikt_store_open(path, mode, &store, &err), VIKT_STORE);
    cr_assert_null(store);
    cr_assert_eq(err.code, VIKT_STORE);
    cr_assert(strstr(err.message, part), "\"%s\" is not in \"%s\"", part, err.message);
    cr_assert_str_eq(err.place.source, path);
}

static inline void run(vikt_store *store, const char *sql)
{
    vikt_error err = {0};

    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, NULL, NULL, &err), VIKT_OK, "%s", err.message);
}

static inline bool take_integer(void *context, const vikt_datum *columns, size_t count)
{
    cr_assert_eq(count, 1);
    *(int64_t *)context = columns[0].integer;
    return false;
}

static inline int64_t integer(vikt_store *store, const char *sql)
{
    int64_t value = -1;

    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, take_integer, &value, NULL), VIKT_OK);
    return value;
}

static const char insert_run[] =
    "INSERT INTO run (as_of, started_at, status, profile, profile_digest, engine_version, scale_lo,"
    " scale_hi, min_coverage, min_weight, weight, weight_known, thin, customers, rows_read,"
    " rejected, rejected_rows, unclassified, profile_text)"
    " VALUES ('2026-01-01', '', 'complete', 'p', '', '', 1, 5, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, '[]')";

static inline void add_run(const char *path)
{
    vikt_store *store = opened(path, VIKT_STORE_WRITE);

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, insert_run);
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    vikt_store_close(store);
}

static inline int64_t runs_in(const char *path)
{
    vikt_store *store = opened(path, VIKT_STORE_READ);
    int64_t count = integer(store, "SELECT count(*) FROM run");

    vikt_store_close(store);
    return count;
}

#endif
