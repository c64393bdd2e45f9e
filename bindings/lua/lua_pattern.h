/* SPDX-License-Identifier: MIT
 *
 * string.find, match, gmatch and gsub by our own matching. The same as Lua's, but for a text made
 * by gsub over VIKT_LUA_TEXT_MAX bytes, and for NaN, which is shown without its sign.
 */
#ifndef VIKT_LUA_PATTERN_H
#define VIKT_LUA_PATTERN_H

#include <lua.h>

int vikt_lua_pattern_find(lua_State *L);
int vikt_lua_pattern_gmatch(lua_State *L);
int vikt_lua_pattern_gsub(lua_State *L);
int vikt_lua_pattern_match(lua_State *L);

#endif
