/* SPDX-License-Identifier: MIT
 *
 * Functions of `table` that pay for their loops; each has Lua's own function as its first upvalue
 * and ends by calling it, but for sort, which is ours and stable.
 */
#ifndef VIKT_LUA_TABLE_H
#define VIKT_LUA_TABLE_H

#include <lua.h>

int vikt_lua_table_concat(lua_State *L);
int vikt_lua_table_insert(lua_State *L);
int vikt_lua_table_move(lua_State *L);
int vikt_lua_table_remove(lua_State *L);
int vikt_lua_table_sort(lua_State *L);
int vikt_lua_table_unpack(lua_State *L); /* at most 1000 values */

#endif
