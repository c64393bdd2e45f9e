/* SPDX-License-Identifier: MIT */
#include <unistd.h>
#include <vikt/keep.h>

#include "company.h"

static const char path[] = "prune.db";

static void store_run(const char *as_of)
{
    company *c = company_make(3, as_of);
    vikt_store *store = NULL;
    int64_t run_id;

    cr_assert_eq(vikt_store_open(path, VIKT_STORE_WRITE, &store, NULL), VIKT_OK);
    cr_assert_eq(vikt_history_write(store, &c->record, &run_id, NULL), VIKT_OK);
    vikt_store_close(store);
    company_free(c);
}

static void begin(void)
{
    char folder[] = "/tmp/vikt-prune-XXXXXX";

    cr_assert(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    store_run("2026-01-31");
    store_run("2026-03-31");
    store_run("2026-02-28");
    store_run("2026-03-31");
}

static void end(void)
{
    char folder[200];

    cr_assert_eq(unlink(path), 0);
    cr_assert(getcwd(folder, sizeof folder));
    cr_assert_eq(rmdir(folder), 0, "no journal is left");
}

TestSuite(prune, .init = begin, .fini = end);

static vikt_pruned *pruned(size_t keep, bool dry_run)
{
    vikt_prune_options options = {path, keep, dry_run};
    vikt_pruned *out = NULL;
    vikt_error err = {0};

    cr_assert_eq(vikt_prune(&options, &out, &err), VIKT_OK, "%s", err.message);
    return out;
}

/* By date, then number: 4 and 2 of March, 3 of February, 1 of January. */
Test(prune, the_newest_dates_stay_and_of_one_date_the_highest_numbers)
{
    vikt_pruned *p = pruned(1, true);

    cr_assert_eq(vikt_pruned_kept(p), 1);
    cr_assert_eq(vikt_pruned_count(p), 3);
    cr_assert_eq(vikt_pruned_run(p, 0), 2);
    cr_assert_eq(vikt_pruned_run(p, 1), 3);
    cr_assert_eq(vikt_pruned_run(p, 2), 1);
    cr_assert_eq(vikt_pruned_bytes_after(p), vikt_pruned_bytes_before(p));
    vikt_pruned_free(p);

    p = pruned(3, false);
    cr_assert_eq(vikt_pruned_count(p), 1, "the dry run has dropped nothing");
    cr_assert_eq(vikt_pruned_run(p, 0), 1);
    vikt_pruned_free(p);
    p = pruned(SIZE_MAX, false);
    cr_assert_eq(vikt_pruned_kept(p), 3);
    cr_assert_eq(vikt_pruned_count(p), 0);
    vikt_pruned_free(p);
}

Test(prune, none_to_keep_is_an_error_that_names_the_option)
{
    vikt_prune_options options = {path, 0, false};
    vikt_pruned *out = (vikt_pruned *)1;
    vikt_error err = {0};

    cr_assert_eq(vikt_prune(&options, &out, &err), VIKT_USAGE);
    cr_assert_null(out);
    cr_assert(strstr(err.message, "--keep"), "%s", err.message);
}

Test(prune, a_file_that_is_not_there_is_not_made)
{
    vikt_prune_options options = {"none.db", 1, false};
    vikt_pruned *out = NULL;
    vikt_error err = {0};

    cr_assert_eq(vikt_prune(&options, &out, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "does not exist"), "%s", err.message);
    cr_assert(access("none.db", F_OK) != 0);
}
