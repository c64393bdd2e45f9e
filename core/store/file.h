/* SPDX-License-Identifier: MIT
 *
 * The database as a file of the operating system: makes it for its owner's eyes only, and looks at
 * its first bytes before SQLite does, so that nothing of another program is ever touched.
 */
#ifndef VIKT_STORE_FILE_H
#define VIKT_STORE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <vikt/error.h>

/** "vikt" in the file's header (PRAGMA application_id). */
#define VIKT_APPLICATION_ID 0x76696b74

typedef struct vikt_file {
    dev_t device;
    ino_t inode;
    bool created; /* was not there before */
    bool empty;   /* no bytes yet */
} vikt_file;

/**
 * Looks at an existing file, or makes an empty one when `make` is true and there is none.
 * @return VIKT_OK; VIKT_STORE for a missing file or folder, a directory, a link (only when make is
 * true), a file without permission, one that is not SQLite, and SQLite of another program
 */
vikt_code vikt_file_inspect(const char *path, bool make, vikt_file *out, vikt_error *err);

/** Whether the path still leads to this file. */
bool vikt_file_same(const char *path, const vikt_file *file);

/** The answer for a file of another program. */
vikt_code vikt_file_foreign(const char *path, vikt_error *err);

#endif
