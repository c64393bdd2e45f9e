/* SPDX-License-Identifier: MIT
 *
 * Words that are looked for in a database: in its texts by SQL, and in the bytes of its file. Knows
 * no customers.
 */
#ifndef VIKT_SOUGHT_H
#define VIKT_SOUGHT_H

#include "core/base/mention.h"
#include "core/store/store.h"

typedef struct vikt_sought_word {
    vikt_text text; /* lent */
    bool seen;      /* in a text that was asked about, be it as a part of another word */
} vikt_sought_word;

typedef struct vikt_sought {
    vikt_sought_word *words; /* in an arena */
    size_t count, capacity;
} vikt_sought;

/** Adds a word, unless it is empty or one of them already; false without memory. */
bool vikt_sought_add(vikt_sought *sought, vikt_arena *arena, vikt_text word);

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
