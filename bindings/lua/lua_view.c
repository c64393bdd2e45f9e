/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_view.h"

#include <stdio.h>

#include "core/base/nearest.h"
#include "core/profile/spec.h"

/* In the registry: array of objects and array of metatables, by view + 1. */
static const char objects[] = "views", metatables[] = "metatables";

static const struct view {
    const char *name;
    lua_CFunction index;
} views[VIKT_LUA_VIEWS] = {
    [VIKT_LUA_CUSTOMER] = {"customer", vikt_lua_customer},
    [VIKT_LUA_POPULATION] = {"population", vikt_lua_population},
    [VIKT_LUA_FIGURES] = {"population's field", vikt_lua_figures},
    [VIKT_LUA_PREVIOUS] = {"previous", vikt_lua_previous},
    [VIKT_LUA_PREVIOUS_POINTS] = {"previous.points", vikt_lua_previous_points},
    [VIKT_LUA_PREVIOUS_CLASSES] = {"previous.classes", vikt_lua_previous_classes},
    [VIKT_LUA_RESULT] = {"result", vikt_lua_result},
    [VIKT_LUA_RESULT_POINTS] = {"result.points", vikt_lua_result_points},
    [VIKT_LUA_RESULT_CLASSES] = {"result.classes", vikt_lua_result_classes},
};

static int refuse(lua_State *L)
{
    return luaL_error(L, "%s is read-only", lua_tostring(L, lua_upvalueindex(1)));
}

static void push_metatable(lua_State *L, const struct view *view)
{
    lua_createtable(L, 0, 4);
    lua_pushcfunction(L, view->index);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, view->name);
    lua_pushcclosure(L, refuse, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, view->name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
}

void vikt_lua_view_open(lua_State *L)
{
    lua_settop(L, 0);
    lua_createtable(L, VIKT_LUA_VIEWS, 0);
    lua_createtable(L, VIKT_LUA_VIEWS, 0);
    for (int view = 0; view < VIKT_LUA_VIEWS; view++) {
        push_metatable(L, &views[view]);
        lua_pushvalue(L, -1);
        lua_rawseti(L, 2, view + 1);
        lua_newuserdatauv(L, 0, 0);
        lua_insert(L, -2);
        lua_setmetatable(L, -2);
        lua_rawseti(L, 1, view + 1);
    }
    lua_rawsetp(L, LUA_REGISTRYINDEX, metatables);
    lua_rawsetp(L, LUA_REGISTRYINDEX, objects);
}

void vikt_lua_view_begin(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_slots);
}

void vikt_lua_view_object(lua_State *L, vikt_lua_view view)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, objects);
    lua_rawgeti(L, -1, (lua_Integer)view + 1);
    lua_remove(L, -2);
}

void vikt_lua_view_mark(lua_State *L, vikt_lua_view view)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, metatables);
    lua_rawgeti(L, -1, (lua_Integer)view + 1);
    lua_setmetatable(L, -3);
    lua_pop(L, 1);
}

void vikt_lua_view_push(lua_State *L, vikt_input_kind kind)
{
    switch (kind) {
    case VIKT_INPUT_SLOT:
        lua_pushnil(L);
        return;
    case VIKT_INPUT_CUSTOMER:
        vikt_lua_view_object(L, VIKT_LUA_CUSTOMER);
        return;
    case VIKT_INPUT_TODAY:
        lua_pushinteger(L, vikt_lua_view_run(L)->call->data->today);
        return;
    case VIKT_INPUT_POPULATION:
        vikt_lua_view_object(L, VIKT_LUA_POPULATION);
        return;
    case VIKT_INPUT_PREVIOUS:
        vikt_lua_view_object(L, VIKT_LUA_PREVIOUS);
        return;
    case VIKT_INPUT_RESULT:
        vikt_lua_view_object(L, VIKT_LUA_RESULT);
        return;
    }
}

vikt_lua_run *vikt_lua_view_run(lua_State *L)
{
    vikt_lua_run *run = vikt_lua_engine_of(L)->run;

    if (!run)
        luaL_error(L, "there is no customer outside a rule function");
    return run;
}

vikt_text vikt_lua_view_key(lua_State *L)
{
    vikt_text key = {0};

    if (lua_type(L, 2) != LUA_TSTRING)
        luaL_error(L, "expected a name, got a %s", luaL_typename(L, 2));
    key.at = lua_tolstring(L, 2, &key.length);
    return key;
}

static int raise_unknown(lua_State *L, const char *what, const vikt_nearest *nearest)
{
    char hint[128], name[128];

    snprintf(name, sizeof name, "%.*s",
             (int)(nearest->wanted.length < 100 ? nearest->wanted.length : 100),
             nearest->wanted.at);
    return luaL_error(L, "%s has no \"%s\"%s", what, name,
                      vikt_nearest_hint(nearest, hint, sizeof hint));
}

int vikt_lua_view_unknown(lua_State *L, const char *what, vikt_text key, const char *words)
{
    vikt_nearest nearest = {.wanted = key};
    vikt_text word;

    while (vikt_spec_word(&words, &word))
        vikt_nearest_offer(&nearest, word);
    return raise_unknown(L, what, &nearest);
}

vikt_slot vikt_lua_view_slot(lua_State *L, const char *what)
{
    const vikt_profile *profile = vikt_lua_view_run(L)->call->data->profile;
    vikt_text key = vikt_lua_view_key(L);
    vikt_nearest nearest = {.wanted = key};
    vikt_slot slot;

    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_slots);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TNUMBER) {
        slot = (vikt_slot)lua_tointeger(L, -1);
        lua_pop(L, 2);
        return slot;
    }
    lua_pop(L, 1);
    slot = vikt_profile_slot(profile, key);
    if (slot == VIKT_SLOT_NONE) {
        for (slot = 0; slot < profile->field_count + profile->measure_count; slot++)
            vikt_nearest_offer(&nearest, vikt_profile_slot_name(profile, slot));
        raise_unknown(L, what, &nearest);
    }
    lua_pushvalue(L, 2);
    lua_pushinteger(L, (lua_Integer)slot);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    return slot;
}

size_t vikt_lua_view_criterion(lua_State *L, const char *what)
{
    const vikt_profile *profile = vikt_lua_view_run(L)->call->data->profile;
    vikt_nearest nearest = {.wanted = vikt_lua_view_key(L)};

    for (size_t i = 0; i < profile->criterion_count; i++) {
        if (vikt_text_equal(profile->criteria[i].name, nearest.wanted))
            return i;
        vikt_nearest_offer(&nearest, profile->criteria[i].name);
    }
    raise_unknown(L, what, &nearest);
    return 0;
}

size_t vikt_lua_view_scheme(lua_State *L, const char *what)
{
    const vikt_profile *profile = vikt_lua_view_run(L)->call->data->profile;
    vikt_nearest nearest = {.wanted = vikt_lua_view_key(L)};

    for (size_t i = 0; i < profile->scheme_count; i++) {
        if (vikt_text_equal(profile->schemes[i].name, nearest.wanted))
            return i;
        vikt_nearest_offer(&nearest, profile->schemes[i].name);
    }
    raise_unknown(L, what, &nearest);
    return 0;
}
