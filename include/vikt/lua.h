/* SPDX-License-Identifier: MIT
 *
 * Lua 5.4 as the rule language of profiles.
 *
 * Rule files are not trusted: they see only the names of the rule language, cannot keep anything
 * from one customer to the next, and every call has a limit of memory and of instructions. What a
 * limit cannot stop yet: a text pattern that backtracks, for some seconds at most; patterns that
 * could take longer are refused by an estimate.
 */
#ifndef VIKT_LUA_H
#define VIKT_LUA_H

#include <vikt/macros.h>

VIKT_BEGIN_C

typedef struct vikt_rule_language vikt_rule_language;

/** For vikt_profile_options.language; never NULL, constant, may be shared by threads. */
VIKT_API const vikt_rule_language *vikt_lua(void);

VIKT_END_C
#endif
