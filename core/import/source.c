/* SPDX-License-Identifier: MIT */
#include "core/import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/base/folder.h"

enum { FIRST_READ = 65536 };

static vikt_code fail(vikt_error *err, const vikt_source *source, const char *what, int number)
{
    vikt_place place = vikt_place_of(source->name, 0, 0);
    char hint[300];

    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return vikt_fail(err, VIKT_INPUT, place, "%s: there is no such file%s", what,
                         vikt_folder_hint(source->name, hint, sizeof hint));
    case EACCES:
    case EPERM:
        return vikt_fail(err, VIKT_INPUT, place, "%s: permission denied", what);
    case EISDIR:
        return vikt_fail(err, VIKT_INPUT, place, "is a directory, expected a CSV file");
    case ENOMEM:
        return vikt_fail_memory(err);
    default:
        return vikt_fail(err, VIKT_INPUT, place, "%s: system error %d", what, number);
    }
}

/* One piece of a stream; 0 at its end, -1 on an error in errno. One that does not wait by itself is
 * waited for. */
static ssize_t read_some(int fd, char *at, size_t size)
{
    for (;;) {
        ssize_t count = read(fd, at, size < SSIZE_MAX ? size : SSIZE_MAX);
        struct pollfd more = {.fd = fd, .events = POLLIN};

        if (count >= 0)
            return count;
        if (errno == EAGAIN)
            (void)poll(&more, 1, -1);
        else if (errno != EINTR)
            return -1;
    }
}

/* expected: so many bytes at once, then as many more as there are. */
static vikt_code read_all(vikt_source *source, int fd, size_t expected, vikt_error *err)
{
    size_t size = 0, capacity = 0, first = expected ? expected + 1 : FIRST_READ;

    for (;;) {
        ssize_t count;

        if (size == capacity) {
            char *moved;

            if (size > VIKT_STREAM_MAX)
                return vikt_fail(err, VIKT_LIMIT, vikt_place_of(source->name, 0, 0),
                                 "is longer than 4 GiB, the limit for what is not a file");
            capacity = capacity ? capacity * 2 : first;
            capacity = capacity > VIKT_STREAM_MAX ? VIKT_STREAM_MAX + 1 : capacity;
            moved = vikt_resize(source->allocator, source->owned, capacity, 1);
            if (!moved)
                return vikt_fail_memory(err);
            source->owned = moved;
        }
        count = read_some(fd, source->owned + size, capacity - size);
        if (count < 0)
            return fail(err, source, "cannot be read", errno);
        if (count == 0)
            break;
        size += (size_t)count;
    }
    source->bytes = (vikt_text){source->owned, size};
    return VIKT_OK;
}

static vikt_code map_all(vikt_source *source, int fd, size_t size, vikt_error *err)
{
    void *mapping = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

    if (mapping == MAP_FAILED)
        return read_all(source, fd, 0, err); /* some file systems cannot map */
    (void)posix_madvise(mapping, size, POSIX_MADV_SEQUENTIAL);
    source->mapping = mapping;
    source->fd = fd;
    source->bytes = (vikt_text){mapping, size};
    return VIKT_OK;
}

/* Files of the system that make up their bytes when asked have no size, and no history. */
static vikt_code check(const vikt_source *source, int fd, vikt_error *err)
{
    const struct stat *before = &source->opened;
    struct stat now;

    if (fstat(fd, &now) != 0)
        return fail(err, source, "cannot be read", errno);
    if (!S_ISREG(now.st_mode) || before->st_size == 0 ||
        (now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == before->st_mtim.tv_nsec))
        return VIKT_OK;
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(source->name, 0, 0),
                     "changed while it was read; try again when nobody writes to it");
}

vikt_code vikt_source_check(const vikt_source *source, vikt_error *err)
{
    return source->mapping ? check(source, source->fd, err) : VIKT_OK;
}

static vikt_code take(vikt_source *source, int fd, vikt_error *err)
{
    const struct stat *status = &source->opened;
    vikt_code rc;

    if (fstat(fd, &source->opened) != 0)
        return fail(err, source, "cannot be read", errno);
    if (S_ISDIR(status->st_mode))
        return fail(err, source, "cannot be read", EISDIR);
    if ((S_ISCHR(status->st_mode) || S_ISBLK(status->st_mode)) && fd != STDIN_FILENO)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(source->name, 0, 0),
                         "is a device, expected a file");
    if (S_ISREG(status->st_mode) && fd != STDIN_FILENO &&
        (uintmax_t)status->st_size > VIKT_SOURCE_READ_MAX)
        rc = map_all(source, fd, (size_t)status->st_size, err);
    else
        rc = read_all(source, fd, S_ISREG(status->st_mode) ? (size_t)status->st_size : 0, err);
    if (rc == VIKT_OK)
        rc = check(source, fd, err);
    if (rc == VIKT_OK && source->bytes.length == 0 && S_ISFIFO(status->st_mode) &&
        fd != STDIN_FILENO)
        rc = vikt_fail(err, VIKT_INPUT, vikt_place_of(source->name, 0, 0),
                       "is a pipe to which nobody writes; start what writes to it first");
    else if (rc == VIKT_OK && source->bytes.length == 0)
        rc = vikt_fail(err, VIKT_INPUT, vikt_place_of(source->name, 0, 0), "is empty");
    return rc;
}

static bool is_standard_input(const char *path)
{
    return path[0] == '-' && path[1] == '\0';
}

void vikt_source_lend(const char *path, vikt_text bytes, const vikt_allocator *allocator,
                      vikt_source *out)
{
    *out = (vikt_source){.allocator = allocator,
                         .name = is_standard_input(path) ? "standard input" : path,
                         .bytes = bytes};
}

vikt_code vikt_source_open(const char *path, const vikt_allocator *allocator, vikt_source *out,
                           vikt_error *err)
{
    bool is_stream = is_standard_input(path);
    vikt_code rc;
    int fd;

    vikt_source_lend(path, (vikt_text){NULL, 0}, allocator, out);
    /* A pipe without a writer, or a line without a peer, would be waited for without end. */
    fd = is_stream ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return fail(err, out, "cannot be opened", errno);
    rc = take(out, fd, err);
    if (!is_stream && !out->mapping)
        close(fd);
    if (rc != VIKT_OK)
        vikt_source_close(out);
    return rc;
}

void vikt_source_close(vikt_source *source)
{
    if (source->mapping) {
        munmap(source->mapping, source->bytes.length);
        close(source->fd);
    }
    vikt_release(source->allocator, source->owned);
    source->mapping = NULL;
    source->owned = NULL;
    source->bytes = (vikt_text){NULL, 0};
}
