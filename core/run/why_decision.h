/* SPDX-License-Identifier: MIT
 *
 * Who had a decision in a stored run.
 */
#ifndef VIKT_RUN_WHY_DECISION_H
#define VIKT_RUN_WHY_DECISION_H

#include "core/base/text.h"
#include "core/store/store.h"

typedef struct vikt_decided_keys {
    vikt_text *keys; /* ascending */
    vikt_text *authors;
    bool *agreed; /* the class would have been the same without */
    size_t count, key_capacity, author_capacity, agreed_capacity;
} vikt_decided_keys;

/** Of a scheme. Everything lives in arena. */
vikt_code vikt_decided_keys_read(vikt_store *store, int64_t run_id, vikt_text scheme,
                                 vikt_arena *arena, vikt_decided_keys *out, vikt_error *err);

/** The number of the customer's decision; count: nobody decided. */
size_t vikt_decided_keys_find(const vikt_decided_keys *decided, vikt_text key);

#endif
