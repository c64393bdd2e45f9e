/* SPDX-License-Identifier: MIT
 *
 * What a ledger tells of customers, joined to the customers of an import; or customers made of it
 * alone. Knows columns, not how they were read.
 */
#ifndef VIKT_JOIN_H
#define VIKT_JOIN_H

#include "core/import/ledger_measures.h"

typedef struct vikt_join {
    vikt_import *import;
    vikt_pool *pool; /* of its texts */
    const vikt_profile *profile;
    const vikt_ledger_result *ledger;
    bool by_name;       /* customers of the ledger have no key but their names */
    const char *source; /* the ledger, for messages */
    const vikt_listener *listener;
} vikt_join;

/**
 * Customers are found by key; by name, in which capitals and blanks do not matter, where one of the
 * files has no keys. Customers of the ledger that the import lacks are added. A column that a
 * `field` statement names stays; others give way to the ledger.
 *
 * @return VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_join_ledger(const vikt_join *join, vikt_error *err);

#endif
