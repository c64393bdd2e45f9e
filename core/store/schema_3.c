/* SPDX-License-Identifier: MIT */
#include "core/store/schema_3.h"

#include <stddef.h>

const char *const vikt_schema_3[] = {
    /* It outlives its run: run_id only tells which mapping is the newest. */
    "CREATE TABLE mapping ("
    " source TEXT NOT NULL CHECK (source IN ('customers', 'invoices', 'ratings')),"
    " fingerprint TEXT NOT NULL,"
    " position INTEGER NOT NULL,"
    " run_id INTEGER NOT NULL,"
    " heading TEXT NOT NULL,"
    " field TEXT,"
    " match TEXT NOT NULL,"
    " turn TEXT,"
    " PRIMARY KEY (source, fingerprint, position)) STRICT, WITHOUT ROWID",

    NULL};
