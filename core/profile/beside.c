/* SPDX-License-Identifier: MIT */
#include "core/profile/beside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_MAX = 256 /* bytes of a name in a folder, with its NUL */ };

bool vikt_beside_allows(vikt_text name)
{
    vikt_text rest = name;

    if (!name.length || name.at[0] == '/' || memchr(name.at, '\\', name.length) ||
        memchr(name.at, '\0', name.length))
        return false;
    while (rest.length) {
        if (vikt_text_is(vikt_text_cut(&rest, '/'), ".."))
            return false;
    }
    return true;
}

/* With its last "/"; empty for a file of the folder that we are in. */
static vikt_text folder_of(vikt_text path)
{
    while (path.length && path.at[path.length - 1] != '/')
        path.length--;
    return path;
}

const char *vikt_beside_path(vikt_arena *arena, vikt_text of, vikt_text name)
{
    vikt_text folder = folder_of(of);

    return vikt_arena_print(arena, "%.*s%.*s", (int)folder.length, folder.at, (int)name.length,
                            name.at);
}

static int open_folder(vikt_text of)
{
    char path[4096];
    vikt_text folder = folder_of(of);

    if (folder.length >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (!folder.length)
        folder = VIKT_TEXT(".");
    memcpy(path, folder.at, folder.length);
    path[folder.length] = '\0';
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* One step from the folder, which is closed. A pipe would wait for its writer, hence O_NONBLOCK. */
static int step(int folder, vikt_text name, int flags, const char **why)
{
    char text[STEP_MAX];
    struct stat seen;
    int next = -1;

    if (name.length >= sizeof text) {
        errno = ENAMETOOLONG;
        close(folder);
        return -1;
    }
    memcpy(text, name.at, name.length);
    text[name.length] = '\0';
    next = openat(folder, text, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags);
    if (next < 0) {
        int error = errno;

        if (fstatat(folder, text, &seen, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(seen.st_mode))
            *why = "lies behind a link, which is not followed";
        errno = error;
    }
    close(folder);
    return next;
}

static FILE *open_plain(int file, const char **why)
{
    struct stat seen;
    FILE *stream;

    if (fstat(file, &seen) != 0 || !S_ISREG(seen.st_mode)) {
        *why = S_ISDIR(seen.st_mode) ? strerror(EISDIR) : "is not a plain file";
        close(file);
        return NULL;
    }
    stream = fdopen(file, "rb");
    if (!stream)
        close(file);
    return stream;
}

FILE *vikt_beside_open(vikt_text of, vikt_text name, const char **why)
{
    int at = open_folder(of);
    vikt_text rest = name;
    FILE *file = NULL;

    *why = NULL;
    while (at >= 0 && rest.length) {
        vikt_text next = vikt_text_cut(&rest, '/');

        if (next.length)
            at = step(at, next, rest.length ? O_DIRECTORY : 0, why);
    }
    if (at >= 0)
        file = open_plain(at, why);
    if (!file && !*why)
        *why = strerror(errno);
    return file;
}
