/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_text.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "bindings/lua/lua_budget.h"

/* What is done within one instruction of a rule, in instructions that take as long. */
enum {
    RESULTS_MAX = 1000,
    FORMAT_MAX = 4096,
    BYTES_A_STEP = 8,
    NUMBER_STEPS = 8,       /* a fraction made a text */
    CONVERSION_STEPS = 200, /* "%.99f" of 1e308 takes microseconds */
    QUOTED_STEPS = 4        /* a byte by %q */
};

int vikt_lua_own(lua_State *L)
{
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void pay_text(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TSTRING)
        vikt_lua_budget_pay(L, lua_rawlen(L, index) / BYTES_A_STEP);
}

int vikt_lua_text_paid(lua_State *L)
{
    pay_text(L, 1);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}

/* Where Lua counts a place from: -1 is the last byte. */
static lua_Integer place(lua_Integer at, lua_Integer length)
{
    if (at >= 0)
        return at;
    return at < -length ? 0 : length + at + 1;
}

int vikt_lua_text_byte(lua_State *L)
{
    lua_Integer length, first, last;

    luaL_checkstring(L, 1);
    length = (lua_Integer)lua_rawlen(L, 1);
    first = place(luaL_optinteger(L, 2, 1), length);
    last = place(luaL_optinteger(L, 3, first), length);
    first = first < 1 ? 1 : first;
    last = last > length ? length : last;
    if (last - first >= RESULTS_MAX)
        return luaL_error(L, "more than %d results", RESULTS_MAX);
    return vikt_lua_own(L);
}

int vikt_lua_text_rep(lua_State *L)
{
    size_t text, separator;
    lua_Integer times;

    luaL_checklstring(L, 1, &text);
    times = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &separator);
    if (times > 0 && text + separator > 0 &&
        (lua_Unsigned)times > VIKT_LUA_TEXT_MAX / (text + separator) + 1)
        return vikt_lua_budget_break(L, VIKT_LUA_LONG_TEXT);
    if (text + separator == 0) {
        lua_pushliteral(L, ""); /* Lua would go through all of the times */
        return 1;
    }
    if (times > 0)
        vikt_lua_budget_pay(L, (size_t)times);
    return vikt_lua_text_paid(L);
}

int vikt_lua_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TNUMBER:
        vikt_lua_budget_pay(L, NUMBER_STEPS);
        if (lua_tonumber(L, 1) != lua_tonumber(L, 1))
            lua_pushliteral(L, "nan"); /* with or without a sign, by the machine */
        else
            luaL_tolstring(L, 1, NULL);
        return 1;
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TSTRING:
        luaL_tolstring(L, 1, NULL);
        return 1;
    default:
        lua_pushstring(L, luaL_typename(L, 1));
        return 1;
    }
}

void vikt_lua_plain_nan(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TNUMBER || lua_tonumber(L, index) == lua_tonumber(L, index))
        return;
    index = lua_absindex(L, index);
    lua_pushnumber(L, copysign((double)NAN, 1.0));
    lua_replace(L, index);
}

/* Texts for %s are made by our own tostring; Lua's shows addresses. */
static void show_argument(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TSTRING || lua_isnone(L, index))
        return;
    lua_pushcfunction(L, vikt_lua_tostring);
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    lua_replace(L, index);
}

int vikt_lua_text_format(lua_State *L)
{
    size_t length, total = 0;
    const char *format = luaL_checklstring(L, 1, &length);
    int argument = 1, count = lua_gettop(L);

    luaL_argcheck(L, length <= FORMAT_MAX, 1, "the format is longer than 4096 bytes");
    luaL_checkstack(L, 4, NULL);
    for (size_t i = 0; i < length; i++) {
        if (format[i] != '%')
            continue;
        if (format[++i] == '%')
            continue;
        i += strspn(format + i, "-+ #0123456789.");
        if (format[i] == 'p')
            return luaL_error(L, "invalid conversion '%%p' to 'format'");
        argument++;
        if (format[i] == 's' && argument <= count)
            show_argument(L, argument);
        else if (argument <= count)
            vikt_lua_plain_nan(L, argument);
        if (argument <= count && lua_type(L, argument) == LUA_TSTRING)
            total += lua_rawlen(L, argument);
        if (argument <= count && format[i] == 'q')
            vikt_lua_budget_pay(L, lua_rawlen(L, argument) * QUOTED_STEPS);
    }
    if (total > VIKT_LUA_TEXT_MAX)
        return vikt_lua_budget_break(L, VIKT_LUA_LONG_TEXT);
    vikt_lua_budget_pay(L, total / BYTES_A_STEP + (size_t)argument * CONVERSION_STEPS);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}
