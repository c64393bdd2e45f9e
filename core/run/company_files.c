/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/run/company.h"

enum { FILES_MAX = 1000 };

/* A pattern taken apart: FOLDER/HEAD*TAIL. */
typedef struct pattern {
    const char *folder;
    vikt_text head, tail;
    bool has_star;
} pattern;

static vikt_text name_of(const char *path)
{
    vikt_text name = {path, strlen(path)};

    for (size_t i = name.length; i > 0; i--)
        if (path[i - 1] == '/')
            return (vikt_text){path + i, name.length - i};
    return name;
}

static vikt_code take_apart(const char *path, vikt_arena *arena, pattern *out, vikt_error *err)
{
    vikt_text name = name_of(path);
    const char *star = name.length ? memchr(name.at, '*', name.length) : NULL;
    const char *first = strchr(path, '*');

    *out = (pattern){.folder = vikt_company_folder(path, arena), .head = name};
    if (!out->folder)
        return vikt_fail_memory(err);
    if (!first)
        return VIKT_OK;
    if (first != star || strchr(star + 1, '*'))
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(path, 0, 0),
                         "ratings: a pattern has one *, in the name of the file");
    out->has_star = true;
    out->head = (vikt_text){name.at, (size_t)(star - name.at)};
    out->tail = vikt_text_of(star + 1);
    return VIKT_OK;
}

static bool fits(const pattern *p, const char *name)
{
    vikt_text head = {name, p->head.length}, tail = {name, p->tail.length};
    size_t length = strlen(name);

    if (name[0] == '.' || length < head.length + tail.length)
        return false;
    tail.at += length - tail.length;
    return vikt_text_equal(head, p->head) && vikt_text_equal(tail, p->tail);
}

/* Nobody means a pipe or a device, which may never end, by a pattern. */
static bool is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* "betyg-anna.csv" is anna of "betyg-*.csv". */
static bool add(const pattern *p, const char *name, vikt_arena *arena, vikt_company_file *out)
{
    vikt_company company = {.folder = p->folder};

    out->path = vikt_company_path(&company, vikt_text_of(name), arena);
    if (!out->path)
        return false;
    out->name = name_of(out->path);
    out->name.at += p->head.length;
    out->name.length -= p->head.length + p->tail.length;
    return true;
}

static int by_path(const void *left, const void *right)
{
    const vikt_company_file *a = left, *b = right;

    return strcmp(a->path, b->path);
}

static vikt_code list(const pattern *p, DIR *folder, vikt_arena *arena, vikt_company_file **out,
                      size_t *count, vikt_error *err)
{
    const struct dirent *entry;
    size_t capacity = 0;

    while ((entry = readdir(folder)) != NULL) {
        vikt_company_file file;

        if (!fits(p, entry->d_name))
            continue;
        if (!add(p, entry->d_name, arena, &file))
            return vikt_fail_memory(err);
        if (!is_file(file.path))
            continue;
        if (*count == FILES_MAX)
            return vikt_fail(err, VIKT_LIMIT, vikt_place_of(p->folder, 0, 0),
                             "more than %d files fit the pattern", FILES_MAX);
        *out = vikt_arena_grow(arena, *out, *count, &capacity, sizeof **out);
        if (!*out)
            return vikt_fail_memory(err);
        (*out)[(*count)++] = file;
    }
    if (*count)
        qsort(*out, *count, sizeof **out, by_path);
    return VIKT_OK;
}

/* The name without the last ending. */
static vikt_text stem(vikt_text name)
{
    for (size_t i = name.length; i > 1; i--)
        if (name.at[i - 1] == '.')
            return (vikt_text){name.at, i - 1};
    return name;
}

static vikt_code take_one(const char *path, vikt_arena *arena, vikt_company_file **out,
                          size_t *count, vikt_error *err)
{
    *out = vikt_arena_new(arena, 1, sizeof **out);
    if (!*out)
        return vikt_fail_memory(err);
    **out = (vikt_company_file){path, stem(name_of(path))};
    *count = 1;
    return VIKT_OK;
}

vikt_code vikt_company_files(const vikt_company *company, vikt_text wanted, vikt_arena *arena,
                             vikt_company_file **out, size_t *count, vikt_error *err)
{
    const char *path = vikt_company_path(company, wanted, arena);
    pattern p = {.folder = NULL};
    DIR *folder;
    vikt_code rc;

    *out = NULL;
    *count = 0;
    if (!path)
        return vikt_fail_memory(err);
    rc = take_apart(path, arena, &p, err);
    if (rc != VIKT_OK)
        return rc;
    if (!p.has_star)
        return take_one(path, arena, out, count, err);
    folder = opendir(p.folder);
    if (!folder)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(p.folder, 0, 0),
                         "ratings: the folder cannot be read: %s", strerror(errno));
    rc = list(&p, folder, arena, out, count, err);
    closedir(folder);
    if (rc == VIKT_OK && !*count)
        rc = vikt_fail(err, VIKT_INPUT, vikt_place_of(path, 0, 0),
                       "ratings: no file fits this pattern");
    return rc;
}
