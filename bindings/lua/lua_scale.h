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

/** The same for one that was told to be wrong, or that an unknown name gave. */
bool vikt_lua_scale_is_wrong(lua_State *L, int index);

/** Pushes what an unknown name gives: whatever is done with it gives the same again, and nothing
 * more is told of it. */
void vikt_lua_scale_push_unknown(lua_State *L);

/** The value at index as a call, its arguments in the form of the INI language; schemes keep the
 * form of Lua. */
vikt_value vikt_lua_scale_value(lua_State *L, const vikt_lua_setting *setting, int index,
                                int depth);

#endif
