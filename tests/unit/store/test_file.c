/* SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <sys/wait.h>

#include "opened.h"

/* ---- files that are not ours ---- */

static void make_foreign(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_close(db), SQLITE_OK);
}

static void refused_untouched(const test_folder *folder, const char *part)
{
    test_bytes before = test_bytes_of(folder->database);

    refused(folder->database, VIKT_STORE_WRITE, part);
    refused(folder->database, VIKT_STORE_READ, part);
    cr_assert(test_bytes_same(folder->database, before));
}

static void stays_untouched(const test_folder *folder, const char *part)
{
    refused_untouched(folder, part);
    cr_assert_eq(test_folder_count(folder), 1);
}

static void stays_untouched_beside(const test_folder *folder, const char *journal, const char *part)
{
    test_bytes before = test_bytes_of(journal);

    refused_untouched(folder, part);
    cr_assert(test_bytes_same(journal, before));
    cr_assert_eq(test_folder_count(folder), 2);
}

Test(file, a_database_of_another_program_stays_untouched)
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

Test(file, a_file_that_is_no_database_stays_untouched)
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

/* Zeros are ours only beside the journal of a first run: see "The Rollback Journal" in
 * https://sqlite.org/fileformat2.html. */
Test(file, zeros_and_journals_that_do_not_belong_together_stay_untouched)
{
    static const char zeros[8192];
    static const char magic[] = {'\xd9', '\xd5', '\x05', '\xf9', '\x20', '\xa1', '\x63', '\xd7'};
    test_folder folder = test_folder_make();
    char journal[128], header[512] = {0}, text[4096];

    snprintf(journal, sizeof journal, "%s-journal", folder.database);
    test_bytes_write(folder.database, zeros, sizeof zeros);
    stays_untouched(&folder, "is not a database");
    test_bytes_write(journal, header, sizeof header);
    stays_untouched_beside(&folder, journal, "is not a database");
    memcpy(header, magic, sizeof magic);
    header[19] = 1; /* pages before: it was no first run */
    test_bytes_write(journal, header, sizeof header);
    stays_untouched_beside(&folder, journal, "is not a database");
    header[19] = 0;
    test_bytes_write(journal, header, 27); /* cut off */
    stays_untouched_beside(&folder, journal, "is not a database");
    test_bytes_write(journal, header, sizeof header);
    memset(text, 'x', sizeof text);
    test_bytes_write(folder.database, text, sizeof text);
    stays_untouched_beside(&folder, journal, "is not a database");
    test_folder_remove(&folder);
}

Test(file, a_damaged_database_is_told_as_such)
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

Test(file, a_symbolic_link_is_refused_for_writing)
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

Test(file, what_is_not_a_file_is_refused)
{
    test_folder folder = test_folder_make();

    refused(folder.path, VIKT_STORE_WRITE, "is a folder");
    refused(folder.path, VIKT_STORE_READ, "is a folder");
    refused("/dev/null", VIKT_STORE_WRITE, "is not a regular file");
    refused("", VIKT_STORE_WRITE, "cannot be made");
    refused(folder.database, VIKT_STORE_READ, "does not exist");
    test_folder_remove(&folder);
}

Test(file, a_missing_folder_is_named_as_the_reason)
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

Test(file, a_read_only_file_or_folder_is_told_and_can_be_read)
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
