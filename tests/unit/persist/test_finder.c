/* SPDX-License-Identifier: MIT */
#include "core/persist/finder.h"

#include "../store/files.h"
#include "company.h"

static int64_t write_run(vikt_store *store, const char *as_of)
{
    company *c = company_make(3, as_of);
    int64_t run_id = 0;

    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, NULL), VIKT_OK);
    company_free(c);
    return run_id;
}

static void expect_latest(vikt_store *store, int64_t expected)
{
    vikt_error err = {.code = VIKT_OK};
    int64_t run_id = -1;

    cr_assert_eq(vikt_finder_run(store, 0, &run_id, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(run_id, expected);
}

/* A run of an earlier date that is made later, to fill in a month, is not the latest. */
Test(finder, the_latest_run_is_the_last_one_of_the_latest_date)
{
    test_folder folder = test_folder_make();
    vikt_error err = {.code = VIKT_OK};
    vikt_store *store;
    int64_t run_id;

    cr_assert_eq(vikt_store_open(folder.database, VIKT_STORE_WRITE, &store, NULL), VIKT_OK);
    cr_assert_eq(vikt_finder_run(store, 0, &run_id, &err), VIKT_USAGE);
    cr_assert_eq(write_run(store, "2026-05-12"), 1);
    expect_latest(store, 1);
    cr_assert_eq(write_run(store, "2026-05-12"), 2);
    expect_latest(store, 2);
    cr_assert_eq(write_run(store, "2026-05-11"), 3);
    expect_latest(store, 2);
    cr_assert_eq(vikt_finder_run(store, 3, &run_id, &err), VIKT_OK);
    cr_assert_eq(run_id, 3);
    cr_assert_eq(vikt_finder_run(store, 4, &run_id, &err), VIKT_USAGE);
    cr_assert_str_eq(err.message,
                     "there is no run 4; the latest is 2, \"vikt runs\" lists them all");
    vikt_store_close(store);
    test_folder_remove(&folder);
}
