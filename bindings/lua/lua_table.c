/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_table.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdint.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_length.h"
#include "bindings/lua/lua_merge.h"
#include "bindings/lua/lua_order.h"
#include "bindings/lua/lua_text.h"

enum { RESULTS_MAX = 1000, COMPARISON_STEPS = 4 };

/* Pays for the elements first..last, which may be nearly all integers, and returns how many they
 * are. */
static size_t pay_range(lua_State *L, lua_Integer first, lua_Integer last, size_t each)
{
    lua_Unsigned count = last < first ? 0 : (lua_Unsigned)last - (lua_Unsigned)first;

    if (count > SIZE_MAX / each - 2)
        count = SIZE_MAX / each - 2;
    count += last >= first;
    vikt_lua_budget_pay(L, (size_t)count * each);
    return (size_t)count;
}

int vikt_lua_table_concat(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 4);
    if (lua_isnil(L, 4)) {
        lua_pushinteger(L, vikt_lua_length(L, 1));
        lua_replace(L, 4);
    }
    pay_range(L, luaL_optinteger(L, 3, 1), luaL_checkinteger(L, 4), 4);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}

int vikt_lua_table_move(lua_State *L)
{
    pay_range(L, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3), 4);
    return vikt_lua_own(L);
}

/* t[to] = t[from] */
static void copy_element(lua_State *L, lua_Integer from, lua_Integer to)
{
    lua_geti(L, 1, from);
    lua_seti(L, 1, to);
}

/* Ours, as those of Lua ask Lua for the length. Elements behind the place move up. */
int vikt_lua_table_insert(lua_State *L)
{
    lua_Integer end, place;
    int count = lua_gettop(L);

    luaL_checktype(L, 1, LUA_TTABLE);
    end = place = vikt_lua_length(L, 1) + 1;
    if (count < 2 || count > 3)
        return luaL_error(L, "wrong number of arguments to 'insert'");
    if (count == 3) {
        place = luaL_checkinteger(L, 2);
        luaL_argcheck(L, place >= 1 && place <= end, 2, "position out of bounds");
        pay_range(L, place, end, 4);
    }
    for (lua_Integer i = end; i > place; i--)
        copy_element(L, i - 1, i);
    lua_seti(L, 1, place); /* the value is on top */
    return 0;
}

/* Elements behind the place move down. */
int vikt_lua_table_remove(lua_State *L)
{
    lua_Integer size, place;

    luaL_checktype(L, 1, LUA_TTABLE);
    size = vikt_lua_length(L, 1);
    place = luaL_optinteger(L, 2, size);
    if (lua_gettop(L) > 1)
        luaL_argcheck(L, place >= (size > 0) && place <= size + 1, 2, "position out of bounds");
    pay_range(L, place, size, 4);
    lua_geti(L, 1, place);
    for (; place < size; place++)
        copy_element(L, place + 1, place);
    lua_pushnil(L);
    lua_seti(L, 1, place);
    return 1;
}

/* Where things stand during sorting. */
enum { TABLE = 1, FUNCTION, VALUES };

/* The order of the values a and b of those copied, which the function cannot change. */
static bool before(void *context, size_t a, size_t b)
{
    lua_State *L = context;
    bool result;

    if (!lua_isnil(L, FUNCTION))
        lua_pushvalue(L, FUNCTION);
    lua_rawgeti(L, VALUES, (lua_Integer)a);
    lua_rawgeti(L, VALUES, (lua_Integer)b);
    if (lua_isnil(L, FUNCTION)) {
        vikt_lua_budget_pay(L, COMPARISON_STEPS + vikt_lua_order_steps(L, -2, -1));
        result = lua_compare(L, -2, -1, LUA_OPLT);
        lua_pop(L, 2);
    } else {
        vikt_lua_budget_pay(L, COMPARISON_STEPS);
        lua_call(L, 2, 1);
        result = lua_toboolean(L, -1);
        lua_pop(L, 1);
    }
    return result;
}

/* Ours: Lua's chooses its pivots by clock and time, and so which ties come first. */
int vikt_lua_table_sort(lua_State *L)
{
    size_t count, *order;

    luaL_checktype(L, TABLE, LUA_TTABLE);
    if (!lua_isnoneornil(L, FUNCTION))
        luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
    lua_settop(L, FUNCTION);
    count = pay_range(L, 1, vikt_lua_length(L, TABLE), 8);
    luaL_argcheck(L, count < INT_MAX / sizeof *order, TABLE, "the table is too large to sort");
    if (count < 2)
        return 0;
    lua_createtable(L, (int)count, 0);
    order = lua_newuserdatauv(L, 2 * count * sizeof *order, 0);
    for (size_t i = 0; i < count; i++) {
        order[i] = i + 1;
        lua_geti(L, TABLE, (lua_Integer)i + 1);
        lua_rawseti(L, VALUES, (lua_Integer)i + 1);
    }
    vikt_lua_merge(order, order + count, count, before, L);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, VALUES, (lua_Integer)order[i]);
        lua_seti(L, TABLE, (lua_Integer)i + 1);
    }
    return 0;
}

int vikt_lua_table_unpack(lua_State *L)
{
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? vikt_lua_length(L, 1) : luaL_checkinteger(L, 3);
    size_t count = pay_range(L, first, last, 1);

    if (count > RESULTS_MAX)
        return luaL_error(L, "more than %d results", RESULTS_MAX);
    /* Lua's own raises what a rule could catch, and so see how much stack there is */
    luaL_checkstack(L, (int)count + LUA_MINSTACK, NULL);
    lua_settop(L, 3);
    lua_pushinteger(L, last);
    lua_replace(L, 3);
    return vikt_lua_own(L);
}
