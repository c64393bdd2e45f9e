/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: changes told on the command line, such as weight.revenue = 40, as one
 * more draft.
 */
#ifndef VIKT_OVERRIDE_H
#define VIKT_OVERRIDE_H

#include "core/profile/profile.h"

/**
 * Adds the statements that the overrides mean: weight.NAME, profile.KEY, sources.KEY, database.KEY
 * or KIND.NAME.KEY of what `base` has.
 *
 * @param[out] text  all overrides as lines "name = value", in the arena
 * @return VIKT_OK; VIKT_USAGE for a name or value that is wrong; VIKT_MEMORY
 */
vikt_code vikt_override_read(const vikt_override *overrides, size_t count, const vikt_draft *base,
                             vikt_draft *out, vikt_arena *arena, vikt_text *text, vikt_error *err);

#endif
