/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_frozen.h"

#include <lauxlib.h>

#include "bindings/lua/lua_assign.h"
#include "bindings/lua/lua_engine.h"
#include "bindings/lua/lua_statement.h"
#include "core/base/fail.h"

/* In the metatable of a read-only view, by its address: the table that it shows. */
static const char shown[] = "shown";

static int refuse(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TSTRING)
        return luaL_error(
            L, "assignment to \"%s\" of a table that is read-only once the file is loaded",
            lua_tostring(L, 2));
    return luaL_error(L, "assignment to a table that is read-only once the file is loaded");
}

static int length_of(lua_State *L)
{
    if (vikt_lua_frozen_open(L, 1))
        lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    else
        lua_pushinteger(L, 0);
    return 1;
}

void vikt_lua_frozen_push(lua_State *L, lua_CFunction assign)
{
    luaL_checkstack(L, 6, NULL);
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 5);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, assign ? assign : refuse);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, length_of);
    lua_setfield(L, -2, "__len");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, -3);
    lua_rawsetp(L, -2, shown);
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

bool vikt_lua_frozen_open(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
        return false;
    if (lua_rawgetp(L, -1, shown) != LUA_TTABLE) {
        lua_pop(L, 2);
        return false;
    }
    lua_remove(L, -2);
    return true;
}

/* ---- freezing what a file can reach ---- */

/* Where things stand during freezing. */
enum { ENVIRONMENT = 1, SEEN, QUEUE, KNOWN, GLOBALS };

/* What stands for the value on top once the file is loaded; new tables and functions join the
 * queue. */
static void image(lua_State *L)
{
    int type = lua_type(L, -1);

    if (type != LUA_TTABLE && type != LUA_TFUNCTION)
        return;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, SEEN) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
    }
    lua_pop(L, 1);
    if (vikt_lua_frozen_open(L, -1)) { /* a library, the environment, or a view made before */
        lua_pop(L, 1);
        return;
    }
    lua_pushvalue(L, -1); /* the original, for the queue */
    if (type == LUA_TTABLE) {
        lua_newtable(L);
        vikt_lua_frozen_push(L, NULL);
    } else {
        lua_pushvalue(L, -1);
    }
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, SEEN);
    lua_insert(L, -2);
    lua_rawseti(L, QUEUE, (lua_Integer)lua_rawlen(L, QUEUE) + 1);
    lua_remove(L, -2);
}

/* The view of the table on top was made empty; this fills what it shows. */
static void copy_table(lua_State *L)
{
    int from = lua_gettop(L), to;

    lua_pushvalue(L, from);
    lua_rawget(L, SEEN);
    vikt_lua_frozen_open(L, -1);
    to = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, from);) {
        vikt_lua_budget_pay(L, 4);
        lua_pushvalue(L, -2);
        image(L);
        lua_insert(L, -2);
        image(L);
        lua_rawset(L, to);
    }
    lua_settop(L, from);
}

static void tell_assignment(lua_State *L, vikt_lua_loading *loading)
{
    vikt_lua_assignment found;
    lua_Debug debug;

    switch (vikt_lua_assign_find(L, &found)) {
    case VIKT_LUA_ASSIGNS_NOT:
        return;
    case VIKT_LUA_ASSIGNS:
        vikt_lua_statement_wrong(
            loading, vikt_place_of(loading->path, found.line, 0),
            "assignment to \"%s\", which lies outside the function: nothing is "
            "kept from one customer to the next",
            found.name);
        return;
    case VIKT_LUA_ASSIGNS_UNKNOWN:
        lua_pushvalue(L, -1);
        lua_getinfo(L, ">S", &debug);
        vikt_lua_statement_wrong(loading, vikt_place_of(loading->path, debug.linedefined, 0),
                                 "the function cannot be checked for assignments");
    }
}

static bool is_known(lua_State *L)
{
    bool known;

    lua_pushvalue(L, -1);
    known = lua_rawget(L, KNOWN) != LUA_TNIL;
    lua_pop(L, 1);
    return known;
}

/* An iterator (of gmatch or pairs) that a file keeps would go on from customer to customer. */
static void freeze_function(lua_State *L, vikt_lua_loading *loading)
{
    int function = lua_gettop(L);

    if (lua_iscfunction(L, function)) {
        if (!is_known(L))
            vikt_lua_statement_wrong(
                loading, vikt_place_of(loading->path, 0, 0),
                "an iterator or unfinished statement is kept in a local or "
                "global of the file; make it inside the function that uses it");
        return;
    }
    tell_assignment(L, loading);
    for (int i = 1; lua_getupvalue(L, function, i); i++) {
        image(L);
        lua_setupvalue(L, function, i);
        lua_settop(L, function);
    }
}

static void freeze_queue(lua_State *L, vikt_lua_loading *loading)
{
    for (lua_Integer i = 1; lua_rawgeti(L, QUEUE, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) == LUA_TTABLE)
            copy_table(L);
        else
            freeze_function(L, loading);
        lua_settop(L, GLOBALS);
    }
    lua_settop(L, GLOBALS);
}

/* Globals of the file itself; the others belong to the rule language. */
static void freeze_globals(lua_State *L)
{
    int table;

    vikt_lua_frozen_open(L, ENVIRONMENT);
    table = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table);) {
        lua_pushvalue(L, -2);
        if (lua_rawget(L, GLOBALS) != LUA_TNIL) {
            lua_pop(L, 2);
            continue;
        }
        lua_pop(L, 1);
        image(L);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, table);
    }
    lua_settop(L, GLOBALS);
}

void vikt_lua_frozen_file(lua_State *L, vikt_lua_loading *loading)
{
    lua_settop(L, ENVIRONMENT);
    lua_newtable(L);
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_known);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_functions);
    for (int i = loading->first; i < loading->engine->functions; i++) {
        lua_rawgeti(L, -1, i + 1);
        image(L);
        lua_pop(L, 1);
    }
    lua_settop(L, GLOBALS);
    freeze_globals(L);
    freeze_queue(L, loading);
}
