/* SPDX-License-Identifier: MIT
 *
 * Read-only tables, and making everything read-only that a file's functions can reach once it is
 * loaded: nothing may survive from one customer to the next.
 */
#ifndef VIKT_LUA_FROZEN_H
#define VIKT_LUA_FROZEN_H

#include <stdbool.h>

#include <lua.h>

struct vikt_lua_loading;

/** Replaces the table on top by a read-only view of it. assign is called for assignments (as
 * __newindex), NULL refuses. */
void vikt_lua_frozen_push(lua_State *L, lua_CFunction assign);

/** Pushes what a read-only view at index shows and returns true; pushes nothing for anything else.
 */
bool vikt_lua_frozen_open(lua_State *L, int index);

/**
 * Freezes what the functions registered in this load, the globals of the environment at index 1 and
 * the value at index 2, which the file returned, can reach; index 2 then holds what stands for it.
 * What files before this one froze is left alone. Tells of functions that assign to locals outside
 * them and of iterators that are kept.
 */
void vikt_lua_frozen_file(lua_State *L, struct vikt_lua_loading *loading);

#endif
