/* SPDX-License-Identifier: MIT
 *
 * Where a company's files are: a folder with a vikt.ini, or a bare data file. Knows paths, not what
 * is in the files.
 */
#ifndef VIKT_COMPANY_H
#define VIKT_COMPANY_H

#include <vikt/error.h>

#include "core/base/memory.h"
#include "core/base/text.h"

typedef struct vikt_company {
    bool is_folder;
    const char *folder; /* of the company's vikt.ini, or of the data file; "." when here */
    const char *ini;    /* the company's vikt.ini, or NULL when there is none */
    const char *data;   /* the data file as given; NULL: the profile's [sources] customers tells */
} vikt_company;

/**
 * @param path  a folder, a data file, or "-"
 * @return VIKT_OK; VIKT_INPUT when nothing is there, or a folder has no vikt.ini; VIKT_MEMORY
 */
vikt_code vikt_company_find(const char *path, vikt_arena *arena, vikt_company *out,
                            vikt_error *err);

/** The folder part of a file's path, "." when it has none. NULL without memory. */
const char *vikt_company_folder(const char *path, vikt_arena *arena);

/** A path beside the company's vikt.ini: folder/name; absolute names stay. NULL without memory. */
const char *vikt_company_path(const vikt_company *company, vikt_text name, vikt_arena *arena);

/** A file that a pattern means. */
typedef struct vikt_company_file {
    const char *path;
    vikt_text name; /* what the * stands for; without one the file's name without its ending */
} vikt_company_file;

/**
 * The files of ratings of a name or a pattern with one * in its last part, in bytewise order of
 * their names. Files whose names begin with a dot, and folders, are none.
 *
 * @param pattern  of files in the company's folder, unless it is absolute
 * @return VIKT_OK; VIKT_INPUT when there is no such file, or the pattern is wrong; VIKT_MEMORY
 */
vikt_code vikt_company_files(const vikt_company *company, vikt_text pattern, vikt_arena *arena,
                             vikt_company_file **out, size_t *count, vikt_error *err);

#endif
