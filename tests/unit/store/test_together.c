/* SPDX-License-Identifier: MIT
 *
 * Several programs at work on one database.
 */
#include <sys/wait.h>

#include "opened.h"

enum { ROUNDS = 20, PAIR = 2 };

/* ---- other programs, which start when the pipe is closed ---- */

/* Forked before the test opens anything: SQLite must not be carried across a fork. */
static pid_t helper_new(int (*deed)(const char *path), const char *path, const int *ends)
{
    pid_t helper = fork();
    char byte;

    cr_assert(helper >= 0);
    if (helper == 0) {
        close(ends[1]);
        _exit(read(ends[0], &byte, 1) == 0 ? deed(path) : 99);
    }
    return helper;
}

static int helper_wait(pid_t helper)
{
    int status;

    cr_assert_eq(waitpid(helper, &status, 0), helper);
    cr_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int open_fails(const char *path)
{
    vikt_error err = {0};
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(path, VIKT_STORE_READ, &store, &err);

    vikt_store_close(store);
    return code == VIKT_STORE && strstr(err.message, "in use") ? 0 : 1;
}

/* Reads the runs before, as vikt does, and adds one. */
static int store_a_run(const char *path)
{
    vikt_error err = {0};
    vikt_store *store = NULL;
    int64_t before = 0;
    vikt_code code = vikt_store_open(path, VIKT_STORE_WRITE, &store, &err);

    if (code == VIKT_OK)
        code =
            vikt_store_run(store, "SELECT count(*) FROM run", NULL, 0, take_integer, &before, &err);
    if (code == VIKT_OK)
        code = vikt_store_begin(store, &err);
    if (code == VIKT_OK)
        code = vikt_store_run(store, insert_run, NULL, 0, NULL, NULL, &err);
    if (code == VIKT_OK)
        code = vikt_store_commit(store, &err);
    vikt_store_close(store);
    if (code != VIKT_OK)
        fprintf(stderr, "%s: %s\n", path, err.message);
    return code == VIKT_OK ? 0 : 1;
}

/* One pipe for both, so that both start at once. */
static void pair_succeeds(const char *path)
{
    int ends[2], failed = 0;
    pid_t pair[PAIR];

    cr_assert_eq(pipe(ends), 0);
    for (int i = 0; i < PAIR; i++)
        pair[i] = helper_new(store_a_run, path, ends);
    close(ends[0]);
    close(ends[1]);
    for (int i = 0; i < PAIR; i++)
        failed += helper_wait(pair[i]);
    cr_assert_eq(failed, 0);
}

/* ---- two runs ---- */

Test(together, two_first_runs_are_both_stored, .timeout = 120)
{
    int64_t runs = 0;

    for (int i = 0; i < ROUNDS; i++) {
        test_folder folder = test_folder_make();

        pair_succeeds(folder.database);
        runs += runs_in(folder.database);
        cr_assert_eq(test_folder_count(&folder), 1);
        test_folder_remove(&folder);
    }
    cr_assert_eq(runs, PAIR * ROUNDS);
}

Test(together, two_runs_on_one_database_are_stored_one_after_the_other, .timeout = 120)
{
    test_folder folder = test_folder_make();

    add_run(folder.database);
    for (int i = 0; i < ROUNDS; i++)
        pair_succeeds(folder.database);
    cr_assert_eq(runs_in(folder.database), 1 + PAIR * ROUNDS);
    cr_assert_eq(test_folder_count(&folder), 1);
    test_folder_remove(&folder);
}

/* ---- locks ---- */

Test(together, a_second_store_of_the_same_program_lets_go_of_no_lock)
{
    test_folder folder = test_folder_make();
    vikt_store *store;
    pid_t other;
    int ends[2];

    add_run(folder.database);
    cr_assert_eq(pipe(ends), 0);
    other = helper_new(open_fails, folder.database, ends);
    store = opened(folder.database, VIKT_STORE_WRITE);
    refused(folder.database, VIKT_STORE_READ, "is in use by another program");
    close(ends[1]);
    cr_assert_eq(helper_wait(other), 0);
    vikt_store_close(store);
    close(ends[0]);
    test_folder_remove(&folder);
}

/* The maker of the file gives up; what another run has put there in the meantime stays. */
Test(together, a_new_file_that_another_run_has_filled_is_not_removed)
{
    test_folder folder = test_folder_make();
    vikt_store *maker;
    pid_t other;
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    other = helper_new(store_a_run, folder.database, ends);
    maker = opened(folder.database, VIKT_STORE_WRITE);
    vikt_store_rollback(maker); /* lets the other one in */
    close(ends[1]);
    cr_assert_eq(helper_wait(other), 0);
    vikt_store_close(maker);
    close(ends[0]);
    cr_assert_eq(runs_in(folder.database), 1);
    test_folder_remove(&folder);
}

Test(together, a_run_that_waits_for_a_file_that_is_removed_is_told)
{
    test_folder folder = test_folder_make();
    vikt_error err = {0};
    vikt_store *maker = opened(folder.database, VIKT_STORE_WRITE), *other;

    vikt_store_rollback(maker);
    other = opened(folder.database, VIKT_STORE_WRITE);
    vikt_store_rollback(other);
    vikt_store_close(maker);
    cr_assert_eq(vikt_store_begin(other, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "removed or replaced"), "%s", err.message);
    vikt_store_close(other);
    cr_assert_eq(test_folder_count(&folder), 0);
    test_folder_remove(&folder);
}
