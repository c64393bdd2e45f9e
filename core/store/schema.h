/* SPDX-License-Identifier: MIT
 *
 * The tables and views of the database, version by version. Knows their form, not their meaning.
 */
#ifndef VIKT_SCHEMA_H
#define VIKT_SCHEMA_H

#include "core/store/store.h"

/** Step i brings a database from version i to i + 1: statements up to a NULL. Steps that were
 * released never change. */
typedef struct vikt_schema {
    const char *const *const *steps;
    size_t version; /* number of steps */
} vikt_schema;

/** What this program writes. */
const vikt_schema *vikt_schema_newest(void);

/** For reading: ours, and exactly of that version. VIKT_STORE otherwise. */
vikt_code vikt_schema_check(vikt_store *store, const vikt_schema *schema, vikt_error *err);

/**
 * For writing, inside a transaction: takes the steps that are missing.
 * @param[out] raised  whether there were any
 * @return VIKT_OK; VIKT_STORE for a database of another program or a newer version
 */
vikt_code vikt_schema_raise(vikt_store *store, const vikt_schema *schema, bool *raised,
                            vikt_error *err);

#endif
