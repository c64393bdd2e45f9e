/* SPDX-License-Identifier: MIT
 *
 * A Lua value of a statement as a vikt_value.
 */
#ifndef VIKT_LUA_VALUE_H
#define VIKT_LUA_VALUE_H

#include "bindings/lua/lua_statement.h"

enum { VIKT_LUA_DEPTH_MAX = 8 };

/** The setting that a value is for, in messages. */
typedef struct vikt_lua_setting {
    vikt_lua_loading *loading;
    vikt_place place;
    const char *label; /* 'criterion "risk": points' */
} vikt_lua_setting;

/**
 * Converts the value at index; functions in it are registered. What cannot be converted is told and
 * gives vikt_value_wrong(). Texts are lent by the Lua value. Raises without memory.
 */
vikt_value vikt_lua_value(lua_State *L, const vikt_lua_setting *setting, int index, int depth);

/** Adds an entry to a list or call; raises without memory. */
vikt_entry *vikt_lua_value_add(lua_State *L, vikt_lua_loading *loading, vikt_value *list,
                               size_t *capacity);

/** The number of an entry as a key: "3". */
vikt_text vikt_lua_value_key(lua_State *L, vikt_lua_loading *loading, size_t number);

#endif
