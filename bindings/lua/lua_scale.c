/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_scale.h"

#include <lauxlib.h>

#include "core/base/fail.h"
#include "core/profile/spec.h"

/* In the registry: the metatable of all such values, and of those that unknown names give. */
static const char metatable[] = "call", unknown[] = "unknown";

typedef struct call_value {
    const char *name; /* NUL-terminated, constant */
    bool wrong;       /* told already */
} call_value;

static call_value *new_value_of(lua_State *L, const char *name, const char *kind)
{
    call_value *value = lua_newuserdatauv(L, sizeof *value, 1);

    *value = (call_value){.name = name};
    lua_rawgetp(L, LUA_REGISTRYINDEX, kind);
    lua_setmetatable(L, -2);
    return value;
}

static call_value *new_value(lua_State *L, const char *name)
{
    return new_value_of(L, name, metatable);
}

/* ---- what an unknown name gives, so that the rest of the file is still checked ---- */

static int give_unknown(lua_State *L)
{
    vikt_lua_scale_push_unknown(L);
    return 1;
}

static int give_no(lua_State *L)
{
    lua_pushboolean(L, 0);
    return 1;
}

static int ignore(lua_State *L)
{
    (void)L;
    return 0;
}

void vikt_lua_scale_push_unknown(lua_State *L)
{
    new_value_of(L, "unknown name", unknown)->wrong = true;
}

static void open_unknown(lua_State *L)
{
    static const char *const events[] = {"__call", "__index", "__add", "__sub",  "__mul",   "__div",
                                         "__mod",  "__pow",   "__unm", "__idiv", "__band",  "__bor",
                                         "__bxor", "__bnot",  "__shl", "__shr",  "__concat"};

    lua_createtable(L, 0, 24);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        lua_pushcfunction(L, give_unknown);
        lua_setfield(L, -2, events[i]);
    }
    lua_pushcfunction(L, give_no);
    lua_setfield(L, -2, "__lt");
    lua_pushcfunction(L, give_no);
    lua_setfield(L, -2, "__le");
    lua_pushcfunction(L, ignore);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, unknown);
}

/* ---- the words ---- */

static const char *word_of(lua_State *L)
{
    const char *name = lua_touserdata(L, lua_upvalueindex(1));

    if (!vikt_lua_engine_of(L)->loading)
        luaL_error(L, "%s belongs to a statement and cannot be used inside a function", name);
    return name;
}

/* Keeps the arguments; what they mean is known by where the value is used. */
static int make(lua_State *L)
{
    const char *name = word_of(L);
    int count = lua_gettop(L);
    call_value *value;

    luaL_checkstack(L, 6, NULL);
    value = new_value(L, name);
    lua_createtable(L, count, 0);
    for (int i = 1; i <= count; i++) {
        if (lua_isnil(L, i)) {
            vikt_lua_statement_wrong(vikt_lua_engine_of(L)->loading, vikt_lua_place(L),
                                     "%s: argument %d is nil (a misspelt name?)", name, i);
            value->wrong = true;
        }
        lua_pushvalue(L, i);
        lua_rawseti(L, -2, i);
    }
    lua_setiuservalue(L, -2, 1);
    return 1;
}

static void add_word(lua_State *L, const char *name)
{
    lua_pushlightuserdata(L, (void *)name); /* only ever read */
    lua_pushcclosure(L, make, 1);
    lua_setfield(L, 1, name);
}

/* A word without arguments is the value itself. */
static void add_constant(lua_State *L, const char *name)
{
    new_value(L, name);
    lua_newtable(L);
    lua_setiuservalue(L, -2, 1);
    lua_setfield(L, 1, name);
}

void vikt_lua_scale_open(lua_State *L)
{
    const char *types = vikt_scheme_words();
    const vikt_spec_call *call;
    vikt_text type;

    open_unknown(L);
    lua_createtable(L, 0, 1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, metatable);
    for (size_t i = 0; (call = vikt_spec_call_at(i)) != NULL; i++) {
        if (call->arguments[0])
            add_word(L, call->name);
        else
            add_constant(L, call->name);
    }
    add_constant(L, "rest");
    while (vikt_spec_word(&types, &type)) {
        if (vikt_text_is(type, "function"))
            continue;
        lua_pushlstring(L, type.at, type.length);
        add_word(L, lua_tostring(L, -1)); /* kept alive as a key of the globals */
        lua_pop(L, 1);
    }
}

bool vikt_lua_scale_is(lua_State *L, int index)
{
    bool same;

    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index))
        return false;
    lua_rawgetp(L, LUA_REGISTRYINDEX, metatable);
    lua_rawgetp(L, LUA_REGISTRYINDEX, unknown);
    same = lua_rawequal(L, -2, -3) || lua_rawequal(L, -1, -3);
    lua_pop(L, 3);
    return same;
}

bool vikt_lua_scale_is_wrong(lua_State *L, int index)
{
    return vikt_lua_scale_is(L, index) && ((call_value *)lua_touserdata(L, index))->wrong;
}

/* ---- arguments in the form of the INI language ---- */

typedef struct arguments {
    lua_State *L;
    vikt_lua_loading *loading;
    const vikt_spec_call *spec; /* NULL for a scheme: nothing is changed */
    const char *letter;         /* of the next positional argument */
    vikt_value *call;
    size_t capacity;
} arguments;

static const vikt_spec_call *spec_of(const char *name)
{
    const vikt_spec_call *call = NULL;

    for (size_t i = 0; (call = vikt_spec_call_at(i)) != NULL; i++) {
        if (strcmp(call->name, name) == 0)
            break;
    }
    return call;
}

static void add(arguments *a, vikt_text key, const vikt_value *value)
{
    vikt_entry *entry = vikt_lua_value_add(a->L, a->loading, a->call, &a->capacity);

    entry->key = key;
    entry->value = *value;
    if (!key.length && a->letter && *a->letter && *a->letter != 'N')
        a->letter++;
}

/* lookup("rating", { [1] = 5, [2] = 3 }): texts to points, also where Lua sees a sequence. */
static void name_entries(arguments *a, vikt_value *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!list->entries[i].key.length)
            list->entries[i].key = vikt_lua_value_key(a->L, a->loading, i + 1);
    }
}

static void add_argument(arguments *a, vikt_value *value)
{
    const char letter = a->letter ? *a->letter : 0;

    if (!a->spec || (value->kind == VIKT_VALUE_LIST && (letter == 'X' || letter == 'L'))) {
        if (letter == 'L')
            name_entries(a, value);
        add(a, (vikt_text){0}, value);
    } else if (value->kind == VIKT_VALUE_LIST) {
        /* { best = "low" }, or names in a list */
        for (size_t i = 0; i < value->count; i++)
            add(a, value->entries[i].key, &value->entries[i].value);
    } else {
        add(a, (vikt_text){0}, value);
    }
}

vikt_value vikt_lua_scale_value(lua_State *L, const vikt_lua_setting *setting, int index, int depth)
{
    const call_value *made = lua_touserdata(L, index);
    vikt_value call = {.kind = VIKT_VALUE_CALL, .text = vikt_text_of(made->name)};
    arguments a = {.L = L, .loading = setting->loading, .spec = spec_of(made->name), .call = &call};
    int table;

    if (made->wrong)
        return vikt_value_wrong();
    a.letter = a.spec ? a.spec->arguments : NULL;
    lua_getiuservalue(L, index, 1);
    table = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, table, i) != LUA_TNIL; i++) {
        vikt_value value = vikt_lua_value(L, setting, lua_gettop(L), depth + 1);

        if (vikt_value_is_wrong(&value))
            return value;
        add_argument(&a, &value);
        lua_settop(L, table);
    }
    return call;
}
