/* SPDX-License-Identifier: MIT
 *
 * Names of customers as people write them: capitals and blanks do not matter. Knows no files.
 */
#ifndef VIKT_NAME_H
#define VIKT_NAME_H

#include "core/base/column.h"
#include "core/base/map.h"
#include "core/base/memory.h"

/** In the place of a row: several have the name. */
#define VIKT_NAME_SEVERAL UINT32_MAX

/** The text in lower case with single blanks, in the arena; none without memory. */
vikt_text vikt_name_folded(vikt_arena *arena, vikt_text text);

/** Folded names to their rows; a name that two rows have is VIKT_NAME_SEVERAL. Rows without a name
 * are left out. False without memory. */
bool vikt_names_index(const vikt_column *names, size_t count, vikt_arena *arena, vikt_map *out);

#endif
