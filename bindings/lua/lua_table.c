/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_table.h"

#include <lauxlib.h>
#include <stdint.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_text.h"

enum { RESULTS_MAX = 1000 };

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

/* n log n comparisons; a function to compare with is counted by the hook. */
int vikt_lua_table_sort(lua_State *L)
{
    lua_Integer last = luaL_len(L, 1);
    size_t doublings = 1;

    for (lua_Integer n = last; n > 1; n /= 2)
        doublings++;
    pay_range(L, 1, last, 2 * doublings);
    return vikt_lua_own(L);
}

int vikt_lua_table_unpack(lua_State *L)
{
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);

    if (pay_range(L, first, last, 1) > RESULTS_MAX)
        return luaL_error(L, "more than %d results", RESULTS_MAX);
    return vikt_lua_own(L);
}
