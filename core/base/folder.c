/* SPDX-License-Identifier: MIT */
#include "core/base/folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/nearest.h"

enum { PATH_BYTES = 4096, NAME_BYTES = 256 };

/* The names come in no order, so that the first of equals is looked for. */
static void offer(vikt_nearest *nearest, const char *name, char best[NAME_BYTES])
{
    vikt_nearest one = {.wanted = nearest->wanted};

    vikt_nearest_offer(&one, vikt_text_of(name));
    if (!one.best.at || one.best.length >= NAME_BYTES)
        return;
    if (nearest->best.at && (one.distance > nearest->distance ||
                             (one.distance == nearest->distance && strcmp(name, best) >= 0)))
        return;
    memcpy(best, name, one.best.length + 1);
    nearest->best = (vikt_text){best, one.best.length};
    nearest->distance = one.distance;
}

const char *vikt_folder_hint(const char *path, char *hint, size_t size)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char folder[PATH_BYTES], best[NAME_BYTES];
    vikt_nearest nearest = {.wanted = vikt_text_of(name)};
    struct dirent *entry;
    bool there = false;
    DIR *open;
    int length;

    length =
        snprintf(folder, sizeof folder, "%.*s", slash ? (int)(name - path) : 1, slash ? path : ".");
    open = length > 0 && length < PATH_BYTES ? opendir(folder) : NULL;
    while (open && (entry = readdir(open))) {
        there = there || strcmp(entry->d_name, name) == 0; /* what is wrong is not its name */
        if (entry->d_name[0] != '.')
            offer(&nearest, entry->d_name, best);
    }
    if (open)
        closedir(open);
    return vikt_nearest_hint(there ? &(vikt_nearest){0} : &nearest, hint, size);
}
