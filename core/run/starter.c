/* SPDX-License-Identifier: MIT */
#include <vikt/starter.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/run/starter_files.h"

#define EDITOR_FOLDER ".vikt"

static const struct starter_file {
    const char *path;
    const unsigned char *bytes;
    const size_t *size;
} files[] = {
    {"vikt.ini", vikt_starter_ini, &vikt_starter_ini_size},
    {"rules.lua", vikt_starter_rules, &vikt_starter_rules_size},
    {"customers.csv", vikt_starter_customers, &vikt_starter_customers_size},
    {".luarc.json", vikt_starter_luarc, &vikt_starter_luarc_size},
    {".luacheckrc", vikt_starter_luacheckrc, &vikt_starter_luacheckrc_size},
    {EDITOR_FOLDER "/vikt.meta.lua", vikt_starter_meta, &vikt_starter_meta_size},
};

enum { FILES = sizeof files / sizeof *files };

/* What has been made so far, to be taken away again when the rest fails. */
typedef struct starter {
    const char *folder;
    bool made_folder, made_editor_folder;
    size_t written;
    char path[PATH_MAX]; /* the one at hand */
} starter;

const char *vikt_starter_file(size_t i)
{
    return i < FILES ? files[i].path : NULL;
}

static vikt_code fail(const starter *s, const char *what, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(s->path, 0, 0), "cannot be %s: %s", what,
                     strerror(errno));
}

static void at(starter *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->folder, name);
}

static vikt_code make_folder(starter *s, bool *made, vikt_error *err)
{
    struct stat status;

    *made = mkdir(s->path, 0777) == 0;
    if (*made)
        return VIKT_OK;
    if (errno != EEXIST)
        return fail(s, "made", err);
    if (stat(s->path, &status) == 0 && S_ISDIR(status.st_mode))
        return VIKT_OK;
    return vikt_fail(err, VIKT_STORE, vikt_place_of(s->path, 0, 0),
                     "is no folder; expected a folder, or a name for a new one");
}

static vikt_code check_free(starter *s, vikt_error *err)
{
    struct stat status;
    char there[256] = "";
    size_t length = 0;

    for (size_t i = 0; i < FILES; i++) {
        at(s, files[i].path);
        if (lstat(s->path, &status) == 0)
            length += (size_t)snprintf(there + length, sizeof there - length, "%s%s",
                                       length ? ", " : "", files[i].path);
        else if (errno != ENOENT && errno != ENOTDIR)
            return fail(s, "looked at", err);
    }
    if (!length)
        return VIKT_OK;
    return vikt_fail(err, VIKT_STORE, vikt_place_of(s->folder, 0, 0),
                     "has %s already; nothing was written, because nothing is overwritten", there);
}

static vikt_code write_bytes(int file, const unsigned char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);

        if (written < 0 && errno != EINTR)
            return VIKT_STORE;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return VIKT_OK;
}

static vikt_code write_file(starter *s, const struct starter_file *from, vikt_error *err)
{
    int file;
    vikt_code rc;

    at(s, from->path);
    file = open(s->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return fail(s, "made", err);
    s->written++; /* there, if only in part */
    rc = write_bytes(file, from->bytes, *from->size);
    if (rc != VIKT_OK)
        rc = fail(s, "written", err);
    if (close(file) != 0 && rc == VIKT_OK)
        rc = fail(s, "written", err);
    return rc;
}

static void undo(starter *s)
{
    for (size_t i = 0; i < s->written; i++) {
        at(s, files[i].path);
        unlink(s->path);
    }
    at(s, EDITOR_FOLDER);
    if (s->made_editor_folder)
        rmdir(s->path);
    if (s->made_folder)
        rmdir(s->folder);
}

vikt_code vikt_starter_write(const char *folder, vikt_error *err)
{
    starter s = {.folder = folder};
    vikt_code rc;

    if (strlen(folder) > PATH_MAX - 64)
        return vikt_fail(err, VIKT_STORE, VIKT_NOWHERE, "the folder's name is too long");
    snprintf(s.path, sizeof s.path, "%s", folder);
    rc = make_folder(&s, &s.made_folder, err);
    if (rc == VIKT_OK)
        rc = check_free(&s, err);
    at(&s, EDITOR_FOLDER);
    if (rc == VIKT_OK)
        rc = make_folder(&s, &s.made_editor_folder, err);
    for (size_t i = 0; i < FILES && rc == VIKT_OK; i++)
        rc = write_file(&s, &files[i], err);
    if (rc != VIKT_OK)
        undo(&s);
    return rc;
}
