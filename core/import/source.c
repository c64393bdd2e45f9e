/* SPDX-License-Identifier: MIT */
#include "core/import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/fail.h"

enum { FIRST_READ = 65536 };

static vikt_code fail(vikt_error *err, const vikt_source *source, const char *what, int number)
{
    vikt_place place = vikt_place_of(source->name, 0, 0);

    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return vikt_fail(err, VIKT_INPUT, place, "%s: there is no such file", what);
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

/* One piece of a stream; 0 at its end, -1 on an error in errno. */
static ssize_t read_some(int fd, char *at, size_t size)
{
    ssize_t count;

    do
        count = read(fd, at, size < SSIZE_MAX ? size : SSIZE_MAX);
    while (count < 0 && errno == EINTR);
    return count;
}

static vikt_code read_all(vikt_source *source, int fd, vikt_error *err)
{
    size_t size = 0, capacity = 0;

    for (;;) {
        ssize_t count;

        if (size == capacity) {
            char *moved;

            if (size > VIKT_STREAM_MAX)
                return vikt_fail(err, VIKT_LIMIT, vikt_place_of(source->name, 0, 0),
                                 "is longer than 4 GiB, the limit for what is not a file");
            capacity = capacity ? capacity * 2 : FIRST_READ;
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
        return read_all(source, fd, err); /* some file systems cannot map */
    (void)posix_madvise(mapping, size, POSIX_MADV_SEQUENTIAL);
    source->mapping = mapping;
    source->bytes = (vikt_text){mapping, size};
    return VIKT_OK;
}

static vikt_code take(vikt_source *source, int fd, vikt_error *err)
{
    struct stat status;
    vikt_code rc;

    if (fstat(fd, &status) != 0)
        return fail(err, source, "cannot be read", errno);
    if (S_ISDIR(status.st_mode))
        return fail(err, source, "cannot be read", EISDIR);
    if (S_ISREG(status.st_mode) && status.st_size > 0 && fd != STDIN_FILENO)
        rc = map_all(source, fd, (size_t)status.st_size, err);
    else
        rc = read_all(source, fd, err);
    if (rc == VIKT_OK && source->bytes.length == 0)
        rc = vikt_fail(err, VIKT_INPUT, vikt_place_of(source->name, 0, 0), "is empty");
    return rc;
}

vikt_code vikt_source_open(const char *path, const vikt_allocator *allocator, vikt_source *out,
                           vikt_error *err)
{
    bool is_stream = path[0] == '-' && path[1] == '\0';
    vikt_code rc;
    int fd;

    *out = (vikt_source){.allocator = allocator, .name = is_stream ? "standard input" : path};
    fd = is_stream ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(err, out, "cannot be opened", errno);
    rc = take(out, fd, err);
    if (!is_stream)
        close(fd);
    if (rc != VIKT_OK)
        vikt_source_close(out);
    return rc;
}

void vikt_source_close(vikt_source *source)
{
    if (source->mapping)
        munmap(source->mapping, source->bytes.length);
    vikt_release(source->allocator, source->owned);
    source->mapping = NULL;
    source->owned = NULL;
    source->bytes = (vikt_text){NULL, 0};
}
