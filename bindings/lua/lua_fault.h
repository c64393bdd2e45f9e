/* SPDX-License-Identifier: MIT
 *
 * A raised Lua value as a vikt_error: place taken from the stack or the message, limits in words.
 */
#ifndef VIKT_LUA_FAULT_H
#define VIKT_LUA_FAULT_H

#include "bindings/lua/lua_engine.h"

enum { VIKT_LUA_LINE_MAX = 501 }; /* a reason or printed line, with its NUL */

/** Message handler for lua_pcall: fills engine->fault while the stack still stands. */
int vikt_lua_fault_handler(lua_State *L);

/** Completes engine->fault for a failed call whose error value is on top. */
void vikt_lua_fault_finish(lua_State *L, int status, vikt_place fallback);

/** One printable line of valid UTF-8, at most 500 bytes; returns it. */
vikt_text vikt_lua_line(vikt_text text, char line[VIKT_LUA_LINE_MAX]);

#endif
