/* SPDX-License-Identifier: MIT */
#include "core/run/company.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/base/folder.h"

static const char ini_name[] = "vikt.ini";

const char *vikt_company_folder(const char *path, vikt_arena *arena)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : vikt_arena_copy(arena, path, (size_t)(slash - path));
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

const char *vikt_company_path(const vikt_company *company, vikt_text name, vikt_arena *arena)
{
    if (name.length && name.at[0] == '/')
        return vikt_arena_copy(arena, name.at, name.length);
    if (strcmp(company->folder, ".") == 0)
        return vikt_arena_copy(arena, name.at, name.length);
    /* "clients/acme/" and "clients/acme" name the same files */
    size_t length = strlen(company->folder);
    const char *slash = length && company->folder[length - 1] == '/' ? "" : "/";
    return vikt_arena_print(arena, "%s%s%.*s", company->folder, slash, (int)name.length, name.at);
}

vikt_code vikt_company_find(const char *path, vikt_arena *arena, vikt_company *out, vikt_error *err)
{
    struct stat status;
    *out = (vikt_company){.folder = "."};
    if (strcmp(path, "-") == 0) {
        out->data = path;
        return VIKT_OK;
    }
    if (stat(path, &status) != 0) {
        char hint[300];
        const char *why = strerror(errno);
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(path, 0, 0), "cannot be read: %s%s", why,
                         vikt_folder_hint(path, hint, sizeof hint));
    }
    out->is_folder = S_ISDIR(status.st_mode);
    out->folder = out->is_folder ? vikt_arena_copy(arena, path, strlen(path))
                                 : vikt_company_folder(path, arena);
    if (!out->folder)
        return vikt_fail_memory(err);
    const char *ini = vikt_company_path(out, vikt_text_of(ini_name), arena);
    if (!ini)
        return vikt_fail_memory(err);
    if (is_file(ini))
        out->ini = ini;
    else if (out->is_folder)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(path, 0, 0),
                         "has no vikt.ini; expected a company's folder or a data file");
    if (!out->is_folder)
        out->data = path;
    return VIKT_OK;
}
