/* SPDX-License-Identifier: MIT
 *
 * Files that a profile's file names. A profile may come by e-mail: what it names lies in its own
 * folder or below, and nowhere else. Knows nothing of what the files say.
 */
#ifndef VIKT_BESIDE_H
#define VIKT_BESIDE_H

#include <stdio.h>

#include "core/base/text.h"

/** Whether name is a path that stays in the folder: not absolute, no "..", no "\". */
bool vikt_beside_allows(vikt_text name);

/** The path of the file that `of` names, with a NUL behind it; NULL without memory. */
const char *vikt_beside_path(vikt_arena *arena, vikt_text of, vikt_text name);

/**
 * Opens the file that `of` names, which vikt_beside_allows(): a plain file, on whose way from the
 * folder no link lies.
 *
 * @param[out] why  why it cannot be opened, when NULL is returned
 */
FILE *vikt_beside_open(vikt_text of, vikt_text name, const char **why);

#endif
