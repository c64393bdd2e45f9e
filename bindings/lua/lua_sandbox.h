/* SPDX-License-Identifier: MIT
 *
 * What a rule file sees: one table of allowed names, and an environment for each file.
 */
#ifndef VIKT_LUA_SANDBOX_H
#define VIKT_LUA_SANDBOX_H

#include <lua.h>

/** Prepares the allowed names once for a state. */
void vikt_lua_sandbox_open(lua_State *L);

/** Pushes a new environment for a file: writable for new names while loading, then read-only. */
void vikt_lua_sandbox_push(lua_State *L);

/** Makes the environment at index read-only: its file is loaded. */
void vikt_lua_sandbox_seal(lua_State *L, int index);

#endif
