/* SPDX-License-Identifier: MIT
 *
 * Functions of `string` and `utf8` that check sizes first and pay for their loops. Each has Lua's
 * own function as its first upvalue and ends by calling it.
 *
 * Those that match patterns are in lua_pattern.h.
 *
 * NaN is shown as "nan" by tostring, print and format. Not by `..` and table.concat, where Lua
 * itself makes "nan" or "-nan" of it, by the machine: a hook on every concatenation would cost too
 * much.
 */
#ifndef VIKT_LUA_TEXT_H
#define VIKT_LUA_TEXT_H

#include <lua.h>

/** Goes on to Lua's own function, which is upvalue 1. */
int vikt_lua_own(lua_State *L);

int vikt_lua_text_byte(lua_State *L);   /* byte, codepoint: at most 1000 results */
int vikt_lua_text_format(lua_State *L); /* without %p and addresses */
int vikt_lua_text_paid(lua_State *L);   /* one pass over a text */
int vikt_lua_text_rep(lua_State *L);

/** tostring without addresses, and with NaN the same everywhere. */
int vikt_lua_tostring(lua_State *L);

/** Makes a NaN at index one without a sign, which differs by the machine and would be shown. */
void vikt_lua_plain_nan(lua_State *L, int index);

#endif
