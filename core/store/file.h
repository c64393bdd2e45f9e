/* SPDX-License-Identifier: MIT
 *
 * The database as a file of the operating system: makes it for its owner's eyes only, and looks at
 * its first bytes before SQLite works on it, so that nothing of another program is ever touched.
 */
#ifndef VIKT_STORE_FILE_H
#define VIKT_STORE_FILE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <vikt/error.h>

/** "vikt" in the file's header (PRAGMA application_id). */
#define VIKT_APPLICATION_ID 0x76696b74

typedef struct vikt_file {
    dev_t device;
    ino_t inode;
    bool created; /* was not there before; another program may have filled it since */
    bool empty;   /* no bytes yet */
    bool wal;     /* somebody has set its journal mode to WAL */
} vikt_file;

/**
 * Looks at an existing file, or makes an empty one when `make` is true and there is none.
 * @return VIKT_OK; VIKT_STORE for a missing file or folder, a directory, a link (only when make is
 * true), a file without permission
 */
vikt_code vikt_file_inspect(const char *path, bool make, vikt_file *out, vikt_error *err);

/**
 * Reads the header of a file that SQLite has opened and not yet worked on. It may be empty, ours,
 * SQLite without an owner, or what a first run left that was killed: zeros, beside a journal that
 * leads back to an empty file. SQLite rolls that back at the next statement.
 * @return VIKT_OK; VIKT_STORE for a file that is not SQLite, and for SQLite of another program
 */
vikt_code vikt_file_check(const char *path, sqlite3 *db, vikt_file *file, vikt_error *err);

/** Whether the path still leads to this file. */
bool vikt_file_same(const char *path, const vikt_file *file);

/** Whether it does, and nothing is in the file. */
bool vikt_file_same_and_empty(const char *path, const vikt_file *file);

/** The answer for a file of another program. */
vikt_code vikt_file_foreign(const char *path, vikt_error *err);

#endif
