/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_pattern.h"

#include <lauxlib.h>
#include <string.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_match.h"
#include "bindings/lua/lua_text.h"

enum {
    BYTES_A_STEP = 16,
    SCANNED_A_STEP = 4,    /* bytes of a pattern, for what means more than itself */
    COMPARED_AT_ONCE = 64, /* bytes of a plain search between two looks at the steps */
    CANDIDATE_STEPS = 2,
    SUBJECT = 1,
    PATTERN,
    REPLACEMENT,
    SMALL = 1024
};

static vikt_text text_at(lua_State *L, int index)
{
    vikt_text text;

    text.at = luaL_checklstring(L, index, &text.length);
    return text;
}

/* Where the search begins, counted from 0; one past the end of the text is still in it. */
static size_t begin_at(lua_State *L, int index, size_t length)
{
    lua_Integer at = luaL_optinteger(L, index, 1);

    if (at > 0)
        return (lua_Unsigned)at - 1 > length ? length + 1 : (size_t)at - 1;
    if (at == 0 || at < -(lua_Integer)length)
        return 0;
    return length - (size_t)-at;
}

/* ---- plain search ---- */

/* Whether both begin with the same bytes; pays for those that it looked at. */
static bool begins_with(vikt_lua_match *match, const char *at, vikt_text wanted)
{
    for (size_t done = 0; done < wanted.length; done += COMPARED_AT_ONCE) {
        size_t left = wanted.length - done;
        size_t compared = left < COMPARED_AT_ONCE ? left : COMPARED_AT_ONCE;

        vikt_lua_match_step(match, 1);
        if (memcmp(at + done, wanted.at + done, compared) != 0)
            return false;
    }
    return true;
}

static const char *plain_find(vikt_lua_match *match, const char *at, vikt_text wanted)
{
    if (wanted.length == 0)
        return at;
    while ((size_t)(match->text_end - at) >= wanted.length) {
        size_t places = (size_t)(match->text_end - at) - wanted.length + 1;
        const char *next = memchr(at, wanted.at[0], places);

        vikt_lua_match_step(match,
                            CANDIDATE_STEPS + (next ? (size_t)(next - at) : places) / BYTES_A_STEP);
        if (!next)
            return NULL;
        if (begins_with(match, next, wanted))
            return next;
        at = next + 1;
    }
    return NULL;
}

/* Has nothing that means more than itself. */
static bool is_plain(vikt_text pattern)
{
    for (size_t at = 0; at < pattern.length; at++) { /* a NUL is a byte like others */
        at += strcspn(pattern.at + at, "^$*+?.([%-");
        if (at < pattern.length && pattern.at[at])
            return false;
    }
    return true;
}

/* ---- find, match ---- */

static int push_nothing(vikt_lua_match *match)
{
    vikt_lua_match_pay(match);
    lua_pushnil(match->L);
    return 1;
}

static int push_found(vikt_lua_match *match, const char *from, const char *end)
{
    vikt_lua_match_pay(match);
    lua_pushinteger(match->L, from - match->text + 1);
    lua_pushinteger(match->L, end - match->text);
    return 2;
}

static int find_plain(vikt_lua_match *match, const char *at, vikt_text wanted)
{
    const char *found = plain_find(match, at, wanted);

    return found ? push_found(match, found, found + wanted.length) : push_nothing(match);
}

static int find(lua_State *L, bool places)
{
    vikt_text text = text_at(L, SUBJECT), pattern = text_at(L, PATTERN);
    const bool anchored = pattern.at[0] == '^';
    size_t first = begin_at(L, 3, text.length);
    const char *at = text.at + first, *end;
    vikt_lua_match match;

    vikt_lua_match_init(&match, L, text, pattern);
    vikt_lua_match_step(&match, pattern.length / SCANNED_A_STEP);
    if (first > text.length)
        return push_nothing(&match);
    if (places && (lua_toboolean(L, 4) || is_plain(pattern)))
        return find_plain(&match, at, pattern);
    do {
        end = vikt_lua_match_at(&match, at, pattern.at + anchored);
        if (end && places)
            return push_found(&match, at, end) + vikt_lua_match_push(&match, NULL, NULL);
        if (end) {
            vikt_lua_match_pay(&match);
            return vikt_lua_match_push(&match, at, end);
        }
    } while (at++ < match.text_end && !anchored);
    return push_nothing(&match);
}

int vikt_lua_pattern_find(lua_State *L)
{
    return find(L, true);
}

int vikt_lua_pattern_match(lua_State *L)
{
    return find(L, false);
}

/* ---- gmatch ---- */

/* Upvalues: the text, the pattern, where to go on, and where the last match ended (-1: none), which
 * an empty one must not do again. */
enum { PLACE = 3, LAST };

static int next_match(lua_State *L)
{
    vikt_text text = text_at(L, lua_upvalueindex(SUBJECT));
    vikt_text pattern = text_at(L, lua_upvalueindex(PATTERN));
    lua_Integer place = lua_tointeger(L, lua_upvalueindex(PLACE));
    lua_Integer last = lua_tointeger(L, lua_upvalueindex(LAST));
    vikt_lua_match match;

    vikt_lua_match_init(&match, L, text, pattern);
    for (; place <= (lua_Integer)text.length; place++) {
        const char *at = text.at + place, *end = vikt_lua_match_at(&match, at, pattern.at);

        if (!end || end - text.at == last)
            continue;
        vikt_lua_match_pay(&match);
        lua_pushinteger(L, end - text.at);
        lua_pushvalue(L, -1);
        lua_replace(L, lua_upvalueindex(PLACE));
        lua_replace(L, lua_upvalueindex(LAST));
        return vikt_lua_match_push(&match, at, end);
    }
    vikt_lua_match_pay(&match);
    return 0;
}

int vikt_lua_pattern_gmatch(lua_State *L)
{
    vikt_text text = text_at(L, SUBJECT);
    size_t first;

    text_at(L, PATTERN);
    first = begin_at(L, 3, text.length);
    lua_settop(L, PATTERN);
    lua_pushinteger(L, (lua_Integer)first);
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, next_match, LAST);
    return 1;
}

/* ---- gsub ---- */

/* What gsub makes: first in the function's own memory, then in userdata of Lua's, which are counted
 * and given back even when a replacement fails. */
typedef struct result {
    lua_State *L;
    char *at;
    size_t length, capacity;
    int box; /* stack index of the userdata */
    char small[SMALL];
} result;

static void make_room(result *made, size_t length)
{
    size_t capacity = made->capacity;
    char *larger;

    if (length > VIKT_LUA_TEXT_MAX - made->length)
        vikt_lua_budget_break(made->L, VIKT_LUA_LONG_TEXT);
    while (capacity < made->length + length)
        capacity *= 2;
    larger = lua_newuserdatauv(made->L, capacity, 0);
    memcpy(larger, made->at, made->length);
    lua_replace(made->L, made->box);
    made->at = larger;
    made->capacity = capacity;
}

static void add(result *made, const char *text, size_t length)
{
    if (length > made->capacity - made->length)
        make_room(made, length);
    memcpy(made->at + made->length, text, length);
    made->length += length;
}

/* Adds the value on top, a text or a number, and takes it away. */
static void add_top(result *made)
{
    size_t length;
    const char *text;

    vikt_lua_plain_nan(made->L, -1);
    text = lua_tolstring(made->L, -1, &length);
    add(made, text, length);
    lua_pop(made->L, 1);
}

/* %0 to %9 and %% in a replacement. */
static void add_escape(result *made, vikt_lua_match *match, char c, const char *from,
                       const char *end)
{
    vikt_text caught = {NULL, 0};

    if (c == '%')
        add(made, "%", 1);
    else if (c == '0')
        add(made, from, (size_t)(end - from));
    else if (c < '1' || c > '9')
        luaL_error(made->L, "invalid use of '%%' in replacement string");
    else
        caught = vikt_lua_match_capture(match, c - '1', from, end);
    if (caught.at)
        add(made, caught.at, caught.length);
    else if (c >= '1' && c <= '9')
        add_top(made); /* a place */
}

static void add_text(result *made, vikt_lua_match *match, const char *from, const char *end)
{
    vikt_text text = text_at(made->L, REPLACEMENT);

    for (const char *mark; (mark = memchr(text.at, '%', text.length)) != NULL;) {
        size_t before = (size_t)(mark - text.at);

        vikt_lua_match_step(match, 2);
        add(made, text.at, before);
        add_escape(made, match, mark[1], from, end);
        before += before + 1 < text.length ? 2 : 1;
        text.at += before;
        text.length -= before;
    }
    vikt_lua_match_step(match, 1 + text.length / BYTES_A_STEP);
    add(made, text.at, text.length);
}

/* What a function or table says of the match; nil and false leave it as it is. */
static bool add_answer(result *made, vikt_lua_match *match, const char *from, const char *end)
{
    lua_State *L = made->L;

    if (lua_type(L, REPLACEMENT) == LUA_TFUNCTION) {
        lua_pushvalue(L, REPLACEMENT);
        lua_call(L, vikt_lua_match_push(match, from, end), 1);
    } else {
        vikt_lua_match_push_one(match, 0, from, end);
        lua_gettable(L, REPLACEMENT);
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        add(made, from, (size_t)(end - from));
        return false;
    }
    if (!lua_isstring(L, -1))
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    add_top(made);
    return true;
}

/* Replaces up to the given number of matches; the result holds all of the text then. */
static lua_Integer replace(result *made, vikt_lua_match *match, const char *pattern,
                           lua_Integer most, bool *changed)
{
    const bool anchored = *pattern == '^', texts = lua_isstring(made->L, REPLACEMENT);
    const char *at = match->text, *last = NULL;
    lua_Integer count = 0;

    while (count < most) {
        const char *end = vikt_lua_match_at(match, at, pattern + anchored);

        if (end && end != last) {
            count++;
            if (texts)
                add_text(made, match, at, end);
            *changed = (texts || add_answer(made, match, at, end)) || *changed;
            at = last = end;
        } else if (at < match->text_end) {
            add(made, at++, 1);
        } else {
            break;
        }
        if (anchored)
            break;
    }
    add(made, at, (size_t)(match->text_end - at));
    return count;
}

int vikt_lua_pattern_gsub(lua_State *L)
{
    vikt_text text = text_at(L, SUBJECT), pattern = text_at(L, PATTERN);
    int type = lua_type(L, REPLACEMENT);
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)text.length + 1), count;
    result made = {.L = L, .capacity = SMALL};
    vikt_lua_match match;
    bool changed = false;

    luaL_argexpected(L,
                     type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
                         type == LUA_TTABLE,
                     REPLACEMENT, "string/function/table");
    made.at = made.small;
    lua_settop(L, REPLACEMENT);
    lua_pushnil(L);
    made.box = lua_gettop(L);
    vikt_lua_match_init(&match, L, text, pattern);
    vikt_lua_match_step(&match, text.length / BYTES_A_STEP);
    count = replace(&made, &match, pattern.at, most, &changed);
    vikt_lua_match_pay(&match);
    if (changed)
        lua_pushlstring(L, made.at, made.length);
    else
        lua_pushvalue(L, SUBJECT);
    lua_pushinteger(L, count);
    return 2;
}
