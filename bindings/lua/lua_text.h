/* SPDX-License-Identifier: MIT
 *
 * Functions of `string` and `utf8` that check sizes first and pay for their loops. Each has Lua's
 * own function as its first upvalue and ends by calling it.
 *
 * Matching by patterns backtracks; until it is our own, a pattern may have few repetitions for the
 * length of the text, by an estimate of the worst case, and pays a part of that.
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
int vikt_lua_text_find(lua_State *L);   /* by a pattern or plain */
int vikt_lua_text_gmatch(lua_State *L); /* where a `^` stands for itself */
int vikt_lua_text_match(lua_State *L);  /* match, gsub */
int vikt_lua_text_paid(lua_State *L);   /* one pass over a text */
int vikt_lua_text_rep(lua_State *L);

/** tostring without addresses, and with NaN the same everywhere. */
int vikt_lua_tostring(lua_State *L);

#endif
