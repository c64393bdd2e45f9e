/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "core/store/store.h"
#include "files.h"

/* ---- helpers ---- */

static vikt_store *opened(const char *path, vikt_store_mode mode)
{
    vikt_error err = {0};
    vikt_store *store = NULL;

    cr_assert_eq(vikt_store_open(path, mode, &store, &err), VIKT_OK, "%s", err.message);
    cr_assert(store);
    return store;
}

/* Opening must fail with this in the message. */
static void refused(const char *path, vikt_store_mode mode, const char *part)
{
    vikt_error err = {0};
    vikt_store *store = (vikt_store *)1;

    cr_assert_eq(vikt_store_open(path, mode, &store, &err), VIKT_STORE);
    cr_assert_null(store);
    cr_assert_eq(err.code, VIKT_STORE);
    cr_assert(strstr(err.message, part), "\"%s\" is not in \"%s\"", part, err.message);
    cr_assert_str_eq(err.place.source, path);
}

static void run(vikt_store *store, const char *sql)
{
    vikt_error err = {0};

    cr_assert_eq(vikt_store_run(store, sql, NULL, 0, NULL, NULL, &err), VIKT_OK, "%s", err.message);
}

static bool take_integer(void *context, const vikt_datum *columns, size_t count)
{
    cr_assert_eq(count, 1);
    *(int64_t *)context = columns[0].integer;
    return false;
}

static int64_t integer(vikt_store *store, const char *sql)
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

static void add_run(const char *path)
{
    vikt_store *store = opened(path, VIKT_STORE_WRITE);

    cr_assert_eq(vikt_store_begin(store, NULL), VIKT_OK);
    run(store, insert_run);
    cr_assert_eq(vikt_store_commit(store, NULL), VIKT_OK);
    vikt_store_close(store);
}

static int64_t runs_in(const char *path)
{
    vikt_store *store = opened(path, VIKT_STORE_READ);
    int64_t count = integer(store, "SELECT count(*) FROM run");

    vikt_store_close(store);
    return count;
}

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

/* ---- files that are not ours ---- */

static void make_foreign(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_close(db), SQLITE_OK);
}

static void stays_untouched(const test_folder *folder, const char *part)
{
    test_bytes before = test_bytes_of(folder->database);

    refused(folder->database, VIKT_STORE_WRITE, part);
    refused(folder->database, VIKT_STORE_READ, part);
    cr_assert(test_bytes_same(folder->database, before));
    cr_assert_eq(test_folder_count(folder), 1);
}

Test(store, a_database_of_another_program_stays_untouched)
{
    static const char *const foreign[] = {
        "CREATE TABLE t (x)",
        "PRAGMA application_id = 42; CREATE TABLE t (x)",
        "PRAGMA application_id = 42; CREATE TABLE t (x); DROP TABLE t",
        "PRAGMA user_version = 7; CREATE TABLE run (run_id); DROP TABLE run",
        "PRAGMA journal_mode = WAL; CREATE TABLE t (x)",
    };

    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        test_folder folder = test_folder_make();

        make_foreign(folder.database, foreign[i]);
        stays_untouched(&folder, "another program");
        test_folder_remove(&folder);
    }
}

Test(store, a_file_that_is_no_database_stays_untouched)
{
    test_folder folder = test_folder_make();
    char text[4096];

    memset(text, 'x', sizeof text);
    test_bytes_write(folder.database, text, sizeof text);
    stays_untouched(&folder, "is not a database");
    test_bytes_write(folder.database, "Kund;Omsättning\n", 17);
    stays_untouched(&folder, "is not a database");
    test_bytes_write(folder.database, "SQLite format 3", 16); /* cut off behind the first words */
    stays_untouched(&folder, "is not a database");
    test_folder_remove(&folder);
}

Test(store, a_damaged_database_is_told_as_such)
{
    test_folder folder = test_folder_make();
    test_bytes bytes;

    add_run(folder.database);
    bytes = test_bytes_of(folder.database);
    memset(bytes.at + 100, 0xff, bytes.length - 100);
    test_bytes_write(folder.database, bytes.at, bytes.length);
    free(bytes.at);
    stays_untouched(&folder, "is damaged");
    test_folder_remove(&folder);
}

Test(store, a_symbolic_link_is_refused_for_writing)
{
    test_folder folder = test_folder_make();
    char target[128];

    snprintf(target, sizeof target, "%s/target.db", folder.path);
    add_run(target);
    cr_assert_eq(symlink(target, folder.database), 0);
    refused(folder.database, VIKT_STORE_WRITE, "is a symbolic link");
    cr_assert_eq(runs_in(folder.database), 1, "reading through one does no harm");
    unlink(target);
    refused(folder.database, VIKT_STORE_WRITE, "is a symbolic link");
    test_folder_remove(&folder);
}

Test(store, what_is_not_a_file_is_refused)
{
    test_folder folder = test_folder_make();

    refused(folder.path, VIKT_STORE_WRITE, "is a folder");
    refused(folder.path, VIKT_STORE_READ, "is a folder");
    refused("/dev/null", VIKT_STORE_WRITE, "is not a regular file");
    refused("", VIKT_STORE_WRITE, "cannot be made");
    refused(folder.database, VIKT_STORE_READ, "does not exist");
    test_folder_remove(&folder);
}

Test(store, a_missing_folder_is_named_as_the_reason)
{
    refused("/tmp/vikt-no-such-folder/vikt.db", VIKT_STORE_WRITE, "its folder does not exist");
}

/* ---- places where nothing can be written: as somebody else, since root may write everywhere ----
 */

static int as_nobody(int (*deed)(const char *path), const char *path)
{
    int status;
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(deed(path));
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int write_is_refused(const char *path)
{
    vikt_error err = {0};
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(path, VIKT_STORE_WRITE, &store, &err);

    if (code == VIKT_OK) {
        code = vikt_store_begin(store, &err);
        if (code == VIKT_OK)
            code = vikt_store_run(store, insert_run, NULL, 0, NULL, NULL, &err);
        vikt_store_close(store);
    }
    if (code != VIKT_STORE || !strstr(err.message, "read-only"))
        return 1;
    return 0;
}

static int reading_works(const char *path)
{
    vikt_store *store = NULL;
    int64_t count = 0;

    if (vikt_store_open(path, VIKT_STORE_READ, &store, NULL) != VIKT_OK)
        return 1;
    if (vikt_store_run(store, "SELECT count(*) FROM run", NULL, 0, take_integer, &count, NULL) !=
        VIKT_OK)
        return 2;
    vikt_store_close(store);
    return count == 1 ? 0 : 3;
}

Test(store, a_read_only_file_or_folder_is_told_and_can_be_read)
{
    test_folder folder = test_folder_make();
    test_bytes before;

    cr_assert_eq(chmod(folder.path, 0555), 0);
    cr_assert_eq(as_nobody(write_is_refused, folder.database), 0, "no file can be made");
    cr_assert_eq(chmod(folder.path, 0755), 0);
    add_run(folder.database);
    before = test_bytes_of(folder.database);
    cr_assert_eq(chmod(folder.database, 0444), 0);
    cr_assert_eq(as_nobody(write_is_refused, folder.database), 0, "a read-only file");
    cr_assert_eq(as_nobody(reading_works, folder.database), 0);
    cr_assert_eq(chmod(folder.database, 0666), 0);
    cr_assert_eq(chmod(folder.path, 0555), 0);
    cr_assert_eq(as_nobody(write_is_refused, folder.database), 0, "no journal can be made");
    cr_assert_eq(as_nobody(reading_works, folder.database), 0);
    cr_assert_eq(chmod(folder.path, 0755), 0);
    cr_assert(test_bytes_same(folder.database, before));
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
    refused(folder.database, VIKT_STORE_WRITE, "is in use by another program");
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
