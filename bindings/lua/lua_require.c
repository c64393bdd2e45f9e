/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_require.h"

#include <stdio.h>
#include <string.h>

#include "bindings/lua/lua_scale.h"
#include "bindings/lua/lua_statement.h"
#include "core/base/fail.h"

static size_t file_at(const vikt_lua_engine *engine, const char *path)
{
    size_t i = 0;

    while (i < engine->file_count && strcmp(engine->files[i].path, path) != 0)
        i++;
    return i;
}

/* ---- links ---- */

static const vikt_lua_link *find_link(const vikt_lua_engine *engine, size_t from, vikt_text name)
{
    for (size_t i = 0; i < engine->link_count; i++) {
        if (engine->links[i].from == from && vikt_text_is(name, engine->links[i].name))
            return &engine->links[i];
    }
    return NULL;
}

/* A file that was refused before it began is not in the list, and its errors end the matter. */
static bool keep_link(vikt_lua_engine *engine, size_t from, const char *name, const char *path)
{
    vikt_lua_link *grown;
    size_t to = file_at(engine, path);

    if (to == engine->file_count || find_link(engine, from, vikt_text_of(name)))
        return true;
    grown = vikt_resize(engine->allocator, engine->links, engine->link_count + 1, sizeof *grown);
    if (!grown)
        return false;
    engine->links = grown;
    grown += engine->link_count++;
    *grown = (vikt_lua_link){.from = from, .to = to};
    snprintf(grown->name, sizeof grown->name, "%s", name);
    return true;
}

void vikt_lua_require_clear(vikt_lua_engine *engine)
{
    vikt_release(engine->allocator, engine->links);
    engine->links = NULL;
    engine->link_count = 0;
}

/* ---- require ---- */

/* The name as text of our own: the stack is another one's while the file is loaded. */
static bool take_name(lua_State *L, vikt_lua_loading *loading, char name[VIKT_LUA_NAME_MAX + 1])
{
    vikt_text given = {0};

    if (lua_type(L, 1) == LUA_TSTRING)
        given.at = lua_tolstring(L, 1, &given.length);
    if (!given.at || given.length > VIKT_LUA_NAME_MAX || memchr(given.at, 0, given.length) ||
        !vikt_text_valid(given, NULL)) {
        vikt_lua_statement_wrong(loading, vikt_lua_place(L),
                                 "require: expected a name such as \"factors.payment\"");
        return false;
    }
    memcpy(name, given.at, given.length);
    name[given.length] = 0;
    return true;
}

/* Whether the file is there and without errors, which are told where they are. */
static bool take_in(lua_State *L, vikt_lua_loading *loading, const char *name, const char **path)
{
    vikt_lua_engine *engine = loading->engine;
    vikt_place place = vikt_lua_place(L);
    size_t errors = *loading->errors;
    vikt_error inner = {0};
    vikt_code rc = VIKT_PROFILE;

    if (loading->modules)
        rc = loading->modules->require(loading->modules->context, vikt_text_of(name), loading->path,
                                       path, &inner);
    else
        vikt_fail(&inner, rc, VIKT_NOWHERE, "nothing can be required here");
    if (engine->budget.broken != VIKT_LUA_SOUND) {
        loading->told = true;
        vikt_lua_budget_raise(L);
    }
    if (rc == VIKT_MEMORY)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    if (rc != VIKT_OK)
        vikt_lua_statement_wrong(loading, place, "require: %s", inner.message);
    if (*loading->errors > errors) {
        loading->told = true;
        return false;
    }
    if (!keep_link(engine, loading->file, name, *path))
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    return true;
}

/* What cannot be had gives what an unknown name gives, so that the rest of the file is checked. */
int vikt_lua_require(lua_State *L)
{
    vikt_lua_loading *loading = vikt_lua_engine_of(L)->loading;
    char name[VIKT_LUA_NAME_MAX + 1];
    const char *path = NULL;

    if (!loading)
        return luaL_error(L, "require takes a file in while this one is loaded and cannot be used "
                             "inside a function");
    vikt_lua_budget_pay(L, 1000);
    if (!take_name(L, loading, name) || !take_in(L, loading, name, &path)) {
        vikt_lua_scale_push_unknown(L);
        return 1;
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_modules);
    lua_getfield(L, -1, path);
    return 1;
}

/* ---- a copy ---- */

typedef struct replay {
    const vikt_lua_engine *engine; /* that is copied */
    const vikt_engine *out;
    vikt_draft *draft;
    size_t *errors;
    vikt_modules modules;
} replay;

static vikt_code load_again(const replay *r, const vikt_lua_file *file, vikt_error *err)
{
    return r->out->load(r->out->self, file->path, (vikt_text){file->text, file->length}, r->draft,
                        &r->modules, NULL, r->errors, err);
}

static vikt_code require_again(void *context, vikt_text name, const char *from, const char **path,
                               vikt_error *err)
{
    const replay *r = context;
    const vikt_lua_engine *copy = r->out->self;
    const vikt_lua_link *link = find_link(r->engine, file_at(r->engine, from), name);

    if (!link)
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "it was not there before");
    *path = r->engine->files[link->to].path;
    if (file_at(copy, *path) < copy->file_count)
        return VIKT_OK;
    return load_again(r, &r->engine->files[link->to], err);
}

vikt_code vikt_lua_require_replay(const vikt_lua_engine *engine, const vikt_engine *out,
                                  vikt_draft *draft, size_t *errors, vikt_error *err)
{
    replay r = {engine, out, draft, errors, {require_again, &r}};
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < engine->file_count && rc == VIKT_OK; i++) {
        if (!engine->files[i].inner)
            rc = load_again(&r, &engine->files[i], err);
    }
    return rc;
}
