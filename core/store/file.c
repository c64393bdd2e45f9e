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
    WAL_VERSION = 2
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

static void remember(const struct stat *status, vikt_file *out)
{
    out->device = status->st_dev;
    out->inode = status->st_ino;
    out->empty = status->st_size == 0;
}

/* O_EXCL: a link put there meanwhile is not followed. */
static vikt_code make_file(const char *path, vikt_file *out, vikt_error *err)
{
    struct stat status;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file < 0 && errno == ENOENT)
        return refuse(path, err,
                      "cannot be made: its folder does not exist; make the folder first");
    if (file < 0 && (errno == EACCES || errno == EROFS))
        return refuse(path, err,
                      "cannot be made: its folder is read-only; choose another place for the "
                      "database");
    if (file < 0)
        return cannot(path, "made", errno, err);
    if (fstat(file, &status) != 0) {
        int reason = errno;

        close(file);
        unlink(path);
        return cannot(path, "made", reason, err);
    }
    close(file);
    remember(&status, out);
    out->created = true;
    return VIKT_OK;
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static vikt_code check_header(const char *path, const unsigned char *header, size_t length,
                              vikt_error *err)
{
    static const char magic[] = "SQLite format 3"; /* its NUL is part of it */
    uint32_t application;

    if (length < HEADER_BYTES || memcmp(header, magic, sizeof magic) != 0)
        return refuse(path, err, "is not a database and was left untouched");
    application = big_endian(header + AT_APPLICATION_ID);
    /* Only opening a WAL database makes files beside it; ours has its id from the first commit on.
     */
    if (application != VIKT_APPLICATION_ID &&
        (application != 0 || header[AT_WRITE_VERSION] == WAL_VERSION))
        return vikt_file_foreign(path, err);
    return VIKT_OK;
}

static vikt_code look_inside(const char *path, vikt_error *err)
{
    unsigned char header[HEADER_BYTES];
    int reason;
    ssize_t length;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return cannot(path, "read", errno, err);
    length = read(file, header, sizeof header);
    reason = errno;
    close(file);
    if (length < 0)
        return cannot(path, "read", reason, err);
    return check_header(path, header, (size_t)length, err);
}

vikt_code vikt_file_inspect(const char *path, bool make, vikt_file *out, vikt_error *err)
{
    struct stat status;

    *out = (vikt_file){0};
    if ((make ? lstat(path, &status) : stat(path, &status)) != 0) {
        if (errno == ENOENT && make)
            return make_file(path, out, err);
        if (errno == ENOENT)
            return refuse(path, err, "does not exist; \"vikt run\" makes it");
        return cannot(path, "opened", errno, err);
    }
    if (S_ISLNK(status.st_mode))
        return refuse(
            path, err,
            "is a symbolic link and was left untouched; give the path of the file itself");
    if (S_ISDIR(status.st_mode))
        return refuse(path, err, "is a folder, not a database");
    if (!S_ISREG(status.st_mode))
        return refuse(path, err, "is not a regular file");
    remember(&status, out);
    if (make && access(path, W_OK) != 0)
        return refuse(path, err, "is read-only; make it writable or choose another database");
    return out->empty ? VIKT_OK : look_inside(path, err);
}

bool vikt_file_same(const char *path, const vikt_file *file)
{
    struct stat status;

    return lstat(path, &status) == 0 && status.st_dev == file->device &&
           status.st_ino == file->inode;
}
