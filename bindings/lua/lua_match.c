/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_match.h"

#include <lauxlib.h>
#include <string.h>

#include "bindings/lua/lua_budget.h"

enum {
    PAID_AT_ONCE = 2048,
    STEPS_AN_INSTRUCTION = 8, /* one of Lua's instructions takes as long */
    ITEM_STEPS = 4,           /* going on to the next item of the pattern, captures included */
    SET_BYTES_A_STEP = 2,     /* of a set that is looked through */
    BYTES_A_STEP = 16         /* of a back reference */
};

void vikt_lua_match_init(vikt_lua_match *match, lua_State *L, vikt_text text, vikt_text pattern)
{
    match->L = L;
    match->text = text.at;
    match->text_end = vikt_text_end(text);
    match->pattern_end = vikt_text_end(pattern);
    match->steps = 0;
    match->depth = match->count = 0;
}

void vikt_lua_match_pay(vikt_lua_match *match)
{
    size_t steps = match->steps;

    match->steps = 0;
    vikt_lua_budget_pay(match->L, steps / STEPS_AN_INSTRUCTION);
}

void vikt_lua_match_step(vikt_lua_match *match, size_t steps)
{
    match->steps += steps;
    if (match->steps >= PAID_AT_ONCE)
        vikt_lua_match_pay(match);
}

/* A loop of pcall and bad patterns pays for them too. */
static int wrong(vikt_lua_match *match, const char *message)
{
    vikt_lua_match_pay(match);
    return luaL_error(match->L, "%s", message);
}

static int wrong_index(vikt_lua_match *match, int index)
{
    vikt_lua_match_pay(match);
    return luaL_error(match->L, "invalid capture index %%%d", index + 1);
}

/* ---- singles: a byte, a class or a set ---- */

static bool is_between(unsigned char byte, char first, char last)
{
    return byte >= (unsigned char)first && byte <= (unsigned char)last;
}

static bool is_letter(unsigned char byte)
{
    return is_between(byte | 0x20, 'a', 'z');
}

static bool is_digit(unsigned char byte)
{
    return is_between(byte, '0', '9');
}

static bool in_class(unsigned char byte, unsigned char class)
{
    const bool upper = is_between(class, 'A', 'Z');
    bool in;

    switch (is_letter(class) ? class | 0x20 : class) {
    case 'a':
        in = is_letter(byte);
        break;
    case 'c':
        in = byte < ' ' || byte == 127;
        break;
    case 'd':
        in = is_digit(byte);
        break;
    case 'g':
        in = is_between(byte, '!', '~');
        break;
    case 'l':
        in = is_between(byte, 'a', 'z');
        break;
    case 'p':
        in = is_between(byte, '!', '~') && !is_letter(byte) && !is_digit(byte);
        break;
    case 's':
        in = byte == ' ' || is_between(byte, '\t', '\r');
        break;
    case 'u':
        in = is_between(byte, 'A', 'Z');
        break;
    case 'w':
        in = is_letter(byte) || is_digit(byte);
        break;
    case 'x':
        in = is_digit(byte) || is_between(byte | 0x20, 'a', 'f');
        break;
    case 'z': /* of old */
        in = byte == 0;
        break;
    default:
        return class == byte;
    }
    return in != upper;
}

/* Whether the set from `[` to `]` (at last) has the byte. */
static bool in_set(vikt_lua_match *match, unsigned char byte, const char *set, const char *last)
{
    const char *at = set + 1;
    const bool has = *at != '^';
    bool found = false;

    for (at += !has; at < last && !found; at++) {
        if (*at == '%') {
            at++;
            found = in_class(byte, (unsigned char)*at);
        } else if (at[1] == '-' && at + 2 < last) {
            at += 2;
            found = (unsigned char)at[-2] <= byte && byte <= (unsigned char)*at;
        } else {
            found = (unsigned char)*at == byte;
        }
    }
    vikt_lua_match_step(match, (size_t)(at - set) / SET_BYTES_A_STEP);
    return found == has;
}

/* One past the set whose `[` is before at. Its first byte (after a ^) does not end it, nor does one
 * after a %. */
static const char *set_end(vikt_lua_match *match, const char *at)
{
    const char *first = at;

    if (*at == '^')
        at++;
    do {
        if (at == match->pattern_end)
            wrong(match, "malformed pattern (missing ']')");
        if (*at++ == '%' && at < match->pattern_end)
            at++;
    } while (*at != ']');
    vikt_lua_match_step(match, (size_t)(at - first) / SET_BYTES_A_STEP);
    return at + 1;
}

static const char *single_end(vikt_lua_match *match, const char *pattern)
{
    switch (*pattern++) {
    case '%':
        if (pattern == match->pattern_end)
            wrong(match, "malformed pattern (ends with '%')");
        return pattern + 1;
    case '[':
        return set_end(match, pattern);
    default:
        return pattern;
    }
}

static bool fits(vikt_lua_match *match, const char *at, const char *pattern, const char *end)
{
    vikt_lua_match_step(match, 1);
    if (at >= match->text_end)
        return false;
    switch (*pattern) {
    case '.':
        return true;
    case '%':
        return in_class((unsigned char)*at, (unsigned char)pattern[1]);
    case '[':
        return in_set(match, (unsigned char)*at, pattern, end - 1);
    default:
        return *pattern == *at;
    }
}

/* ---- items ---- */

static const char *go_on(vikt_lua_match *match, const char *at, const char *pattern);

/* As many as there are, then fewer and fewer. */
static const char *most(vikt_lua_match *match, const char *at, const char *pattern, const char *end)
{
    ptrdiff_t count = 0;

    while (fits(match, at + count, pattern, end))
        count++;
    for (; count >= 0; count--) {
        const char *after = go_on(match, at + count, end + 1);

        if (after)
            return after;
    }
    return NULL;
}

static const char *fewest(vikt_lua_match *match, const char *at, const char *pattern,
                          const char *end)
{
    for (;; at++) {
        const char *after = go_on(match, at, end + 1);

        if (after)
            return after;
        if (!fits(match, at, pattern, end))
            return NULL;
    }
}

static const char *open_capture(vikt_lua_match *match, const char *at, const char *pattern)
{
    const bool place = *pattern == ')';
    vikt_lua_capture *capture = &match->captures[match->count];
    const char *after;

    if (match->count >= VIKT_LUA_CAPTURES_MAX)
        wrong(match, "too many captures");
    capture->at = at;
    capture->length = place ? VIKT_LUA_CAPTURE_PLACE : VIKT_LUA_CAPTURE_OPEN;
    match->count++;
    after = go_on(match, at, pattern + place);
    if (!after)
        match->count--;
    return after;
}

static const char *close_capture(vikt_lua_match *match, const char *at, const char *pattern)
{
    int index = match->count - 1;
    const char *after;

    while (index >= 0 && match->captures[index].length != VIKT_LUA_CAPTURE_OPEN)
        index--;
    if (index < 0)
        wrong(match, "invalid pattern capture");
    match->captures[index].length = at - match->captures[index].at;
    after = go_on(match, at, pattern);
    if (!after)
        match->captures[index].length = VIKT_LUA_CAPTURE_OPEN;
    return after;
}

/* %b: pattern is at the first of the two bytes. */
static const char *balanced(vikt_lua_match *match, const char *at, const char *pattern)
{
    size_t open = 1;

    if (match->pattern_end - pattern < 2)
        wrong(match, "malformed pattern (missing arguments to '%b')");
    if (*at != *pattern)
        return NULL;
    while (++at < match->text_end) {
        vikt_lua_match_step(match, 1);
        if (*at == pattern[1]) {
            if (--open == 0)
                return at + 1;
        } else if (*at == pattern[0]) {
            open++;
        }
    }
    return NULL;
}

/* %f: pattern is behind it. Moves the pattern on. */
static bool at_frontier(vikt_lua_match *match, const char *at, const char **pattern)
{
    const char *set = *pattern, *end;
    unsigned char before = at == match->text ? 0 : (unsigned char)at[-1];

    if (*set != '[')
        wrong(match, "missing '[' after '%f' in pattern");
    *pattern = end = single_end(match, set);
    return !in_set(match, before, set, end - 1) && in_set(match, (unsigned char)*at, set, end - 1);
}

/* What an earlier capture caught, once more; of a place there is nothing. */
static const char *caught_again(vikt_lua_match *match, const char *at, char digit)
{
    const int index = digit - '1';
    const vikt_lua_capture *capture = &match->captures[index < 0 ? 0 : index];

    if (index < 0 || index >= match->count || capture->length == VIKT_LUA_CAPTURE_OPEN)
        wrong_index(match, index);
    if (capture->length == VIKT_LUA_CAPTURE_PLACE || match->text_end - at < capture->length)
        return NULL;
    vikt_lua_match_step(match, (size_t)capture->length / BYTES_A_STEP);
    return memcmp(capture->at, at, (size_t)capture->length) == 0 ? at + capture->length : NULL;
}

/* %b, %f and back references. Moves the pattern behind the item; NULL: it does not match. */
static const char *special(vikt_lua_match *match, const char *at, const char **pattern)
{
    const char *item = *pattern;

    *pattern = item + 2;
    switch (item[1]) {
    case 'b':
        *pattern = item + 4;
        return balanced(match, at, item + 2);
    case 'f':
        return at_frontier(match, at, pattern) ? at : NULL;
    default:
        return caught_again(match, at, item[1]);
    }
}

static bool is_special(const char *pattern)
{
    return pattern[0] == '%' &&
           (pattern[1] == 'b' || pattern[1] == 'f' || is_digit((unsigned char)pattern[1]));
}

/* A single and what says how often. Where the pattern goes on in the same attempt it is moved to
 * there; else it becomes NULL, and the result is that of the attempt. */
static const char *repeated(vikt_lua_match *match, const char *at, const char **pattern)
{
    const char *single = *pattern, *end = single_end(match, single), *after;
    const bool first = fits(match, at, single, end);

    *pattern = NULL;
    switch (*end) {
    case '?':
        after = first ? go_on(match, at + 1, end + 1) : NULL;
        if (!after)
            *pattern = end + 1;
        return after ? after : at;
    case '+':
        return first ? most(match, at + 1, single, end) : NULL;
    case '*':
    case '-':
        if (first)
            return *end == '*' ? most(match, at, single, end) : fewest(match, at, single, end);
        *pattern = end + 1;
        return at;
    default:
        *pattern = end;
        return first ? at + 1 : NULL;
    }
}

static const char *attempt(vikt_lua_match *match, const char *at, const char *pattern)
{
    while (at && pattern && pattern != match->pattern_end) {
        vikt_lua_match_step(match, ITEM_STEPS);
        if (*pattern == '(')
            return open_capture(match, at, pattern + 1);
        if (*pattern == ')')
            return close_capture(match, at, pattern + 1);
        if (*pattern == '$' && pattern + 1 == match->pattern_end)
            return at == match->text_end ? at : NULL;
        if (is_special(pattern))
            at = special(match, at, &pattern);
        else
            at = repeated(match, at, &pattern);
    }
    return at;
}

static const char *go_on(vikt_lua_match *match, const char *at, const char *pattern)
{
    if (match->depth++ == VIKT_LUA_MATCH_DEPTH)
        wrong(match, "pattern too complex");
    vikt_lua_match_step(match, 1);
    at = attempt(match, at, pattern);
    match->depth--;
    return at;
}

const char *vikt_lua_match_at(vikt_lua_match *match, const char *at, const char *pattern)
{
    match->depth = match->count = 0;
    return go_on(match, at, pattern);
}

/* ---- captures ---- */

vikt_text vikt_lua_match_capture(vikt_lua_match *match, int index, const char *from,
                                 const char *end)
{
    const vikt_lua_capture *capture = &match->captures[index];

    if (index >= match->count) {
        if (index != 0)
            wrong_index(match, index);
        return (vikt_text){from, (size_t)(end - from)};
    }
    if (capture->length == VIKT_LUA_CAPTURE_OPEN)
        wrong(match, "unfinished capture");
    if (capture->length != VIKT_LUA_CAPTURE_PLACE)
        return (vikt_text){capture->at, (size_t)capture->length};
    lua_pushinteger(match->L, capture->at - match->text + 1);
    return (vikt_text){NULL, 0};
}

void vikt_lua_match_push_one(vikt_lua_match *match, int index, const char *from, const char *end)
{
    vikt_text caught = vikt_lua_match_capture(match, index, from, end);

    if (caught.at)
        lua_pushlstring(match->L, caught.at, caught.length);
}

int vikt_lua_match_push(vikt_lua_match *match, const char *from, const char *end)
{
    int count = match->count == 0 && from ? 1 : match->count;

    luaL_checkstack(match->L, count, "too many captures");
    for (int i = 0; i < count; i++)
        vikt_lua_match_push_one(match, i, from, end);
    return count;
}
