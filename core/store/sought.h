/* SPDX-License-Identifier: MIT
 *
 * Words that are looked for in a database: in its texts by SQL, and in the bytes of its file. Knows
 * no customers.
 */
#ifndef VIKT_SOUGHT_H
#define VIKT_SOUGHT_H

#include "core/base/mention.h"
#include "core/store/store.h"

enum { VIKT_SOUGHT_MAX = 64 };

typedef struct vikt_sought {
    vikt_text words[VIKT_SOUGHT_MAX]; /* lent */
    size_t count;
    bool seen[VIKT_SOUGHT_MAX]; /* its bytes were in a text that was asked about, be it as a part
                                   of another word */
} vikt_sought;

/** What stands where a word was. */
#define VIKT_SOUGHT_MASK "(forgotten)"

/**
 * Gives this store's SQL two functions: named(text, trust) is 1 when the text mentions one of the
 * words, with a vikt_mention_trust; masked(text) is the text with a mask in place of each.
 * @param sought  lent until the store is closed
 */
VIKT_MUST_CHECK vikt_code vikt_sought_begin(vikt_store *store, vikt_sought *sought,
                                            vikt_error *err);

/** Whether the i-th word can be looked for among the bytes of a file: fewer than four bytes may be
 * anything, and what was seen is there. */
bool vikt_sought_is_in_bytes(const vikt_sought *sought, size_t i);

/**
 * Looks for such words in the bytes of the file, in whatever part of it they are.
 * @param[out] bytes  how many were looked through
 * @param[out] found  the word; none: none of them is there
 */
VIKT_MUST_CHECK vikt_code vikt_sought_in_bytes(vikt_store *store, const vikt_sought *sought,
                                               int64_t *bytes, vikt_text *found, vikt_error *err);

#endif
