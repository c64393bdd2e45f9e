/* SPDX-License-Identifier: MIT
 *
 * Finds functions that assign to a local of the file, to a global, or to a field of a table
 * outside, which would keep state from one customer to the next.
 *
 * Reads what lua_dump writes. That form is the same in Lua 5.4.0 to 5.4.6 but is not API, so a
 * self-test compiles a known assignment when an engine is opened; where it is not found, script
 * functions are refused.
 */
#ifndef VIKT_LUA_ASSIGN_H
#define VIKT_LUA_ASSIGN_H

#include <stdbool.h>

#include <lua.h>

enum { VIKT_LUA_LOCAL_MAX = 64 };

typedef struct vikt_lua_assignment {
    long line;
    char name[VIKT_LUA_LOCAL_MAX]; /* of the local, global or table */
} vikt_lua_assignment;

typedef enum vikt_lua_assigns {
    VIKT_LUA_ASSIGNS_NOT,
    VIKT_LUA_ASSIGNS,
    VIKT_LUA_ASSIGNS_UNKNOWN /* the dump could not be read */
} vikt_lua_assigns;

/** Whether the Lua function on top, or one inside it, assigns to something outside it. May raise
 * for memory. */
vikt_lua_assigns vikt_lua_assign_find(lua_State *L, vikt_lua_assignment *out);

/** The self-test; may raise for memory. */
bool vikt_lua_assign_works(lua_State *L);

#endif
