/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <vikt/batch.h>

#include "core/base/fail.h"
#include "core/run/company.h"

/* Names of companies that grow; free with clear(). */
typedef struct listing {
    char **names;
    size_t count, capacity;
} listing;

static void clear(listing *list)
{
    for (size_t i = 0; i < list->count; i++)
        vikt_release(vikt_allocator_default(), list->names[i]);
    vikt_release(vikt_allocator_default(), list->names);
    *list = (listing){NULL, 0, 0};
}

/* A vikt.ini that leads nowhere, and a folder that may not be searched, are a company's too: it
 * fails, instead of being left out night after night. */
static bool is_company(const char *path, vikt_arena *arena, bool *failed)
{
    const vikt_company company = {.folder = path};
    const char *ini = vikt_company_path(&company, VIKT_TEXT("vikt.ini"), arena);
    struct stat status;

    *failed = !ini;
    return ini && (lstat(ini, &status) == 0 || errno == EACCES);
}

static bool add(listing *list, const char *path)
{
    const vikt_allocator *allocator = vikt_allocator_default();
    size_t size = strlen(path) + 1;

    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        char **names = vikt_resize(allocator, list->names, capacity, sizeof *names);

        if (!names)
            return false;
        list->names = names;
        list->capacity = capacity;
    }
    list->names[list->count] = vikt_acquire(allocator, size, 1);
    if (!list->names[list->count])
        return false;
    memcpy(list->names[list->count++], path, size);
    return true;
}

static bool look_at(const char *folder, const char *name, listing *list)
{
    const vikt_company parent = {.folder = folder};
    vikt_arena arena;
    bool failed = true;

    if (name[0] == '.')
        return true;
    vikt_arena_init(&arena, NULL);
    const char *path = vikt_company_path(&parent, vikt_text_of(name), &arena);
    if (path && is_company(path, &arena, &failed))
        failed = !add(list, path);
    vikt_arena_clear(&arena);
    return !failed;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

vikt_code vikt_batch_find(const char *folder, vikt_batch_names *out, vikt_error *err)
{
    const struct dirent *entry;
    vikt_place place = vikt_place_of(folder, 0, 0);
    listing list = {NULL, 0, 0};
    vikt_code rc = VIKT_OK;
    DIR *open = opendir(folder);

    *out = (vikt_batch_names){NULL, 0};
    if (!open)
        return vikt_fail(err, VIKT_INPUT, place, "cannot be read: %s", strerror(errno));
    while (rc == VIKT_OK && (entry = readdir(open)) != NULL)
        if (!look_at(folder, entry->d_name, &list))
            rc = vikt_fail_memory(err);
    closedir(open);
    if (rc == VIKT_OK && list.count == 0)
        rc = vikt_fail(err, VIKT_INPUT, place, "has no company: no folder in it has a vikt.ini");
    if (rc != VIKT_OK) {
        clear(&list);
        return rc;
    }
    if (list.names)
        qsort(list.names, list.count, sizeof *list.names, by_name);
    *out = (vikt_batch_names){list.names, list.count};
    return VIKT_OK;
}

void vikt_batch_names_free(vikt_batch_names *names)
{
    if (!names)
        return;
    for (size_t i = 0; i < names->count; i++)
        vikt_release(vikt_allocator_default(), names->names[i]);
    vikt_release(vikt_allocator_default(), names->names);
    *names = (vikt_batch_names){NULL, 0};
}
