/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_value.h"

#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_order.h"
#include "bindings/lua/lua_scale.h"
#include "core/base/fail.h"

enum { ENTRY_STEPS = 500 }; /* bounds what a file can make its host keep: 100,000 values */

static vikt_value wrong(const vikt_lua_setting *setting, const char *what)
{
    vikt_lua_statement_wrong(setting->loading, setting->place, "%s %s", setting->label, what);
    return vikt_value_wrong();
}

vikt_entry *vikt_lua_value_add(lua_State *L, vikt_lua_loading *loading, vikt_value *list,
                               size_t *capacity)
{
    vikt_entry *grown;

    vikt_lua_budget_pay(L, ENTRY_STEPS);
    grown = vikt_arena_grow(&loading->arena, list->entries, list->count, capacity, sizeof *grown);
    if (!grown) {
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
        return NULL;
    }
    list->entries = grown;
    grown[list->count] = (vikt_entry){0};
    return &grown[list->count++];
}

vikt_text vikt_lua_value_key(lua_State *L, vikt_lua_loading *loading, size_t number)
{
    char *text = vikt_arena_print(&loading->arena, "%zu", number);

    if (!text)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    return vikt_text_of(text);
}

/* The key at index as text; numbers and truths keep the form in which they are written. */
static vikt_text key_text(lua_State *L, vikt_lua_loading *loading, int index)
{
    vikt_text text;

    if (lua_type(L, index) == LUA_TBOOLEAN)
        return lua_toboolean(L, index) ? VIKT_TEXT("true") : VIKT_TEXT("false");
    lua_pushvalue(L, index); /* lua_tolstring would change a number in place */
    text.at = lua_tolstring(L, -1, &text.length);
    text = vikt_text_copy(&loading->arena, text);
    lua_pop(L, 1);
    if (!text.at)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    return text;
}

static vikt_value list_of(lua_State *L, const vikt_lua_setting *setting, int index, int depth)
{
    vikt_value list = {.kind = VIKT_VALUE_LIST};
    size_t capacity = 0;
    lua_Integer count, expected = 1;
    int keys;

    if (vikt_lua_frozen_open(L, index))
        index = lua_gettop(L);
    count = vikt_lua_order_push(L, index);
    keys = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        vikt_entry *entry = vikt_lua_value_add(L, setting->loading, &list, &capacity);

        lua_rawgeti(L, keys, i);
        if (lua_isinteger(L, -1) && lua_tointeger(L, -1) == expected)
            expected++;
        else
            entry->key = key_text(L, setting->loading, lua_gettop(L));
        lua_rawget(L, index);
        entry->value = vikt_lua_value(L, setting, lua_gettop(L), depth + 1);
        if (vikt_value_is_wrong(&entry->value))
            return vikt_value_wrong();
        lua_settop(L, keys);
    }
    return list;
}

/* Parameter names are what the function asks for; why it cannot be used, or NULL. */
static const char *take_parameters(lua_State *L, const vikt_lua_setting *setting, int count,
                                   vikt_value *out)
{
    size_t capacity = 0;

    if (count > VIKT_INPUTS_MAX)
        return "is a function with more than 32 parameters";
    for (int i = 1; i <= count; i++) {
        vikt_text name;
        vikt_entry *entry;

        lua_pushvalue(L, -1);
        name = vikt_text_of(lua_getlocal(L, NULL, i));
        lua_pop(L, 1);
        if (!name.at)
            return "is a function whose parameters have no names";
        for (size_t j = 0; j < out->count; j++) {
            if (vikt_text_equal(out->entries[j].key, name))
                return "is a function that names a parameter twice";
        }
        entry = vikt_lua_value_add(L, setting->loading, out, &capacity);
        entry->key = name;
        entry->value = (vikt_value){.kind = VIKT_VALUE_TRUTH};
    }
    return NULL;
}

static vikt_value function_of(lua_State *L, const vikt_lua_setting *setting, int index)
{
    vikt_lua_engine *engine = setting->loading->engine;
    vikt_value out = {.kind = VIKT_VALUE_FUNCTION};
    const char *why;
    lua_Debug debug;

    lua_pushvalue(L, index);
    lua_pushvalue(L, index);
    lua_getinfo(L, ">Su", &debug);
    if (debug.what[0] == 'C')
        return wrong(setting, "is a function that is not written in the file");
    if (!engine->checked)
        return wrong(setting, "is a function: this build of Lua cannot be checked for assignments");
    out.place = vikt_lua_place_of(engine, &debug, debug.linedefined);
    if (debug.isvararg)
        return wrong(setting, "is a function that takes `...`; its parameters say what it needs");
    why = take_parameters(L, setting, debug.nparams, &out);
    if (why)
        return wrong(setting, why);
    out.function = engine->functions;
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_functions);
    lua_insert(L, -2);
    lua_rawseti(L, -2, ++engine->functions);
    return out;
}

static vikt_value scalar_of(lua_State *L, const vikt_lua_setting *setting, int index)
{
    vikt_value out = {.kind = VIKT_VALUE_NUMBER};

    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        out.number = (double)lua_tonumber(L, index);
        return isnan(out.number) ? wrong(setting, "is not a number (NaN)") : out;
    case LUA_TBOOLEAN:
        out.kind = VIKT_VALUE_TRUTH;
        out.truth = lua_toboolean(L, index);
        return out;
    case LUA_TSTRING:
        out.kind = VIKT_VALUE_TEXT;
        out.text.at = lua_tolstring(L, index, &out.text.length);
        return vikt_text_valid(out.text, NULL) ? out
                                               : wrong(setting, "is a text that is not UTF-8");
    default:
        return wrong(setting,
                     "has a value that is neither number, text, yes/no, list, function nor a "
                     "word of the rule language");
    }
}

vikt_value vikt_lua_value(lua_State *L, const vikt_lua_setting *setting, int index, int depth)
{
    int top = lua_gettop(L);
    vikt_value out;

    luaL_checkstack(L, 16, NULL);
    if (depth > VIKT_LUA_DEPTH_MAX)
        return wrong(setting, "has lists within lists, more than 8 deep");
    if (vikt_lua_scale_is(L, index))
        out = vikt_lua_scale_value(L, setting, index, depth);
    else if (lua_type(L, index) == LUA_TTABLE)
        out = list_of(L, setting, index, depth);
    else if (lua_type(L, index) == LUA_TFUNCTION)
        out = function_of(L, setting, index);
    else
        out = scalar_of(L, setting, index);
    lua_settop(L, top);
    return out;
}
