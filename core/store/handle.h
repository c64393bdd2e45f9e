/* SPDX-License-Identifier: MIT
 *
 * The open database as the modules of this folder see it, and SQLite's answers put into words.
 */
#ifndef VIKT_STORE_HANDLE_H
#define VIKT_STORE_HANDLE_H

#include <sqlite3.h>

#include "core/store/file.h"
#include "core/store/store.h"

struct vikt_store {
    sqlite3 *db;
    char *path; /* as given, for messages */
    vikt_store_mode mode;
    vikt_file file;
    const vikt_stop *stop; /* asked until the first commit or rollback; NULL: nobody */
    bool begun;            /* between begin and commit or rollback */
    bool locked;           /* in a transaction; the first begin takes over that of opening */
};

/** Fills err from what SQLite answered; `what` names the statement or the deed. */
vikt_code vikt_store_fail(const vikt_store *store, int rc, const char *what, vikt_error *err);

/** Runs statements without parameters; rows are dropped. */
vikt_code vikt_store_execute(vikt_store *store, const char *sql, vikt_error *err);

/** The integer that a one-row statement gives, such as a PRAGMA. */
vikt_code vikt_store_integer(vikt_store *store, const char *sql, int64_t *out, vikt_error *err);

#endif
