/* SPDX-License-Identifier: MIT */
#include "core/store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/fail.h"

enum {
    HEADER_BYTES = 100, /* https://sqlite.org/fileformat2.html, "The Database Header" */
    AT_WRITE_VERSION = 18,
    AT_APPLICATION_ID = 68,
    WAL_VERSION = 2,
    JOURNAL_BYTES = 28, /* the same page, "The Rollback Journal" */
    AT_PAGES_BEFORE = 16
};

static vikt_code refuse(const char *path, vikt_error *err, const char *why)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "%s", why);
}

vikt_code vikt_file_foreign(const char *path, vikt_error *err)
{
    return refuse(path, err,
                  "is a database of another program and was left untouched; give vikt a file of "
                  "its own");
}

static vikt_code cannot(const char *path, const char *what, int reason, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "cannot be %s: %s", what,
                     strerror(reason));
}

/* ---- finding or making it ---- */

/* O_EXCL: a link put there meanwhile is not followed. 0, or errno. */
static int make_file(const char *path, struct stat *status)
{
    int reason = 0;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0)
        return errno;
    if (fstat(file, status) != 0) {
        reason = errno;
        unlink(path);
    }
    close(file);
    return reason;
}

static vikt_code cannot_make(const char *path, int reason, vikt_error *err)
{
    if (reason == ENOENT)
        return refuse(path, err,
                      "cannot be made: its folder does not exist; make the folder first");
    if (reason == EACCES || reason == EROFS)
        return refuse(path, err,
                      "cannot be made: its folder is read-only; choose another place for the "
                      "database");
    return cannot(path, "made", reason, err);
}

static vikt_code find_or_make(const char *path, struct stat *status, bool *created, vikt_error *err)
{
    enum { TRIES = 10 }; /* another program may make and remove it at the same time */
    int reason = EEXIST;

    for (int i = 0; i < TRIES && reason == EEXIST; i++) {
        if (lstat(path, status) == 0)
            return VIKT_OK;
        if (errno != ENOENT)
            return cannot(path, "opened", errno, err);
        reason = make_file(path, status);
    }
    *created = reason == 0;
    return reason == 0 ? VIKT_OK : cannot_make(path, reason, err);
}

static vikt_code find(const char *path, struct stat *status, vikt_error *err)
{
    if (stat(path, status) == 0)
        return VIKT_OK;
    if (errno == ENOENT)
        return refuse(path, err, "does not exist; \"vikt run\" makes it");
    return cannot(path, "opened", errno, err);
}

vikt_code vikt_file_inspect(const char *path, bool make, vikt_file *out, vikt_error *err)
{
    struct stat status;
    vikt_code code;

    *out = (vikt_file){0};
    code = make ? find_or_make(path, &status, &out->created, err) : find(path, &status, err);
    if (code != VIKT_OK)
        return code;
    if (S_ISLNK(status.st_mode))
        return refuse(
            path, err,
            "is a symbolic link and was left untouched; give the path of the file itself");
    if (S_ISDIR(status.st_mode))
        return refuse(path, err, "is a folder, not a database");
    if (!S_ISREG(status.st_mode))
        return refuse(path, err, "is not a regular file");
    out->device = status.st_dev;
    out->inode = status.st_ino;
    out->empty = status.st_size == 0;
    if (make && access(path, W_OK) != 0)
        return refuse(path, err, "is read-only; make it writable or choose another database");
    return VIKT_OK;
}

/* ---- its first bytes ---- */

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static vikt_code check_header(const char *path, const unsigned char *header, vikt_file *file,
                              vikt_error *err)
{
    static const char magic[] = "SQLite format 3"; /* its NUL is part of it */
    uint32_t application;

    if (memcmp(header, magic, sizeof magic) != 0)
        return refuse(path, err, "is not a database and was left untouched");
    application = big_endian(header + AT_APPLICATION_ID);
    file->wal = header[AT_WRITE_VERSION] == WAL_VERSION;
    /* Only opening a WAL database makes files beside it; ours has its id from the first commit on.
     */
    if (application != VIKT_APPLICATION_ID && (application != 0 || file->wal))
        return vikt_file_foreign(path, err);
    return VIKT_OK;
}

static bool is_zero(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* A first run writes the header last, so that one killed before has left zeros there. A database
 * that had pages before has no such header: what is beside that is none of ours. */
static bool journal_leads_to_nothing(sqlite3 *db)
{
    static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    const char *path = sqlite3_filename_journal(sqlite3_db_filename(db, "main"));
    unsigned char header[JOURNAL_BYTES];
    ssize_t length;
    int journal = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (journal < 0)
        return false;
    length = read(journal, header, sizeof header);
    close(journal);
    return length == JOURNAL_BYTES && memcmp(header, magic, sizeof magic) == 0 &&
           big_endian(header + AT_PAGES_BEFORE) == 0;
}

/* Through SQLite's own handle: whoever closes any handle of a file lets go of all locks that the
 * process has on it, and so of those of another store. */
static int read_header(sqlite3 *db, unsigned char *header, sqlite3_int64 *size)
{
    sqlite3_file *file = NULL;
    int rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

    if (rc == SQLITE_OK)
        rc = file->pMethods->xFileSize(file, size);
    if (rc == SQLITE_OK)
        rc = file->pMethods->xRead(file, header, HEADER_BYTES, 0);
    return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : rc; /* the rest is zeros */
}

vikt_code vikt_file_check(const char *path, sqlite3 *db, vikt_file *file, vikt_error *err)
{
    enum { LOOKS = 3 }; /* a first run may end between the look at one file and at the other */
    unsigned char header[HEADER_BYTES] = {0};
    sqlite3_int64 size = 0;

    for (int i = 0; i < LOOKS; i++) {
        if (read_header(db, header, &size) != SQLITE_OK)
            return cannot(path, "read", sqlite3_system_errno(db), err);
        if (size > 0 && !is_zero(header, sizeof header))
            return check_header(path, header, file, err);
        if (size == 0 || journal_leads_to_nothing(db))
            return VIKT_OK;
    }
    return refuse(path, err, "is not a database and was left untouched");
}

/* ---- is it still the same? ---- */

static bool leads_to(const char *path, const vikt_file *file, struct stat *status)
{
    return lstat(path, status) == 0 && status->st_dev == file->device &&
           status->st_ino == file->inode;
}

bool vikt_file_same(const char *path, const vikt_file *file)
{
    struct stat status;

    return leads_to(path, file, &status);
}

bool vikt_file_same_and_empty(const char *path, const vikt_file *file)
{
    struct stat status;

    return leads_to(path, file, &status) && status.st_size == 0;
}
