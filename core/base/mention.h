/* SPDX-License-Identifier: MIT
 *
 * Where a text names somebody: a key or a name in the middle of other words. Bytes are compared as
 * they are.
 */
#ifndef VIKT_MENTION_H
#define VIKT_MENTION_H

#include "core/base/text.h"

typedef enum vikt_mention_trust {
    VIKT_MENTION_PLAIN, /* a word of three bytes or more with a letter in it counts wherever it
                           stands alone; a number or a shorter word only as the whole text or
                           between quotation marks, for a 12 may be anything */
    VIKT_MENTION_CELL   /* every word counts that stands alone, as in a row that was rejected */
} vikt_mention_trust;

/**
 * The first place of the word that is not a part of a longer one: "K-1" is in "K-1: late", but
 * neither in "K-12" nor in "K-1-b".
 *
 * @param from  where in the text to begin
 * @return bytes from the text's beginning; SIZE_MAX: none
 */
size_t vikt_mention_find(vikt_text text, size_t from, vikt_text word, vikt_mention_trust trust);

/** Whether the word's bytes are in the text at all. */
bool vikt_mention_holds(vikt_text text, vikt_text word);

#endif
