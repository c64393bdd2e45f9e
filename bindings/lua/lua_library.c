/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_library.h"

#include <lauxlib.h>
#include <math.h>

#include "bindings/lua/lua_call.h"
#include "bindings/lua/lua_fault.h"
#include "bindings/lua/lua_length.h"
#include "bindings/lua/lua_statement.h"
#include "bindings/lua/lua_text.h"
#include "core/base/fail.h"

enum {
    PRINTED_MAX = 100, /* lines of one file while it is loaded */
    CAUGHT_STEPS = 50  /* of a pcall, which takes as long as so many instructions */
};

int vikt_lua_pcall(lua_State *L)
{
    int status;

    luaL_checkany(L, 1);
    vikt_lua_budget_pay(L, CAUGHT_STEPS);
    /* only then does Lua 5.4.4 know the line of `1 // 0`, which the message has */
    vikt_lua_budget_count(&vikt_lua_engine_of(L)->budget);
    status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    if (vikt_lua_budget_broken(L, status) != VIKT_LUA_SOUND)
        return vikt_lua_budget_raise(L);
    luaL_checkstack(L, 1, NULL);
    lua_pushboolean(L, status == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
}

/* A loop that prints must not hide the errors of the file. */
static void print_loading(lua_State *L, vikt_lua_loading *loading, vikt_text line)
{
    if (loading->printed > PRINTED_MAX)
        return;
    if (loading->printed++ < PRINTED_MAX)
        vikt_tell(loading->listener, VIKT_NOTE, VIKT_OK, vikt_lua_place(L), "%s", line.at);
    else
        vikt_tell(loading->listener, VIKT_NOTE, VIKT_OK, vikt_lua_place(L),
                  "further lines that the file prints while it is loaded are not shown");
}

/* A line is cut to 500 bytes anyway, so no more than that is put together. */
int vikt_lua_print(lua_State *L)
{
    vikt_lua_engine *engine = vikt_lua_engine_of(L);
    char raw[VIKT_LUA_LINE_MAX + 64], line[VIKT_LUA_LINE_MAX];
    size_t length = 0;
    int count = lua_gettop(L);

    vikt_lua_budget_pay(L, 200);
    luaL_checkstack(L, 2, NULL);
    for (int i = 1; i <= count && length < VIKT_LUA_LINE_MAX; i++) {
        vikt_text text;
        size_t room = sizeof raw - length - 1;

        lua_pushcfunction(L, vikt_lua_tostring);
        lua_pushvalue(L, i);
        lua_call(L, 1, 1);
        text.at = lua_tolstring(L, -1, &text.length);
        if (i > 1)
            raw[length++] = ' ';
        if (text.length > room)
            text.length = room;
        memcpy(raw + length, text.at, text.length);
        length += text.length;
        lua_pop(L, 1);
    }
    if (engine->run)
        vikt_lua_call_print(engine, vikt_lua_line((vikt_text){raw, length}, line));
    else if (engine->loading)
        print_loading(L, engine->loading, vikt_lua_line((vikt_text){raw, length}, line));
    return 0;
}

int vikt_lua_clamp(lua_State *L)
{
    lua_Number lo = luaL_checknumber(L, 2), hi = luaL_checknumber(L, 3), x;

    luaL_argcheck(L, lo <= hi, 3, "the upper limit is below the lower one");
    if (lua_isnoneornil(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    x = luaL_checknumber(L, 1);
    lua_pushvalue(L, x < lo ? 2 : x > hi ? 3 : 1);
    return 1;
}

static bool date_at(lua_State *L, int index, double *out)
{
    vikt_text text;
    vikt_date date;

    if (lua_isnoneornil(L, index))
        return false;
    if (lua_type(L, index) == LUA_TNUMBER) {
        *out = (double)lua_tonumber(L, index);
        return true;
    }
    text.at = luaL_checklstring(L, index, &text.length);
    luaL_argcheck(L, vikt_date_read(text, &date), index, "is not a date such as 2026-05-12");
    *out = (double)date;
    return true;
}

int vikt_lua_days_between(lua_State *L)
{
    double a = 0, b = 0;
    bool both = date_at(L, 1, &a);

    both = date_at(L, 2, &b) && both;
    if (both)
        vikt_lua_push_number(L, b - a);
    else
        lua_pushnil(L);
    return 1;
}

static void point_at(lua_State *L, lua_Integer i, double *x, double *y)
{
    int good_x, good_y;

    if (lua_geti(L, 2, i) != LUA_TTABLE)
        luaL_argerror(L, 2, "expected points such as {{0, 1}, {10, 5}}");
    lua_geti(L, -1, 1);
    lua_geti(L, -2, 2);
    *x = lua_tonumberx(L, -2, &good_x);
    *y = lua_tonumberx(L, -1, &good_y);
    luaL_argcheck(L, good_x && good_y, 2, "a point is not two numbers");
    lua_pop(L, 3);
}

/* Straight lines between the points; beyond them the value at the end. */
int vikt_lua_interpolate(lua_State *L)
{
    lua_Integer count;
    double x, x0, y0, x1, y1;

    luaL_checktype(L, 2, LUA_TTABLE);
    count = vikt_lua_length(L, 2);
    vikt_lua_budget_pay(L, count > 0 ? (size_t)count * 8 : 0);
    luaL_argcheck(L, count > 0, 2, "expected points such as {{0, 1}, {10, 5}}");
    if (lua_isnoneornil(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    x = luaL_checknumber(L, 1);
    point_at(L, 1, &x1, &y1);
    x0 = x1;
    y0 = y1;
    for (lua_Integer i = 2; i <= count && x > x1; i++) {
        x0 = x1;
        y0 = y1;
        point_at(L, i, &x1, &y1);
        luaL_argcheck(L, x1 > x0, 2, "the points must be in order of rising x");
    }
    if (x >= x1 || x0 == x1)
        vikt_lua_push_number(L, y1);
    else
        vikt_lua_push_number(L, y0 + (y1 - y0) * ((x - x0) / (x1 - x0)));
    return 1;
}
