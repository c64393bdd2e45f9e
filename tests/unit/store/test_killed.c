/* SPDX-License-Identifier: MIT
 *
 * Runs that are killed while they write, and the runs after them.
 */
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "opened.h"

enum { ROWS = 20000, NEVER = ROWS, FROM_INSIDE = 15, FROM_OUTSIDE = 15 };

/* ---- a run that may kill itself at one of its rows ---- */

static bool cell(void *context, size_t row, size_t column, vikt_datum *out)
{
    if (row == *(const size_t *)context)
        kill(getpid(), SIGKILL);
    *out = vikt_datum_integer((int64_t)(row + column));
    return true;
}

/* With a small cache pages reach the file long before the commit. */
static int write_much(const char *path, size_t last_row)
{
    vikt_rows rows = {ROWS, 2, cell, &last_row};
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(path, VIKT_STORE_WRITE, &store, NULL);

    if (code == VIKT_OK)
        code = vikt_store_begin(store, NULL);
    if (code == VIKT_OK)
        code = vikt_store_run(store, "PRAGMA cache_size = 2", NULL, 0, NULL, NULL, NULL);
    if (code == VIKT_OK)
        code = vikt_store_run(store, "CREATE TABLE bulk (a, b)", NULL, 0, NULL, NULL, NULL);
    if (code == VIKT_OK)
        code = vikt_store_insert(store, "bulk", &rows, NULL);
    if (code == VIKT_OK)
        code = vikt_store_commit(store, NULL);
    vikt_store_close(store);
    return code == VIKT_OK ? 0 : 1;
}

/* By SIGXFSZ: that is what a limit on the size of files does to who does not ignore it. */
static void killed_at_a_limit(const char *path)
{
    struct rlimit limit = {64 * 1024, 64 * 1024};
    int status;
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_DFL);
        _exit(setrlimit(RLIMIT_FSIZE, &limit) == 0 ? write_much(path, NEVER) : 99);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
}

static void wait_until_killed(pid_t child)
{
    int status;

    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ||
              (WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

static void killed_at_row(const char *path, size_t row)
{
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0)
        _exit(write_much(path, row));
    wait_until_killed(child);
}

static void killed_after(const char *path, long microseconds)
{
    struct timespec pause = {0, microseconds * 1000};
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0)
        _exit(write_much(path, NEVER));
    nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    wait_until_killed(child);
}

/* ---- what must hold afterwards ---- */

static bool take_ok(void *context, const vikt_datum *columns, size_t count)
{
    *(bool *)context = count == 1 && vikt_text_equal(columns[0].text, VIKT_TEXT("ok"));
    return *(bool *)context;
}

static void next_run_succeeds(const test_folder *folder, int64_t runs)
{
    vikt_store *store;
    bool sound = false;

    add_run(folder->database);
    cr_assert_eq(test_folder_count(folder), 1, "no journal stays");
    cr_assert_eq(runs_in(folder->database), runs);
    store = opened(folder->database, VIKT_STORE_READ);
    cr_assert_eq(vikt_store_run(store, "PRAGMA integrity_check", NULL, 0, take_ok, &sound, NULL),
                 VIKT_OK);
    cr_assert(sound);
    cr_assert_eq(integer(store, "PRAGMA page_size"), 16384);
    vikt_store_close(store);
}

/* A killed run may have come to its end; its table would be in the way of the next one's. */
static void drop_bulk(const char *path)
{
    sqlite3 *db = NULL;

    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "DROP TABLE IF EXISTS bulk", NULL, NULL, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_close(db), SQLITE_OK);
}

Test(killed, a_first_run_leaves_a_header_of_zeros_that_is_rolled_back)
{
    static const char zeros[100];
    test_folder folder = test_folder_make();
    test_bytes left;

    killed_at_row(folder.database, ROWS - 1);
    left = test_bytes_of(folder.database);
    cr_assert(left.length > 16384, "pages were written");
    cr_assert(memcmp(left.at, zeros, sizeof zeros) == 0, "but not the header");
    free(left.at);
    cr_assert_eq(test_folder_count(&folder), 2, "the journal is there");
    refused(folder.database, VIKT_STORE_READ, "holds no runs yet");
    next_run_succeeds(&folder, 1);
    test_folder_remove(&folder);
}

Test(killed, a_first_run_is_never_in_the_way_of_the_next)
{
    for (size_t i = 0; i < FROM_INSIDE + FROM_OUTSIDE; i++) {
        test_folder folder = test_folder_make();

        if (i < FROM_INSIDE)
            killed_at_row(folder.database, i * ROWS / FROM_INSIDE);
        else
            killed_after(folder.database, (long)(i - FROM_INSIDE) * 2500);
        next_run_succeeds(&folder, 1);
        test_folder_remove(&folder);
    }
}

Test(killed, a_first_run_that_met_a_limit_is_not_in_the_way_of_the_next)
{
    test_folder folder = test_folder_make();

    killed_at_a_limit(folder.database);
    cr_assert_eq(test_folder_count(&folder), 2, "the journal is there");
    next_run_succeeds(&folder, 1);
    test_folder_remove(&folder);
}

Test(killed, a_later_run_leaves_those_before_as_they_were)
{
    test_folder folder = test_folder_make();

    add_run(folder.database);
    for (size_t i = 0; i < FROM_INSIDE + FROM_OUTSIDE; i++) {
        if (i < FROM_INSIDE)
            killed_at_row(folder.database, i * ROWS / FROM_INSIDE);
        else
            killed_after(folder.database, (long)(i - FROM_INSIDE) * 2500);
        next_run_succeeds(&folder, (int64_t)i + 2);
        drop_bulk(folder.database);
    }
    test_folder_remove(&folder);
}
