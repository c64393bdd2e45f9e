/* SPDX-License-Identifier: MIT
 *
 * Databases of earlier versions, whose program is killed while it brings them up to date.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "core/store/schema.h"
#include "opened.h"

typedef enum moment { BEFORE_THE_COMMIT, INSIDE_THE_COMMIT, NEVER } moment;

static void unpack(const test_folder *folder, size_t version)
{
    char command[300];

    snprintf(command, sizeof command,
             "gunzip < '" VIKT_SOURCE "/tests/data/stored/version-%zu.db.gz' > '%s'", version,
             folder->database);
    cr_assert_eq(system(command), 0);
}

/* Inside: by the signal for a file that has grown too large, at the first page behind its end. */
static int bring_up_to_date(const char *path, rlim_t size, moment killed)
{
    struct rlimit limit = {size, size};
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(path, VIKT_STORE_WRITE, &store, NULL);

    if (code == VIKT_OK)
        code = vikt_store_begin(store, NULL);
    if (killed == BEFORE_THE_COMMIT)
        kill(getpid(), SIGKILL);
    signal(SIGXFSZ, SIG_DFL);
    if (killed == INSIDE_THE_COMMIT && setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 99;
    if (code == VIKT_OK)
        code = vikt_store_commit(store, NULL);
    vikt_store_close(store);
    return code == VIKT_OK ? 0 : 1;
}

static int status_of(const test_folder *folder, moment killed)
{
    struct stat file;
    int status;
    pid_t child;

    cr_assert_eq(stat(folder->database, &file), 0);
    child = fork();
    cr_assert(child >= 0);
    if (child == 0)
        _exit(bring_up_to_date(folder->database, (rlim_t)file.st_size, killed));
    cr_assert_eq(waitpid(child, &status, 0), child);
    return status;
}

static void survives(const test_folder *folder, size_t version, moment killed)
{
    test_bytes before = test_bytes_of(folder->database);
    char part[64];
    int status = status_of(folder, killed);

    cr_assert(WIFSIGNALED(status), "version %zu, status %d", version, status);
    cr_assert_eq(test_folder_count(folder), 2, "a journal is left");
    snprintf(part, sizeof part, "older schema version %zu; the next \"vikt run\"", version);
    refused(folder->database, VIKT_STORE_READ, part);
    cr_assert(test_bytes_same(folder->database, before));
}

Test(upgrade, a_program_that_is_killed_while_it_migrates_leaves_the_old_file)
{
    size_t newest = vikt_schema_newest()->version;

    for (size_t version = 1; version < newest; version++) {
        test_folder folder = test_folder_make();

        unpack(&folder, version);
        survives(&folder, version, BEFORE_THE_COMMIT);
        survives(&folder, version, INSIDE_THE_COMMIT);
        cr_assert_eq(status_of(&folder, NEVER), 0);
        cr_assert_eq(runs_in(folder.database), 2);
        cr_assert_eq(test_folder_count(&folder), 1);
        test_folder_remove(&folder);
    }
}
