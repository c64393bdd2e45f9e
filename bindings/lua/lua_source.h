/* SPDX-License-Identifier: MIT
 *
 * The text of a rule file, as far as it can be read without Lua: names outside comments and texts,
 * numbers and comparisons inside functions.
 */
#ifndef VIKT_LUA_SOURCE_H
#define VIKT_LUA_SOURCE_H

#include "core/base/text.h"

/** The line on which name first stands as a whole name, or as `...`; 0 when it does not. */
long vikt_lua_source_line(vikt_text source, vikt_text name);

/** The first place from `from` on (which is in no comment and no text) where sign stands outside
 * comments and texts; the length of the source when there is none. */
size_t vikt_lua_source_find(vikt_text source, size_t from, char sign);

/** As vikt_rule_language.scan tells. */
void vikt_lua_source_scan(vikt_text source, bool (*hear)(void *context, vikt_text token, long line),
                          void *context);

/** As vikt_rule_language.functions tells. */
vikt_text vikt_lua_source_functions(vikt_text source, long line);

#endif
