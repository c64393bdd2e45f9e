/* SPDX-License-Identifier: MIT
 *
 * A list of customers as a source of an import: its columns in key order, its rejects, its reading.
 */
#ifndef VIKT_CUSTOMERS_H
#define VIKT_CUSTOMERS_H

#include "core/import/sheet.h"

typedef struct vikt_customers {
    const char *path; /* as it was given */
    const vikt_profile *profile;
    const vikt_mappings *known; /* how lists were understood before; may be NULL */
    const vikt_listener *listener;
    vikt_import *import; /* keeps what is read, and must keep the table's text as long */
    vikt_pool *pool;     /* of its texts */
} vikt_customers;

/** Reads a list that is open. @return as vikt_import_read() */
VIKT_MUST_CHECK vikt_code vikt_customers_read(const vikt_customers *to, const vikt_table *table,
                                              const vikt_sheet *sheet, vikt_error *err);

#endif
