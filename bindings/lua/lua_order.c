/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_order.h"

#include <lauxlib.h>
#include <stdlib.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_frozen.h"
#include "core/base/text.h"

typedef enum key_kind { KEY_NUMBER, KEY_TEXT, KEY_TRUTH } key_kind;

typedef struct key {
    key_kind kind;
    bool whole;
    lua_Integer integer; /* of a whole number or a truth */
    double number;
    vikt_text text; /* lives as long as the key is on the stack or in the table */
    lua_Integer place;
} key;

static key key_of(lua_State *L, int index)
{
    key k = {.kind = KEY_NUMBER};
    int type = lua_type(L, index);

    if (type == LUA_TNUMBER) {
        k.whole = lua_isinteger(L, index);
        k.integer = k.whole ? lua_tointeger(L, index) : 0;
        k.number = (double)lua_tonumber(L, index);
    } else if (type == LUA_TSTRING) {
        k.kind = KEY_TEXT;
        k.text.at = lua_tolstring(L, index, &k.text.length);
    } else if (type == LUA_TBOOLEAN) {
        k.kind = KEY_TRUTH;
        k.integer = lua_toboolean(L, index);
    } else {
        luaL_error(L, "a table with a %s as a key has no order to walk it in",
                   lua_typename(L, type));
    }
    return k;
}

static int compare(const void *left, const void *right)
{
    const key *a = left, *b = right;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == KEY_TEXT)
        return vikt_text_compare(a->text, b->text);
    if (a->kind == KEY_NUMBER && a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->integer > b->integer) - (a->integer < b->integer);
}

static size_t count_keys(lua_State *L, int index)
{
    size_t count = 0;

    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        count++;
    return count;
}

/* Merge sort: qsort of the C library may take memory that nobody counts. */
static void sort(key *keys, key *scratch, size_t count)
{
    size_t half = count / 2, left = 0, right = half;

    if (count < 2)
        return;
    sort(keys, scratch, half);
    sort(keys + half, scratch, count - half);
    for (size_t i = 0; i < count; i++) {
        bool from_left = right == count || (left < half && compare(&keys[left], &keys[right]) <= 0);

        scratch[i] = from_left ? keys[left++] : keys[right++];
    }
    memcpy(keys, scratch, count * sizeof *keys);
}

lua_Integer vikt_lua_order_push(lua_State *L, int index)
{
    size_t count, at = 0;
    key *keys;

    luaL_checkstack(L, 8, NULL);
    index = lua_absindex(L, index);
    count = count_keys(L, index);
    vikt_lua_budget_pay(L, 8 * count);
    lua_createtable(L, (int)(count < 1 << 26 ? count : 1 << 26), 0);
    keys = lua_newuserdatauv(L, (2 * count + 1) * sizeof *keys, 0);
    lua_pushnil(L);
    while (at < count && lua_next(L, index)) {
        lua_pop(L, 1);
        keys[at] = key_of(L, -1);
        keys[at].place = (lua_Integer)at + 1;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -4, keys[at++].place);
    }
    lua_pop(L, 1); /* the last key, or the nil before the first */
    sort(keys, keys + count, count);
    lua_createtable(L, (int)(count < 1 << 26 ? count : 1 << 26), 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -3, keys[i].place);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
    return (lua_Integer)count;
}

/* Replaces a read-only table at index by what it shows. */
static void open_table(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (vikt_lua_frozen_open(L, index))
        lua_replace(L, index);
}

/* Upvalues: the table, its keys in order, how many were given. */
static int walk(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));

    for (;;) {
        lua_settop(L, 0);
        if (lua_rawgeti(L, lua_upvalueindex(2), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, 1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) /* else taken out on the way */
            break;
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

int vikt_lua_order_pairs(lua_State *L)
{
    open_table(L, 1);
    lua_settop(L, 1);
    vikt_lua_order_push(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, walk, 3);
    return 1;
}

/* The smallest key above the one given: slow for walking, right for `next(t) == nil`. */
int vikt_lua_order_next(lua_State *L)
{
    key after = {0}, best = {0};
    bool first, any = false;
    size_t seen = 0;

    open_table(L, 1);
    lua_settop(L, 2);
    first = lua_isnil(L, 2);
    if (!first)
        after = key_of(L, 2);
    lua_pushnil(L); /* 3: the best so far */
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        key k = key_of(L, -2);

        seen++;
        if ((!first && compare(&k, &after) <= 0) || (any && compare(&k, &best) >= 0))
            continue;
        best = k;
        any = true;
        lua_pushvalue(L, -2);
        lua_replace(L, 3);
    }
    vikt_lua_budget_pay(L, 2 * seen);
    lua_settop(L, 3);
    if (!any)
        return 1;
    lua_pushvalue(L, 3);
    lua_rawget(L, 1);
    return 2;
}
