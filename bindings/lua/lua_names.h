/* SPDX-License-Identifier: MIT
 *
 * Names in a rule file that mean nothing, such as `bnads` or a field that is no parameter: told at
 * once and with their lines, in the file's statements and in the functions that no one calls before
 * there are customers. So are globals that the file assigns to and never reads, such as a
 * statement's key that stands outside its statement.
 */
#ifndef VIKT_LUA_NAMES_H
#define VIKT_LUA_NAMES_H

#include "bindings/lua/lua_statement.h"

/** Tells of all such names in the file whose function is on top. */
void vikt_lua_names_check(lua_State *L, vikt_lua_loading *loading);

/** The __index behind an environment: an unknown name is nil for customers; while the file is
 * loaded, it is told (once) and gives a value that goes through everything untold. */
int vikt_lua_names_unknown(lua_State *L);

#endif
