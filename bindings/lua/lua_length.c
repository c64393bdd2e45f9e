/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_length.h"

#include <lauxlib.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_source.h"

enum { VALUES_A_STEP = 4 };

/* In the registry: tables to the lengths that they had, as long as the tables live. */
static const char lengths[] = "lengths";

static bool has(lua_State *L, int table, lua_Integer place)
{
    bool there = lua_rawgeti(L, table, place) != LUA_TNIL;

    lua_pop(L, 1);
    return there;
}

/* From where the list ended when it was last asked, so that a list that grows is not gone through
 * again; what Lua thinks has no say. */
static lua_Integer end_of(lua_State *L, int table)
{
    lua_Integer before, count;

    lua_rawgetp(L, LUA_REGISTRYINDEX, lengths);
    lua_pushvalue(L, table);
    lua_rawget(L, -2);
    before = count = lua_tointeger(L, -1);
    lua_pop(L, 1);
    while (count > 0 && !has(L, table, count))
        count--;
    while (has(L, table, count + 1))
        count++;
    if (count != before) {
        lua_pushvalue(L, table);
        lua_pushinteger(L, count);
        lua_rawset(L, -3);
        vikt_lua_budget_pay(L, (size_t)(count > before ? count - before : before - count) /
                                   VALUES_A_STEP);
    }
    lua_pop(L, 1);
    return count;
}

lua_Integer vikt_lua_length(lua_State *L, int index)
{
    lua_Integer count;

    luaL_checkstack(L, 4, NULL);
    if (vikt_lua_frozen_open(L, index)) {
        count = end_of(L, lua_gettop(L));
        lua_pop(L, 1);
        return count;
    }
    if (lua_type(L, index) != LUA_TTABLE || luaL_getmetafield(L, index, "__len") != LUA_TNIL)
        return luaL_len(L, index);
    return end_of(L, lua_absindex(L, index));
}

/* `false ^ value`; a boolean elsewhere in a power is the rule's own mistake. */
static int length(lua_State *L)
{
    int type = lua_type(L, 2);

    if (lua_type(L, 1) != LUA_TBOOLEAN || lua_toboolean(L, 1))
        return luaL_error(L, "attempt to perform arithmetic on a boolean value");
    if (type != LUA_TTABLE && type != LUA_TSTRING && !luaL_getmetafield(L, 2, "__len"))
        return luaL_error(L, "attempt to get length of a %s value", luaL_typename(L, 2));
    lua_settop(L, 2);
    lua_pushinteger(L, type == LUA_TSTRING ? (lua_Integer)lua_rawlen(L, 2) : vikt_lua_length(L, 2));
    return 1;
}

void vikt_lua_length_open(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, lengths);
    lua_pushboolean(L, 0);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, length);
    lua_setfield(L, -2, "__pow");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2); /* of all booleans */
    lua_pop(L, 1);
}

void vikt_lua_length_begin(vikt_lua_reading *reading, vikt_text source)
{
    *reading = (vikt_lua_reading){.source = source, .next = vikt_lua_source_find(source, 0, '#')};
}

const char *vikt_lua_length_read(lua_State *L, void *context, size_t *size)
{
    vikt_lua_reading *reading = context;

    (void)L;
    if (reading->form && !*reading->form)
        reading->form = NULL;
    if (!reading->form && reading->read == reading->next &&
        reading->read < reading->source.length) {
        reading->form = " false^"; /* apart from a word before it: return#list */
        reading->next = vikt_lua_source_find(reading->source, ++reading->read, '#');
    }
    *size = 1;
    if (reading->form)
        return reading->form++;
    *size = reading->read < reading->source.length;
    return *size ? reading->source.at + reading->read++ : NULL;
}
