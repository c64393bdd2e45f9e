/* SPDX-License-Identifier: MIT
 *
 * The order in which a table's keys are walked: numbers ascending, texts bytewise, false, true.
 * Lua's own order differs from one process to the next.
 */
#ifndef VIKT_LUA_ORDER_H
#define VIKT_LUA_ORDER_H

#include <stddef.h>

#include <lua.h>

/** What comparing the values at a and b costs beyond one step: texts can be long and alike. */
size_t vikt_lua_order_steps(lua_State *L, int a, int b);

/** Pushes an array of the keys of the table at index, in order, and returns how many; pays for it.
 * Raises for keys that have no order (tables, functions). */
lua_Integer vikt_lua_order_push(lua_State *L, int index);

/** The same for any table: keys that have no order come last, in Lua's own order. */
lua_Integer vikt_lua_order_push_all(lua_State *L, int index);

/** next and pairs of the rule language. */
int vikt_lua_order_next(lua_State *L);
int vikt_lua_order_pairs(lua_State *L);

#endif
