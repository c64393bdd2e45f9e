/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_text.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "bindings/lua/lua_budget.h"

enum {
    RESULTS_MAX = 1000,
    BYTES_A_STEP = 16,
    PATTERN_MAX = 512,
    FORMAT_MAX = 4096,
    PATTERN_BYTES_A_STEP = 4,
    REFUSED_BYTES_A_STEP = 16,
    COMPARED_A_STEP = 512, /* bytes of a plain search, which stops early at nearly every place */
    WORST_STEPS = 20       /* usual patterns are that far from their worst case */
};

static const double matching_max = 1e9; /* steps of the worst case: seconds */

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
    if (times > 0)
        vikt_lua_budget_pay(L, (size_t)(times > VIKT_LUA_TEXT_MAX ? VIKT_LUA_TEXT_MAX : times));
    if (text + separator == 0)
        lua_pushliteral(L, ""); /* Lua would go through all of the times */
    else
        return vikt_lua_text_paid(L);
    return 1;
}

int vikt_lua_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TNUMBER:
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

/* NaN without its sign, which differs by the machine and would be shown. */
static void plain_nan(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TNUMBER || lua_tonumber(L, index) == lua_tonumber(L, index))
        return;
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
            plain_nan(L, argument);
        if (argument <= count && lua_type(L, argument) == LUA_TSTRING)
            total += lua_rawlen(L, argument);
    }
    if (total > VIKT_LUA_TEXT_MAX)
        return vikt_lua_budget_break(L, VIKT_LUA_LONG_TEXT);
    vikt_lua_budget_pay(L, total / BYTES_A_STEP + (size_t)argument * 16);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}

/* One past the set that begins at `[`, as Lua reads it: the first byte in it (after a ^) is never
 * its end, nor is a byte after a %. Past the end of the pattern when it is not closed. */
static size_t set_end(const char *pattern, size_t length, size_t at)
{
    at += at + 1 < length && pattern[at + 1] == '^' ? 2 : 1;
    do {
        at += at < length && pattern[at] == '%' ? 2 : 1;
    } while (at < length && pattern[at] != ']');
    return at + 1;
}

/* One past the single (a byte, a class or a set) that begins at a place. */
static size_t single_end(const char *pattern, size_t length, size_t at)
{
    if (pattern[at] == '[')
        return set_end(pattern, length, at);
    return at + (pattern[at] == '%' ? 2 : 1);
}

static bool is_repetition(char c)
{
    return c == '*' || c == '+' || c == '-' || c == '?';
}

/* One past the item at a place of the pattern, and by what it multiplies the steps. What follows
 * %b, %f and a back reference is no repetition, even if it looks like one. */
static size_t item_end(const char *pattern, size_t length, size_t at, double places, double *times)
{
    const char kind = pattern[at] == '%' && at + 1 < length ? pattern[at + 1] : 0;
    size_t end;

    *times = 1;
    if (pattern[at] == '(' || pattern[at] == ')')
        return at + 1;
    if (kind == 'f')
        return set_end(pattern, length, at + 2);
    if (kind == 'b' || (kind >= '0' && kind <= '9')) {
        *times = places;
        return at + (kind == 'b' ? 4 : 2); /* %b with the two bytes that it balances */
    }
    end = single_end(pattern, length, at);
    if (end >= length || !is_repetition(pattern[end]))
        return end;
    *times = pattern[end] == '?' ? 2 : places;
    return end + 1;
}

/* Steps of the worst case: every repetition may end, and the match begin, at any byte. Where the
 * pattern is malformed Lua stops with an error, and so may this. */
static double worst_case(const char *pattern, size_t length, size_t subject, bool anchors)
{
    const double places = (double)(subject + 1);
    const bool anchored = anchors && length > 0 && pattern[0] == '^';
    double steps = anchored ? 1 : places, times;

    for (size_t at = anchored; at < length && steps <= matching_max; steps *= times)
        at = item_end(pattern, length, at, places, &times);
    return steps;
}

static int match(lua_State *L, bool anchors)
{
    size_t subject, length, each, least;
    const char *pattern;
    double steps;

    luaL_checklstring(L, 1, &subject);
    pattern = luaL_checklstring(L, 2, &length);
    luaL_argcheck(L, length <= PATTERN_MAX, 2, "the pattern is longer than 512 bytes");
    steps = worst_case(pattern, length, subject, anchors);
    least = 1 + length / REFUSED_BYTES_A_STEP;
    each = 1 + length / PATTERN_BYTES_A_STEP; /* a step may go through most of the pattern */
    if (steps * (double)least > matching_max)
        return luaL_error(L, "the pattern has too many repetitions for a text of %d bytes",
                          (int)subject);
    steps *= (double)each;
    vikt_lua_budget_pay(L, (size_t)(steps / WORST_STEPS) + (subject + length) / BYTES_A_STEP);
    vikt_lua_budget_room(L);
    return vikt_lua_own(L);
}

int vikt_lua_text_match(lua_State *L)
{
    return match(L, true);
}

int vikt_lua_text_gmatch(lua_State *L)
{
    return match(L, false);
}

/* With a true fourth argument the text itself is looked for; at each byte it may nearly fit. */
int vikt_lua_text_find(lua_State *L)
{
    size_t subject, wanted;

    if (!lua_toboolean(L, 4))
        return match(L, true);
    luaL_checklstring(L, 1, &subject);
    luaL_checklstring(L, 2, &wanted);
    vikt_lua_budget_pay(L, subject / BYTES_A_STEP);
    if (wanted <= subject)
        vikt_lua_budget_pay(L, subject * wanted / COMPARED_A_STEP);
    return vikt_lua_own(L);
}
