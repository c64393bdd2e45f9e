/* SPDX-License-Identifier: MIT
 *
 * Global functions of the rule language that Lua does not have, or has otherwise.
 */
#ifndef VIKT_LUA_LIBRARY_H
#define VIKT_LUA_LIBRARY_H

#include <lua.h>

int vikt_lua_pcall(lua_State *L);        /* does not stop a limit */
int vikt_lua_print(lua_State *L);        /* to the run's log */
int vikt_lua_clamp(lua_State *L);        /* clamp(x, lo, hi) */
int vikt_lua_days_between(lua_State *L); /* days_between(a, b): b - a; days or "2026-05-12" */
int vikt_lua_interpolate(lua_State *L);  /* interpolate(x, {{x0, y0}, ...}) */

#endif
