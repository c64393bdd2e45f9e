/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_frozen.h"

#include <lauxlib.h>

#include "bindings/lua/lua_assign.h"
#include "bindings/lua/lua_engine.h"
#include "bindings/lua/lua_length.h"
#include "bindings/lua/lua_order.h"
#include "bindings/lua/lua_source.h"
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
    lua_pushinteger(L, vikt_lua_length(L, 1));
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
enum { ENVIRONMENT = 1, RETURNED, SEEN, QUEUE, NAMES, LINES, FILES, KNOWN, SETTLED, GLOBALS };

/* The variable by which a value was first reached, and the function that uses it. */
typedef struct origin {
    const char *name; /* lives as long as the variable */
    long line;        /* 0: the file itself */
    const char *path; /* lives as long as the engine */
} origin;

/* Everything is walked in a fixed order, so that the first way to a value, and with it what is
 * told, is always the same. */
static origin origin_of(lua_State *L, lua_Integer i)
{
    origin from;

    lua_rawgeti(L, NAMES, i);
    lua_rawgeti(L, LINES, i);
    lua_rawgeti(L, FILES, i);
    from = (origin){lua_tostring(L, -3), (long)lua_tointeger(L, -2), lua_touserdata(L, -1)};
    lua_pop(L, 3); /* NAMES keeps the name */
    return from;
}

/* The value on top is the next in the queue. */
static void join_queue(lua_State *L, const origin *from)
{
    lua_Integer place = (lua_Integer)lua_rawlen(L, QUEUE) + 1;

    lua_rawseti(L, QUEUE, place);
    lua_pushstring(L, from->name);
    lua_rawseti(L, NAMES, place);
    lua_pushinteger(L, from->line);
    lua_rawseti(L, LINES, place);
    lua_pushlightuserdata(L, (void *)from->path); /* only ever read */
    lua_rawseti(L, FILES, place);
}

/* Whether the value on top is in a set. */
static bool is_in(lua_State *L, int set)
{
    bool in;

    lua_pushvalue(L, -1);
    in = lua_rawget(L, set) != LUA_TNIL;
    lua_pop(L, 1);
    return in;
}

/* What stands for the value on top once the file is loaded; new tables and functions join the
 * queue. */
static void image(lua_State *L, const origin *from)
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
    if (is_in(L, SETTLED))
        return;
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
    join_queue(L, from);
    lua_remove(L, -2);
}

/* The view of the table on top was made empty; this fills what it shows. */
static void copy_table(lua_State *L, const origin *from)
{
    int table = lua_gettop(L), to, keys;
    lua_Integer count;

    lua_pushvalue(L, table);
    lua_rawget(L, SEEN);
    vikt_lua_frozen_open(L, -1);
    to = lua_gettop(L);
    count = vikt_lua_order_push_all(L, table);
    keys = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        vikt_lua_budget_pay(L, 4);
        lua_rawgeti(L, keys, i);
        lua_pushvalue(L, -1);
        image(L, from);
        lua_insert(L, -2);
        lua_rawget(L, table);
        image(L, from);
        lua_rawset(L, to);
    }
    lua_settop(L, table);
}

static void tell_assignment(lua_State *L, vikt_lua_loading *loading, const lua_Debug *debug)
{
    const vikt_lua_engine *engine = loading->engine;
    vikt_lua_assignment found;

    switch (vikt_lua_assign_find(L, &found)) {
    case VIKT_LUA_ASSIGNS_NOT:
        return;
    case VIKT_LUA_ASSIGNS:
        vikt_lua_statement_wrong(
            loading, vikt_lua_place_of(engine, debug, found.line),
            "assignment to \"%s\", which lies outside the function: nothing is "
            "kept from one customer to the next",
            found.name);
        return;
    case VIKT_LUA_ASSIGNS_UNKNOWN:
        vikt_lua_statement_wrong(loading, vikt_lua_place_of(engine, debug, debug->linedefined),
                                 "the function cannot be checked for assignments");
    }
}

/* A global has no function; it is told where the file first names it. */
static void tell_kept(vikt_lua_loading *loading, const origin *from)
{
    const vikt_lua_file *file = &loading->engine->files[loading->file];
    long line = from->line;

    if (line == 0)
        line =
            vikt_lua_source_line((vikt_text){file->text, file->length}, vikt_text_of(from->name));
    vikt_lua_statement_wrong(
        loading, vikt_place_of(from->path ? from->path : loading->path, line, 0),
        "an iterator or unfinished statement is kept in \"%.64s\" of the file; "
        "make it inside the function that uses it",
        from->name);
}

/* An iterator (of gmatch or pairs) that a file keeps would go on from customer to customer. */
static void freeze_function(lua_State *L, vikt_lua_loading *loading, const origin *from)
{
    int function = lua_gettop(L);
    lua_Debug debug;
    origin inner;

    if (lua_iscfunction(L, function)) {
        if (!is_in(L, KNOWN))
            tell_kept(loading, from);
        return;
    }
    lua_pushvalue(L, function);
    lua_pushboolean(L, 1);
    lua_rawset(L, SETTLED);
    lua_pushvalue(L, function);
    lua_getinfo(L, ">S", &debug);
    tell_assignment(L, loading, &debug);
    inner.line = debug.linedefined;
    inner.path = vikt_lua_file_path(loading->engine, &debug);
    for (int i = 1; (inner.name = lua_getupvalue(L, function, i)) != NULL; i++) {
        image(L, &inner);
        lua_setupvalue(L, function, i);
        lua_settop(L, function);
    }
}

static void freeze_queue(lua_State *L, vikt_lua_loading *loading)
{
    for (lua_Integer i = 1; lua_rawgeti(L, QUEUE, i) != LUA_TNIL; i++) {
        origin from = origin_of(L, i);

        if (lua_type(L, -1) == LUA_TTABLE)
            copy_table(L, &from);
        else
            freeze_function(L, loading, &from);
        lua_settop(L, GLOBALS);
    }
    lua_settop(L, GLOBALS);
}

/* Globals of the file itself; the others belong to the rule language. */
static void freeze_globals(lua_State *L)
{
    int table, keys;
    lua_Integer count;

    vikt_lua_frozen_open(L, ENVIRONMENT);
    table = lua_gettop(L);
    count = vikt_lua_order_push_all(L, table);
    keys = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        origin from = {"_G", 0, NULL};

        lua_settop(L, keys);
        lua_rawgeti(L, keys, i);
        if (lua_type(L, -1) == LUA_TSTRING)
            from.name = lua_tostring(L, -1);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, GLOBALS) != LUA_TNIL)
            continue;
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawget(L, table);
        image(L, &from);
        lua_rawset(L, table);
    }
    lua_settop(L, GLOBALS);
}

void vikt_lua_frozen_file(lua_State *L, vikt_lua_loading *loading)
{
    static const origin statement = {"a statement", 0, NULL}, returned = {"return", 0, NULL};

    lua_settop(L, RETURNED);
    for (int i = SEEN; i <= FILES; i++)
        lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_known);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_settled);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_functions);
    for (int i = loading->first; i < loading->engine->functions; i++) {
        lua_rawgeti(L, -1, i + 1);
        image(L, &statement);
        lua_pop(L, 1);
    }
    lua_settop(L, GLOBALS);
    lua_pushvalue(L, RETURNED);
    image(L, &returned);
    lua_replace(L, RETURNED);
    freeze_globals(L);
    freeze_queue(L, loading);
}
