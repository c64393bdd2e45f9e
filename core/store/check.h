/* SPDX-License-Identifier: MIT
 *
 * Whether a database file is what SQLite and vikt have written, as far as that can be seen without
 * knowing what its rows mean.
 */
#ifndef VIKT_STORE_CHECK_H
#define VIKT_STORE_CHECK_H

#include "core/store/store.h"

/** Hears what is wrong, one thing at a time. */
typedef struct vikt_store_hearer {
    void (*hear)(void *context, vikt_text what);
    void *context;
} vikt_store_hearer;

/** SQLite's own check of all pages, and indexes against tables. VIKT_STORE also for a file that is
 * too damaged to be checked. */
VIKT_MUST_CHECK vikt_code vikt_store_check(vikt_store *store, const vikt_store_hearer *hearer,
                                           vikt_error *err);

/** Rows that belong to no run, table by table; tables, views and triggers of vikt that are not as
 * vikt makes them. What others have added is theirs. */
VIKT_MUST_CHECK vikt_code vikt_store_check_form(vikt_store *store, const vikt_store_hearer *hearer,
                                                vikt_error *err);

#endif
