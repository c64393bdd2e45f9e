/* SPDX-License-Identifier: MIT
 *
 * Texts that a spreadsheet would compute when it opens rows of text: each gets an apostrophe before
 * it, as people write one by hand, and loses it when it comes back.
 */
#ifndef VIKT_DEFUSE_H
#define VIKT_DEFUSE_H

#include "core/base/text.h"

/**
 * Whether a formula begins at `at`: one of = + - @ where a cell begins. It begins behind what some
 * spreadsheet takes for a separator too, whatever the quotes say: a Swedish one parts at semicolons
 * what an English one parts at commas.
 *
 * @param first  where the text begins; the text is at..end
 */
bool vikt_defuse_at(const char *first, const char *at, const char *end);

/** The text without the apostrophes; itself when there are none. at NULL without memory. */
vikt_text vikt_defuse_undo(vikt_arena *arena, vikt_text text);

#endif
