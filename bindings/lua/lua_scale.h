/* SPDX-License-Identifier: MIT
 *
 * Words that make a value for a setting: bands(...), growth(...), by_score {...}, median. Made from
 * the table in core/profile/spec.h, so a new scale needs nothing here.
 */
#ifndef VIKT_LUA_SCALE_H
#define VIKT_LUA_SCALE_H

#include "bindings/lua/lua_value.h"

/** Adds the words to the table at index 1. */
void vikt_lua_scale_open(lua_State *L);

/** Whether the value at index was made by such a word. */
bool vikt_lua_scale_is(lua_State *L, int index);

/** The value at index as a call, its arguments in the form of the INI language; schemes keep the
 * form of Lua. */
vikt_value vikt_lua_scale_value(lua_State *L, const vikt_lua_setting *setting, int index,
                                int depth);

#endif
