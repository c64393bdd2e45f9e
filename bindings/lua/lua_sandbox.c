/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <math.h>

#include "bindings/lua/lua_engine.h"
#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_length.h"
#include "bindings/lua/lua_library.h"
#include "bindings/lua/lua_names.h"
#include "bindings/lua/lua_order.h"
#include "bindings/lua/lua_pattern.h"
#include "bindings/lua/lua_require.h"
#include "bindings/lua/lua_scale.h"
#include "bindings/lua/lua_statement.h"
#include "bindings/lua/lua_table.h"
#include "bindings/lua/lua_text.h"

/* Every name of Lua's own that a rule file may see; what is not here does not exist. A function of
 * ours takes the place of Lua's and gets that as its first upvalue. */
static const struct allowed {
    const char *home, *name; /* home: the library that it is in; NULL: a global */
    lua_CFunction ours;
} allowed[] = {
    {NULL, "assert", NULL},
    {NULL, "error", NULL},
    {NULL, "ipairs", NULL},
    {NULL, "next", vikt_lua_order_next},
    {NULL, "pairs", vikt_lua_order_pairs},
    {NULL, "pcall", vikt_lua_pcall},
    {NULL, "print", vikt_lua_print},
    {NULL, "select", NULL},
    {NULL, "tonumber", vikt_lua_text_paid},
    {NULL, "tostring", vikt_lua_tostring},
    {NULL, "type", NULL},
    {NULL, "clamp", vikt_lua_clamp},
    {NULL, "days_between", vikt_lua_days_between},
    {NULL, "interpolate", vikt_lua_interpolate},
    {NULL, "require", vikt_lua_require},
    {"math", "abs", NULL},
    {"math", "acos", NULL},
    {"math", "asin", NULL},
    {"math", "atan", NULL},
    {"math", "ceil", NULL},
    {"math", "cos", NULL},
    {"math", "deg", NULL},
    {"math", "exp", NULL},
    {"math", "floor", NULL},
    {"math", "fmod", NULL},
    {"math", "huge", NULL},
    {"math", "log", NULL},
    {"math", "max", NULL},
    {"math", "maxinteger", NULL},
    {"math", "min", NULL},
    {"math", "mininteger", NULL},
    {"math", "modf", NULL},
    {"math", "pi", NULL},
    {"math", "rad", NULL},
    {"math", "sin", NULL},
    {"math", "sqrt", NULL},
    {"math", "tan", NULL},
    {"math", "tointeger", NULL},
    {"math", "type", NULL},
    {"math", "ult", NULL},
    {"string", "byte", vikt_lua_text_byte},
    {"string", "char", NULL},
    {"string", "find", vikt_lua_pattern_find},
    {"string", "format", vikt_lua_text_format},
    {"string", "gmatch", vikt_lua_pattern_gmatch},
    {"string", "gsub", vikt_lua_pattern_gsub},
    {"string", "len", NULL},
    {"string", "lower", vikt_lua_text_paid},
    {"string", "match", vikt_lua_pattern_match},
    {"string", "rep", vikt_lua_text_rep},
    {"string", "reverse", vikt_lua_text_paid},
    {"string", "sub", NULL},
    {"string", "upper", vikt_lua_text_paid},
    {"table", "concat", vikt_lua_table_concat},
    {"table", "insert", vikt_lua_table_insert},
    {"table", "move", vikt_lua_table_move},
    {"table", "pack", NULL},
    {"table", "remove", vikt_lua_table_remove},
    {"table", "sort", vikt_lua_table_sort},
    {"table", "unpack", vikt_lua_table_unpack},
    {"utf8", "char", NULL},
    {"utf8", "charpattern", NULL},
    {"utf8", "codepoint", vikt_lua_text_byte},
    {"utf8", "codes", vikt_lua_text_paid},
    {"utf8", "len", vikt_lua_text_paid},
    {"utf8", "offset", vikt_lua_text_paid},
};

enum { ALLOWED = sizeof allowed / sizeof *allowed };

static const luaL_Reg libraries[] = {
    {"_G", luaopen_base},     {"math", luaopen_math}, {"string", luaopen_string},
    {"table", luaopen_table}, {"utf8", luaopen_utf8}, {NULL, NULL},
};

/* Pushes what stands in for an allowed name. Lua's own global or library is in the state's real
 * globals, which no rule file can reach. */
static void push_allowed(lua_State *L, const struct allowed *name)
{
    lua_pushglobaltable(L);
    if (name->home) {
        lua_getfield(L, -1, name->home);
        lua_remove(L, -2);
    }
    lua_getfield(L, -1, name->name);
    lua_remove(L, -2);
    if (name->ours)
        lua_pushcclosure(L, name->ours, 1);
}

/* The table for the library in the globals at index 1, made when it is first needed. */
static void push_library(lua_State *L, const char *library)
{
    if (!library) {
        lua_pushvalue(L, 1);
        return;
    }
    if (lua_getfield(L, 1, library) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, 1, library);
}

/* Texts find their methods in our library, and their metatable cannot be had. */
static void seal_texts(lua_State *L)
{
    lua_pushliteral(L, "");
    if (!lua_getmetatable(L, -1))
        luaL_error(L, "texts have no metatable");
    lua_getfield(L, 1, "string");
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_settop(L, 1);
}

static void seal_libraries(lua_State *L)
{
    for (const luaL_Reg *library = libraries + 1; library->name; library++) {
        lua_getfield(L, 1, library->name);
        vikt_lua_frozen_push(L, NULL);
        lua_setfield(L, 1, library->name);
    }
}

/* Puts the functions of the table on top into the set at index 2. */
static void know_functions(lua_State *L)
{
    int table = lua_gettop(L);

    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -1) == LUA_TFUNCTION) {
            lua_pushvalue(L, -1);
            lua_pushboolean(L, 1);
            lua_rawset(L, 2);
        } else if (vikt_lua_frozen_open(L, -1)) {
            know_functions(L);
            lua_pop(L, 1);
        }
    }
}

void vikt_lua_sandbox_open(lua_State *L)
{
    lua_settop(L, 0);
    for (const luaL_Reg *library = libraries; library->name; library++) {
        luaL_requiref(L, library->name, library->func, 1);
        lua_pop(L, 1);
    }
    lua_newtable(L);
    for (size_t i = 0; i < ALLOWED; i++) {
        push_library(L, allowed[i].home);
        push_allowed(L, &allowed[i]);
        lua_setfield(L, -2, allowed[i].name);
        lua_settop(L, 1);
    }
    seal_texts(L);
    vikt_lua_length_open(L);
    seal_libraries(L);
    vikt_lua_statement_open(L);
    vikt_lua_scale_open(L);
    lua_settop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, 1);
    know_functions(L);
    lua_settop(L, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_known);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
}

static const char *global_name(lua_State *L)
{
    return lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
}

/* __newindex of the environment of a file that is loaded. */
static int refuse_global(lua_State *L)
{
    const char *name = global_name(L);

    return luaL_error(L,
                      "assignment to the global \"%s\": globals are read-only once the file is "
                      "loaded; write `local %s`",
                      name, name);
}

/* __newindex of an environment: only names that are not there yet come here. */
static int assign_global(lua_State *L)
{
    const char *name = global_name(L);

    lua_settop(L, 3);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        return luaL_error(L,
                          "\"%s\" is a word of the rule language and cannot be assigned to; write "
                          "`local %s`",
                          name, name);
    lua_settop(L, 3);
    vikt_lua_frozen_open(L, 1);
    lua_insert(L, 2);
    lua_rawset(L, 2);
    return 0;
}

void vikt_lua_sandbox_push(lua_State *L)
{
    int shown;

    lua_newtable(L);
    shown = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
    for (lua_pushnil(L); lua_next(L, -2);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, shown);
    }
    lua_pop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, vikt_lua_names_unknown);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, shown);
    lua_pushvalue(L, shown);
    vikt_lua_frozen_push(L, assign_global);
    lua_pushvalue(L, -1);
    lua_setfield(L, shown, "_G");
    lua_remove(L, shown);
}

void vikt_lua_sandbox_seal(lua_State *L, int index)
{
    lua_getmetatable(L, index);
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_pop(L, 1);
    vikt_lua_frozen_open(L, index);
    lua_pushnil(L); /* what the file does not know is nil from now on */
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}
