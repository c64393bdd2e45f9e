/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: the blanks in an action's text, which are names in braces. Knows nothing
 * of what fills them.
 */
#ifndef VIKT_BLANK_H
#define VIKT_BLANK_H

#include "core/base/text.h"

/** The next {name} at or behind *from, which then stands behind its closing brace; false when there
 * is none. Of several opening braces the last one counts. */
bool vikt_blank_next(vikt_text text, size_t *from, vikt_text *name);

/** Whether text holds the blank {name}. */
bool vikt_blank_is_in(vikt_text text, const char *name);

#endif
