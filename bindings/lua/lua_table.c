/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_table.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdint.h>

#include "bindings/lua/lua_budget.h"
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
    lua_Integer last = luaL_len(L, 1);

    pay_range(L, luaL_optinteger(L, 3, 1), luaL_optinteger(L, 4, last), 4);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}

int vikt_lua_table_move(lua_State *L)
{
    pay_range(L, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3), 4);
    return vikt_lua_own(L);
}

/* Elements behind the place move up or down. */
int vikt_lua_table_insert(lua_State *L)
{
    if (lua_gettop(L) > 2)
        pay_range(L, luaL_checkinteger(L, 2), luaL_len(L, 1), 4);
    return vikt_lua_own(L);
}

int vikt_lua_table_remove(lua_State *L)
{
    if (lua_gettop(L) > 1)
        pay_range(L, luaL_checkinteger(L, 2), luaL_len(L, 1), 4);
    return vikt_lua_own(L);
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
    count = pay_range(L, 1, luaL_len(L, TABLE), 8);
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
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    size_t count = pay_range(L, first, last, 1);

    if (count > RESULTS_MAX)
        return luaL_error(L, "more than %d results", RESULTS_MAX);
    /* Lua's own raises what a rule could catch, and so see how much stack there is */
    luaL_checkstack(L, (int)count + LUA_MINSTACK, NULL);
    return vikt_lua_own(L);
}
