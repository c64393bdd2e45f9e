/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "opened.h"

/* ---- opening ---- */

Test(store, a_new_file_is_for_its_owner_alone)
{
    test_folder folder = test_folder_make();
    struct stat status;

    umask(0);
    add_run(folder.database);
    cr_assert_eq(stat(folder.database, &status), 0);
    cr_assert_eq(status.st_mode & 07777, 0600);
    cr_assert_eq(test_folder_count(&folder), 1, "no journal stays");
    test_folder_remove(&folder);
}

Test(store, a_new_file_without_a_commit_is_removed_again)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);

    cr_assert_eq(test_folder_count(&folder) >= 1, 1);
    vikt_store_close(store);
    cr_assert_eq(test_folder_count(&folder), 0);

    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, insert_run);
    vikt_store_close(store);
    cr_assert_eq(test_folder_count(&folder), 0);
    test_folder_remove(&folder);
}

Test(store, after_a_rollback_a_new_file_can_still_be_filled)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, insert_run);
    vikt_store_rollback(store);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, insert_run);
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    vikt_store_close(store);
    cr_assert_eq(runs_in(folder.database), 1);
    test_folder_remove(&folder);
}

Test(store, closing_in_the_middle_leaves_the_file_as_it_was)
{
    test_folder folder = test_folder_make();
    test_bytes before;
    vikt_store *store;

    add_run(folder.database);
    before = test_bytes_of(folder.database);
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    for (int i = 0; i < 2000; i++)
        run(store, insert_run);
    vikt_store_close(store);
    cr_assert(test_bytes_same(folder.database, before));
    cr_assert_eq(test_folder_count(&folder), 1);
    test_folder_remove(&folder);
}

Test(store, opening_and_closing_changes_nothing)
{
    test_folder folder = test_folder_make();
    test_bytes before;

    add_run(folder.database);
    before = test_bytes_of(folder.database);
    vikt_store_close(opened(folder.database, VIKT_STORE_WRITE));
    vikt_store_close(opened(folder.database, VIKT_STORE_READ));
    cr_assert(test_bytes_same(folder.database, before));
    cr_assert_eq(test_folder_count(&folder), 1);
    test_folder_remove(&folder);
}

Test(store, an_empty_file_is_taken_and_given_back_empty)
{
    test_folder folder = test_folder_make();
    struct stat status;

    test_bytes_write(folder.database, "", 0);
    refused(folder.database, VIKT_STORE_READ, "holds no runs yet");
    vikt_store_close(opened(folder.database, VIKT_STORE_WRITE));
    cr_assert_eq(stat(folder.database, &status), 0);
    cr_assert_eq(status.st_size, 0);
    add_run(folder.database);
    cr_assert_eq(runs_in(folder.database), 1);
    test_folder_remove(&folder);
}

Test(store, settings_are_those_that_were_measured)
{
    test_folder folder = test_folder_make();
    vikt_store *store;

    add_run(folder.database);
    store = opened(folder.database, VIKT_STORE_WRITE);
    cr_assert_eq(integer(store, "PRAGMA page_size"), 16384);
    cr_assert_eq(integer(store, "PRAGMA synchronous"), 2);
    cr_assert_eq(integer(store, "PRAGMA foreign_keys"), 1);
    cr_assert_eq(integer(store, "PRAGMA application_id"), 0x76696b74);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(store, a_reader_cannot_write)
{
    test_folder folder = test_folder_make();
    vikt_error err = {0};
    vikt_store *store;

    add_run(folder.database);
    store = opened(folder.database, VIKT_STORE_READ);
    cr_assert_eq(vikt_store_run(store, insert_run, NULL, 0, NULL, NULL, &err), VIKT_STORE);
    vikt_store_close(store);
    cr_assert_eq(runs_in(folder.database), 1);
    test_folder_remove(&folder);
}

Test(store, names_that_mean_something_to_sqlite_are_plain_files)
{
    test_folder folder = test_folder_make();

    cr_assert_eq(chdir(folder.path), 0);
    add_run(":memory:");
    add_run("file:x.db?mode=memory");
    cr_assert_eq(test_folder_count(&folder), 2);
    cr_assert_eq(runs_in(":memory:"), 1);
    test_folder_remove(&folder);
}

/* ---- others at work ---- */

Test(store, a_database_in_use_is_told_as_such)
{
    test_folder folder = test_folder_make();
    vikt_store *store;
    sqlite3 *db = NULL;

    add_run(folder.database);
    store = opened(folder.database, VIKT_STORE_WRITE);
    refused(folder.database, VIKT_STORE_READ, "is in use by another program");
    vikt_store_close(store);
    cr_assert_eq(sqlite3_open(folder.database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "BEGIN; SELECT * FROM run", NULL, NULL, NULL), SQLITE_OK);
    refused(folder.database, VIKT_STORE_WRITE, "is in use by another program");
    sqlite3_close(db);
    add_run(folder.database);
    cr_assert_eq(runs_in(folder.database), 2);
    test_folder_remove(&folder);
}

Test(store, a_file_that_was_removed_meanwhile_is_not_written_to)
{
    test_folder folder = test_folder_make();
    vikt_error err = {0};
    vikt_store *store;

    add_run(folder.database);
    store = opened(folder.database, VIKT_STORE_WRITE);
    unlink(folder.database);
    cr_assert_eq(vikt_store_begin(store, &err), VIKT_STORE);
    cr_assert(strstr(err.message, "removed or replaced"), "%s", err.message);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

/* Killed in the middle of a transaction that had already reached the file. */
Test(store, what_a_killed_run_left_is_rolled_back)
{
    test_folder folder = test_folder_make();
    pid_t child;

    add_run(folder.database);
    child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);

        run(store, "PRAGMA cache_size = 4");
        vikt_store_begin(store, NULL);
        run(store, "UPDATE run SET profile = 'half'");
        for (int i = 0; i < 2000; i++)
            run(store, insert_run);
        kill(getpid(), SIGKILL);
    }
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_assert_eq(test_folder_count(&folder), 2, "the journal is there");
    cr_assert_eq(runs_in(folder.database), 1);
    add_run(folder.database);
    cr_assert_eq(runs_in(folder.database), 2);
    cr_assert_eq(test_folder_count(&folder), 1);
    test_folder_remove(&folder);
}

/* ---- a full disk ---- */

/* Runs until there is no room: 0 when that was told as it should be. */
static int fill_disk(const char *path)
{
    vikt_error err = {0};
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(path, VIKT_STORE_WRITE, &store, &err);

    if (code == VIKT_OK)
        code = vikt_store_begin(store, &err);
    if (code == VIKT_OK)
        vikt_store_run(store, "PRAGMA cache_size = 4", NULL, 0, NULL, NULL, NULL);
    for (int i = 0; code == VIKT_OK && i < 100000; i++)
        code = vikt_store_run(store, insert_run, NULL, 0, NULL, NULL, &err);
    vikt_store_rollback(store);
    vikt_store_close(store);
    return code == VIKT_STORE && strstr(err.message, "the disk is full") ? 0 : 1;
}

/* A limit on the size of files fails writes as a quota does, everywhere and without privileges. */
static int fill_to_the_limit(const char *path)
{
    struct rlimit limit = {512 * 1024, 512 * 1024};

    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    return fill_disk(path);
}

static int in_child(int (*deed)(const char *path), const char *path)
{
    int status;
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0)
        _exit(deed(path));
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

Test(store, a_file_that_may_not_grow_leaves_the_database_as_it_was)
{
    test_folder folder = test_folder_make();
    test_bytes before;

    cr_assert_eq(in_child(fill_to_the_limit, folder.database), 0);
    cr_assert_eq(test_folder_count(&folder), 0, "a new file is removed again");
    add_run(folder.database);
    before = test_bytes_of(folder.database);
    cr_assert_eq(in_child(fill_to_the_limit, folder.database), 0);
    cr_assert(test_bytes_same(folder.database, before));
    cr_assert_eq(test_folder_count(&folder), 1);
    cr_assert_eq(runs_in(folder.database), 1);
    test_folder_remove(&folder);
}

/* A real full disk, where the machine lets us make a small one. */
Test(store, a_full_disk_leaves_the_database_as_it_was)
{
    test_folder folder = test_folder_make();
    test_bytes before;

    if (mount("none", folder.path, "tmpfs", 0, "size=1m") != 0) {
        test_folder_remove(&folder);
        cr_skip_test("no tmpfs can be mounted here");
    }
    add_run(folder.database);
    before = test_bytes_of(folder.database);
    cr_expect_eq(in_child(fill_disk, folder.database), 0);
    cr_expect(test_bytes_same(folder.database, before));
    cr_expect_eq(test_folder_count(&folder), 1);
    cr_expect_eq(umount(folder.path), 0);
    test_folder_remove(&folder);
}

/* ---- statements ---- */

static bool take_row(void *context, const vikt_datum *columns, size_t count)
{
    vikt_datum *copy = context;

    memcpy(copy, columns, count * sizeof *columns);
    cr_assert_eq(columns[2].text.length, 4);
    cr_assert(memcmp(columns[2].text.at, "a\0\xc3\xa5", 4) == 0);
    return true;
}

Test(store, values_come_back_as_they_were_bound)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    vikt_datum in[] = {vikt_datum_integer(INT64_MIN),
                       vikt_datum_real(0.1),
                       vikt_datum_text((vikt_text){"a\0\xc3\xa5", 4}),
                       vikt_datum_null(),
                       vikt_datum_real(NAN),
                       vikt_datum_text((vikt_text){NULL, 0})};
    vikt_datum out[6];

    cr_assert_eq(vikt_store_run(store, "SELECT ?, ?, ?, ?, ?, ?", in, 6, take_row, out, NULL),
                 VIKT_OK);
    cr_assert_eq(out[0].kind, VIKT_DATUM_INTEGER);
    cr_assert_eq(out[0].integer, INT64_MIN);
    cr_assert_eq(out[1].kind, VIKT_DATUM_REAL);
    cr_assert_eq(out[1].real, 0.1);
    cr_assert_eq(out[2].kind, VIKT_DATUM_TEXT);
    for (int i = 3; i < 6; i++)
        cr_assert_eq(out[i].kind, VIKT_DATUM_NULL);
    vikt_store_close(store);
    test_folder_remove(&folder);
}

Test(store, a_wrong_statement_names_itself)
{
    test_folder folder = test_folder_make();
    vikt_store *store = opened(folder.database, VIKT_STORE_WRITE);
    vikt_error err = {0};

    cr_assert_eq(vikt_store_run(store, "SELECT nothing FROM nowhere", NULL, 0, NULL, NULL, &err),
                 VIKT_STORE);
    cr_assert(strstr(err.message, "SELECT nothing FROM nowhere"));
    cr_assert(strstr(err.message, "nowhere"));
    vikt_store_close(store);
    test_folder_remove(&folder);
}
