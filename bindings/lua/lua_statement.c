/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_statement.h"

#include <stdio.h>

#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_order.h"
#include "bindings/lua/lua_scale.h"
#include "bindings/lua/lua_value.h"
#include "core/base/fail.h"
#include "core/profile/spec.h"

enum { LABEL_MAX = 320, STATEMENT_STEPS = 1000 };

void vikt_lua_statement_wrong(vikt_lua_loading *loading, vikt_place place, const char *format, ...)
{
    char message[sizeof(((vikt_error *)0)->message)];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ++*loading->errors;
    vikt_tell(loading->listener, VIKT_ERROR, VIKT_PROFILE, place, "%s", message);
}

/* 'criterion "risk"' */
static void label_of(const vikt_lua_pending *pending, char label[LABEL_MAX])
{
    if (pending->name.length)
        snprintf(label, LABEL_MAX, "%s \"%.*s\"", vikt_statement_word(pending->kind),
                 VIKT_SHOW(pending->name));
    else
        snprintf(label, LABEL_MAX, "%s", vikt_statement_word(pending->kind));
}

void vikt_lua_statement_finish(vikt_lua_loading *loading)
{
    char label[LABEL_MAX];

    for (size_t i = 0; i < loading->pending_count; i++) {
        const vikt_lua_pending *pending = &loading->pending[i];

        if (pending->done)
            continue;
        label_of(pending, label);
        vikt_lua_statement_wrong(loading, pending->place, "%s is not complete: %s", label,
                                 pending->kind == VIKT_STATEMENT_REMOVE
                                     ? "the name of what to remove is missing"
                                     : "its table { ... } is missing");
    }
}

/* ---- the second call: what the statement says ---- */

static const char *type_of(lua_State *L, int index)
{
    return vikt_lua_scale_is(L, index) ? "word of the rule language" : luaL_typename(L, index);
}

static void set(lua_State *L, vikt_lua_loading *loading, vikt_statement *statement, vikt_text key,
                const vikt_value *value)
{
    if (!vikt_draft_set(loading->draft, statement, key, value, statement->place))
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
}

static vikt_statement *add(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                           vikt_text name)
{
    vikt_statement *statement = NULL;

    if (loading->draft->count >= VIKT_STATEMENTS_MAX)
        luaL_error(L, "there are more than %d statements", VIKT_STATEMENTS_MAX);
    statement = vikt_draft_add(loading->draft, pending->kind, name, pending->place);
    if (!statement)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    return statement;
}

/* Rows of a decision table become settings of their own, as INI writes them. */
static void set_points(lua_State *L, vikt_lua_loading *loading, vikt_statement *statement,
                       const vikt_value *value)
{
    if (vikt_spec_table(loading->draft, statement, value, loading->listener, loading->errors,
                        NULL) != VIKT_OK)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
}

static bool is_table(const vikt_statement *statement, vikt_text key, const vikt_value *value)
{
    return statement->kind == VIKT_STATEMENT_CRITERION && vikt_text_is(key, "points") &&
           value->kind == VIKT_VALUE_CALL && vikt_text_is(value->text, "decision_table");
}

/* Keys of the table at index in their fixed order. */
static void add_settings(lua_State *L, vikt_lua_loading *loading, vikt_statement *statement,
                         int index, const char *label)
{
    lua_Integer count = vikt_lua_order_push(L, index);
    int keys = lua_gettop(L);
    char what[LABEL_MAX + 64];
    vikt_lua_setting setting = {loading, statement->place, what};

    for (lua_Integer i = 1; i <= count; i++) {
        vikt_text key;
        vikt_value value;

        lua_settop(L, keys);
        lua_rawgeti(L, keys, i);
        if (lua_type(L, -1) != LUA_TSTRING) {
            vikt_lua_statement_wrong(loading, statement->place,
                                     "%s: a value in its table has no key", label);
            break;
        }
        key.at = lua_tolstring(L, -1, &key.length);
        snprintf(what, sizeof what, "%s: %.60s", label, key.at);
        lua_pushvalue(L, -1);
        lua_rawget(L, index);
        value = vikt_lua_value(L, &setting, lua_gettop(L), 1);
        if (is_table(statement, key, &value))
            set_points(L, loading, statement, &value);
        else if (statement->kind != VIKT_STATEMENT_TEST || !vikt_text_is(key, "expect"))
            set(L, loading, statement, key, &value);
        else if (vikt_spec_expect(loading->draft, statement, &value, loading->listener,
                                  loading->errors, NULL) != VIKT_OK)
            vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    }
}

static bool has_key(lua_State *L, int index, const char *key)
{
    bool has = lua_getfield(L, index, key) != LUA_TNIL;

    lua_pop(L, 1);
    return has;
}

static void add_table(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                      int index, const char *label)
{
    vikt_value name = {.kind = VIKT_VALUE_TEXT, .text = pending->name};
    vikt_statement *statement;

    if (lua_type(L, index) != LUA_TTABLE) {
        vikt_lua_statement_wrong(loading, pending->place,
                                 "%s: expected its table { ... }, got a %s", label,
                                 type_of(L, index));
        return;
    }
    statement = add(L, loading, pending, pending->name);
    if (pending->kind == VIKT_STATEMENT_PROFILE && name.text.length && !has_key(L, index, "name"))
        set(L, loading, statement, VIKT_TEXT("name"), &name);
    add_settings(L, loading, statement, index, label);
}

/* measure "growth" (function ... end) and measure "growth" (growth(...)): the one setting is the
 * value. */
static void add_measure(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                        int index, const char *label)
{
    vikt_lua_setting setting = {loading, pending->place, label};
    vikt_value value;

    if (lua_type(L, index) == LUA_TTABLE) {
        add_table(L, loading, pending, index, label);
        return;
    }
    value = vikt_lua_value(L, &setting, index, 1);
    set(L, loading, add(L, loading, pending, pending->name), VIKT_TEXT("value"), &value);
}

static void add_scheme(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                       int index, const char *label)
{
    vikt_lua_setting setting = {loading, pending->place, label};
    vikt_value value = vikt_lua_value(L, &setting, index, 1);
    vikt_statement *statement = add(L, loading, pending, pending->name);

    if (vikt_value_is_wrong(&value))
        set(L, loading, statement, VIKT_TEXT("type"), &value);
    else if (vikt_spec_scheme(loading->draft, statement, &value, loading->listener, loading->errors,
                              NULL) != VIKT_OK)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
}

/* remove "criterion" "admin_time": the name of the statement is both words. */
static void add_remove(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                       int index)
{
    char *name;

    if (lua_type(L, index) != LUA_TSTRING) {
        vikt_lua_statement_wrong(loading, pending->place,
                                 "remove: expected the name of the %.*s, got a %s",
                                 VIKT_SHOW(pending->name), type_of(L, index));
        return;
    }
    name = vikt_arena_print(&loading->arena, "%.*s %s", VIKT_SHOW(pending->name),
                            lua_tostring(L, index));
    if (!name)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    add(L, loading, pending, vikt_text_of(name));
}

static void complete(lua_State *L, vikt_lua_loading *loading, const vikt_lua_pending *pending,
                     int index)
{
    char label[LABEL_MAX];

    vikt_lua_budget_pay(L, STATEMENT_STEPS);
    if (vikt_lua_scale_is_wrong(L, index) && pending->kind != VIKT_STATEMENT_MEASURE &&
        pending->kind != VIKT_STATEMENT_SCHEME)
        return; /* told already */
    label_of(pending, label);
    if (vikt_lua_frozen_open(L, index))
        lua_replace(L, index);
    if (pending->kind == VIKT_STATEMENT_MEASURE)
        add_measure(L, loading, pending, index, label);
    else if (pending->kind == VIKT_STATEMENT_SCHEME)
        add_scheme(L, loading, pending, index, label);
    else if (pending->kind == VIKT_STATEMENT_REMOVE)
        add_remove(L, loading, pending, index);
    else
        add_table(L, loading, pending, index, label);
}

static vikt_lua_loading *loading_now(lua_State *L, const char *word)
{
    vikt_lua_loading *loading = vikt_lua_engine_of(L)->loading;

    if (!loading)
        luaL_error(L, "%s is a statement and cannot be used inside a function", word);
    return loading;
}

/* All that it takes stands in one table or value: what stands behind it would mean nothing. */
static void check_arguments(lua_State *L, vikt_lua_loading *loading,
                            const vikt_lua_pending *pending, int last)
{
    char label[LABEL_MAX];

    if (lua_gettop(L) <= last)
        return;
    label_of(pending, label);
    vikt_lua_statement_wrong(
        loading, vikt_lua_place(L), "%s: expected nothing behind its %s, got a %s", label,
        lua_type(L, last) == LUA_TTABLE ? "table { ... }" : "value", type_of(L, last + 1));
    lua_settop(L, last);
}

/* Upvalue 1: the number of the pending statement. */
static int second_call(lua_State *L)
{
    vikt_lua_loading *loading = loading_now(L, "this");
    vikt_lua_pending *pending = &loading->pending[lua_tointeger(L, lua_upvalueindex(1))];

    luaL_checkany(L, 1);
    if (pending->done)
        return luaL_error(L, "%s \"%s\" already has its table", vikt_statement_word(pending->kind),
                          pending->name.at);
    pending->done = true;
    check_arguments(L, loading, pending, 1);
    complete(L, loading, pending, 1);
    return 0;
}

/* ---- the first call: its name ---- */

static int swallow(lua_State *L)
{
    (void)L;
    return 0;
}

static const char *wrong_name(lua_State *L, vikt_statement_kind kind, vikt_text *name)
{
    vikt_statement_kind removed;

    if (lua_type(L, 1) != LUA_TSTRING)
        return kind == VIKT_STATEMENT_REMOVE ? "expected the word of a statement"
                                             : "expected its name, a text";
    name->at = lua_tolstring(L, 1, &name->length);
    if (name->length == 0)
        return "its name is empty";
    if (name->length > VIKT_LUA_NAME_MAX)
        return "its name is longer than 200 bytes";
    if (!vikt_text_valid(*name, NULL) || memchr(name->at, 0, name->length))
        return "its name is not UTF-8";
    if (kind == VIKT_STATEMENT_REMOVE && !vikt_statement_kind_of(*name, &removed))
        return "there is no such statement";
    return NULL;
}

static vikt_lua_pending *new_pending(lua_State *L, vikt_lua_loading *loading,
                                     vikt_statement_kind kind, vikt_text name)
{
    vikt_lua_pending *grown;

    vikt_lua_budget_pay(L, STATEMENT_STEPS);
    grown = vikt_arena_grow(&loading->arena, loading->pending, loading->pending_count,
                            &loading->pending_capacity, sizeof *grown);
    if (grown && name.length)
        name = vikt_text_copy(&loading->arena, name);
    if (!grown || (name.length && !name.at)) {
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
        return NULL;
    }
    loading->pending = grown;
    grown += loading->pending_count++;
    *grown = (vikt_lua_pending){.kind = kind, .name = name, .place = vikt_lua_place(L)};
    return grown;
}

/* profile { ... }, sources { ... } and database { ... } come without a name. */
static bool nameless(lua_State *L, vikt_statement_kind kind)
{
    return lua_type(L, 1) == LUA_TTABLE &&
           (kind == VIKT_STATEMENT_PROFILE || !vikt_statement_named(kind));
}

/* Upvalue 1: the kind of statement. */
static int first_call(lua_State *L)
{
    vikt_statement_kind kind = (vikt_statement_kind)lua_tointeger(L, lua_upvalueindex(1));
    vikt_lua_loading *loading = loading_now(L, vikt_statement_word(kind));
    bool with_table = lua_gettop(L) > 1; /* criterion("risk", { ... }) */
    vikt_lua_pending *pending;
    vikt_text name = {0};
    const char *why;
    char hint[128] = "";

    if (nameless(L, kind)) {
        pending = new_pending(L, loading, kind, name);
        pending->done = true;
        check_arguments(L, loading, pending, 1);
        complete(L, loading, pending, 1);
        return 0;
    }
    why = vikt_statement_named(kind) ? wrong_name(L, kind, &name) : "expected its table { ... }";
    if (why) {
        if (kind == VIKT_STATEMENT_REMOVE && name.length)
            vikt_statement_hint(name, hint, sizeof hint);
        if (!vikt_lua_scale_is_wrong(L, 1))
            vikt_lua_statement_wrong(loading, vikt_lua_place(L), "%s: %s%s",
                                     vikt_statement_word(kind), why, hint);
        lua_pushcfunction(L, swallow);
        return 1;
    }
    pending = new_pending(L, loading, kind, name);
    if (with_table) {
        pending->done = true;
        check_arguments(L, loading, pending, 2);
        complete(L, loading, pending, 2);
        return 0;
    }
    lua_pushinteger(L, (lua_Integer)loading->pending_count - 1);
    lua_pushcclosure(L, second_call, 1);
    return 1;
}

void vikt_lua_statement_open(lua_State *L)
{
    for (int kind = 0; kind < VIKT_STATEMENT_COUNT; kind++) {
        lua_pushinteger(L, kind);
        lua_pushcclosure(L, first_call, 1);
        lua_setfield(L, 1, vikt_statement_word((vikt_statement_kind)kind));
    }
}
