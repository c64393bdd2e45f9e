/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_order.h"

#include <lauxlib.h>

#include "bindings/lua/lua_budget.h"
#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_merge.h"
#include "core/base/text.h"

enum { COMPARED_A_STEP = 64 /* bytes; comparing is faster than copying */ };

typedef enum key_kind { KEY_NUMBER, KEY_TEXT, KEY_TRUTH, KEY_OTHER } key_kind;

typedef struct key {
    key_kind kind;
    bool whole;
    lua_Integer integer; /* of a whole number or a truth */
    double number;
    vikt_text text; /* lives as long as the key is on the stack or in the table */
} key;

/* A key of any kind; KEY_OTHER has no order. */
static key any_key(lua_State *L, int index)
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
        k.kind = KEY_OTHER;
    }
    return k;
}

static key key_of(lua_State *L, int index)
{
    key k = any_key(L, index);

    if (k.kind == KEY_OTHER)
        luaL_error(L, "a table with a %s as a key has no order to walk it in",
                   luaL_typename(L, index));
    return k;
}

static size_t steps_of(size_t a, size_t b)
{
    return (a < b ? a : b) / COMPARED_A_STEP;
}

size_t vikt_lua_order_steps(lua_State *L, int a, int b)
{
    if (lua_type(L, a) != LUA_TSTRING || lua_type(L, b) != LUA_TSTRING)
        return 0;
    return steps_of(lua_rawlen(L, a), lua_rawlen(L, b));
}

/* Pays for texts with a long beginning in common. */
static int compare(lua_State *L, const key *a, const key *b)
{
    vikt_lua_budget_pay(L, 1 + steps_of(a->text.length, b->text.length));
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

typedef struct sorting {
    lua_State *L;
    const key *keys;
} sorting;

static bool before(void *context, size_t a, size_t b)
{
    const sorting *s = context;

    return compare(s->L, &s->keys[a], &s->keys[b]) < 0;
}

static void new_array(lua_State *L, size_t count)
{
    lua_createtable(L, (int)(count < 1 << 26 ? count : 1 << 26), 0);
}

static lua_Integer push(lua_State *L, int index, key (*read)(lua_State *L, int index))
{
    size_t count, at = 0, *order;
    sorting s = {.L = L};
    key *keys;

    luaL_checkstack(L, 8, NULL);
    index = lua_absindex(L, index);
    count = count_keys(L, index);
    vikt_lua_budget_pay(L, 8 * count);
    new_array(L, count);
    s.keys = keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
    order = lua_newuserdatauv(L, (2 * count + 1) * sizeof *order, 0);
    lua_pushnil(L);
    while (at < count && lua_next(L, index)) {
        lua_pop(L, 1);
        order[at] = at;
        keys[at++] = read(L, -1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -5, (lua_Integer)at);
    }
    lua_pop(L, 1); /* the last key, or the nil before the first */
    vikt_lua_merge(order, order + count, count, before, &s);
    new_array(L, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -4, (lua_Integer)order[i] + 1);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_replace(L, -4);
    lua_pop(L, 2);
    return (lua_Integer)count;
}

lua_Integer vikt_lua_order_push(lua_State *L, int index)
{
    return push(L, index, key_of);
}

lua_Integer vikt_lua_order_push_all(lua_State *L, int index)
{
    return push(L, index, any_key);
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

    open_table(L, 1);
    lua_settop(L, 2);
    first = lua_isnil(L, 2);
    if (!first)
        after = key_of(L, 2);
    lua_pushnil(L); /* 3: the best so far */
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        key k = key_of(L, -2);

        vikt_lua_budget_pay(L, 2);
        if ((!first && compare(L, &k, &after) <= 0) || (any && compare(L, &k, &best) >= 0))
            continue;
        best = k;
        any = true;
        lua_pushvalue(L, -2);
        lua_replace(L, 3);
    }
    lua_settop(L, 3);
    if (!any)
        return 1;
    lua_pushvalue(L, 3);
    lua_rawget(L, 1);
    return 2;
}
