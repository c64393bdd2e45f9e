/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_engine.h"

#include <stdio.h>
#include <string.h>

#include <vikt/lua.h>

#include "bindings/lua/lua_assign.h"
#include "bindings/lua/lua_call.h"
#include "bindings/lua/lua_fault.h"
#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_length.h"
#include "bindings/lua/lua_names.h"
#include "bindings/lua/lua_require.h"
#include "bindings/lua/lua_sandbox.h"
#include "bindings/lua/lua_source.h"
#include "bindings/lua/lua_statement.h"
#include "bindings/lua/lua_syntax.h"
#include "core/base/fail.h"

const char vikt_lua_functions[] = "functions";
const char vikt_lua_globals[] = "globals";
const char vikt_lua_known[] = "known";
const char vikt_lua_slots[] = "slots";
const char vikt_lua_modules[] = "modules";
const char vikt_lua_settled[] = "settled";

bool vikt_lua_protect(vikt_lua_engine *engine, lua_CFunction body, void *context,
                      vikt_place fallback)
{
    lua_State *L = engine->L;
    int status;

    engine->fault = (vikt_error){0};
    lua_settop(L, 0);
    lua_pushcfunction(L, vikt_lua_fault_handler);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, context);
    status = lua_pcall(L, 1, 0, 1);
    if (status != LUA_OK)
        vikt_lua_fault_finish(L, status, fallback);
    lua_settop(L, 0);
    return status == LUA_OK;
}

/* ---- files ---- */

static char *kept(const vikt_allocator *allocator, const char *text, size_t length)
{
    char *copy = vikt_acquire(allocator, length + 1, 1);

    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

static vikt_lua_file *keep_file(vikt_lua_engine *engine, const char *path, vikt_text source)
{
    vikt_lua_file *files =
        vikt_resize(engine->allocator, engine->files, engine->file_count + 1, sizeof *files);
    vikt_lua_file *file;

    if (!files)
        return NULL;
    engine->files = files;
    file = &files[engine->file_count];
    *file = (vikt_lua_file){.path = kept(engine->allocator, path, strlen(path)),
                            .text = kept(engine->allocator, source.at, source.length),
                            .length = source.length};
    if (!file->path || !file->text) {
        vikt_release(engine->allocator, file->path);
        vikt_release(engine->allocator, file->text);
        return NULL;
    }
    engine->file_count++;
    engine->spreads |= vikt_lua_source_line(source, VIKT_TEXT("...")) > 0;
    return file;
}

/* Lua keeps only the end of a long name: what it will show has to be known to find the file again.
 */
static void name_chunk(vikt_lua_file *file, char name[LUA_IDSIZE])
{
    size_t length = strlen(file->path);

    if (length > LUA_IDSIZE - 2)
        snprintf(name, LUA_IDSIZE, "@...%s", file->path + length - (LUA_IDSIZE - 6));
    else
        snprintf(name, LUA_IDSIZE, "@%s", file->path);
    snprintf(file->shown, sizeof file->shown, "%s", name + 1);
}

/* ---- load ---- */

static int line_of(const vikt_lua_reading *reading)
{
    int line = 1;

    for (size_t i = 0; i + 1 < reading->read; i++)
        line += reading->source.at[i] == '\n';
    return line;
}

/* Pushes the file as a function, or raises what is wrong in it. Lua gives nearly all such messages
 * their place, but not that the code is nested too deep. */
static void compile(lua_State *L, const vikt_lua_file *file, const char *name, long *column)
{
    vikt_lua_reading reading;
    size_t length = strlen(file->shown);
    vikt_lua_syntax meant;
    int status;

    vikt_lua_length_begin(&reading, (vikt_text){file->text, file->length});
    status = lua_load(L, vikt_lua_length_read, &reading, name, "t");
    if (status == LUA_OK)
        return;
    if (status == LUA_ERRMEM || lua_type(L, -1) != LUA_TSTRING)
        lua_error(L);
    if (strncmp(lua_tostring(L, -1), file->shown, length) != 0)
        lua_pushfstring(L, "%s:%d: %s", file->shown, line_of(&reading), lua_tostring(L, -1));
    if (reading.form) /* it stopped at what stands for `#` */
        luaL_gsub(L, lua_tostring(L, -1), "near 'false'", "near '#'");
    meant = vikt_lua_syntax_explain(reading.source, reading.read, lua_tostring(L, -1));
    *column = meant.column;
    lua_pushfstring(L, "%s%s", lua_tostring(L, -1), meant.hint);
    lua_error(L);
}

static int load_body(lua_State *L)
{
    vikt_lua_loading *loading = lua_touserdata(L, 1);
    vikt_lua_engine *engine = vikt_lua_engine_of(L);
    vikt_lua_file *file = &engine->files[loading->file];
    char name[LUA_IDSIZE];

    lua_settop(L, 0);
    name_chunk(file, name);
    compile(L, file, name, &loading->column);
    vikt_lua_names_check(L, loading);
    vikt_lua_sandbox_push(L);
    lua_pushvalue(L, -1);
    lua_setupvalue(L, 1, 1);
    lua_insert(L, 1);
    lua_call(L, 0, 1);
    vikt_lua_statement_finish(loading);
    vikt_lua_frozen_file(L, loading);
    vikt_lua_sandbox_seal(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_modules);
    lua_pushvalue(L, 2);
    lua_setfield(L, -2, loading->path);
    return 0;
}

/* What Lua's own bugs of 5.4.0 to 5.4.6 made dangerous is not needed in a rule file. */
static const char *refusal(vikt_text source, long *line)
{
    *line = 0;
    if (source.length > VIKT_LUA_SOURCE_MAX)
        return "the file is larger than 64 KiB, the most that a rule file may be";
    if (source.length && source.at[0] == 0x1b)
        return "the file is compiled Lua; a rule file is text";
    *line = vikt_lua_source_line(source, VIKT_TEXT("_ENV"));
    return *line ? "the name _ENV cannot be used in a rule file" : NULL;
}

static void tell_fault(vikt_lua_loading *loading)
{
    vikt_place place = loading->engine->fault.place;

    place.column = loading->column;
    vikt_lua_statement_wrong(loading, place, "%s", loading->engine->fault.message);
}

static vikt_code load(void *self, const char *path, vikt_text source, vikt_draft *draft,
                      const vikt_modules *modules, const vikt_listener *listener, size_t *errors,
                      vikt_error *err)
{
    vikt_lua_engine *engine = self;
    vikt_lua_loading *outer = engine->loading;
    vikt_lua_loading loading = {.engine = engine,
                                .draft = draft,
                                .modules = modules,
                                .listener = listener,
                                .errors = errors,
                                .path = path,
                                .first = engine->functions};
    const char *refused;
    long line;
    vikt_code rc = VIKT_OK;

    if (source.length >= 3 && memcmp(source.at, "\xef\xbb\xbf", 3) == 0)
        source = (vikt_text){source.at + 3, source.length - 3};
    refused = refusal(source, &line);
    if (refused) {
        ++*errors;
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, vikt_place_of(path, line, 0), "%s", refused);
        return VIKT_OK;
    }
    if (!keep_file(engine, path, source))
        return vikt_fail_memory(err);
    loading.file = engine->file_count - 1;
    engine->files[loading.file].inner = outer != NULL;
    vikt_arena_init(&loading.arena, engine->allocator);
    engine->loading = &loading;
    if (!outer) /* all that a file requires is part of its own loading */
        vikt_lua_budget_arm(engine->L, &engine->budget, VIKT_LUA_EXACT);
    if (!vikt_lua_protect(engine, load_body, &loading, vikt_place_of(path, 0, 0))) {
        if (engine->fault.code == VIKT_MEMORY)
            rc = vikt_fail_memory(err);
        else if (!loading.told)
            tell_fault(&loading);
    }
    vikt_lua_budget_keep(&engine->budget);
    engine->fault = (vikt_error){0};
    engine->loading = outer;
    vikt_arena_clear(&loading.arena);
    return rc;
}

/* ---- open, copy, free ---- */

static void close_engine(void *self)
{
    vikt_lua_engine *engine = self;

    if (!engine)
        return;
    if (engine->L)
        lua_close(engine->L);
    for (size_t i = 0; i < engine->file_count; i++) {
        vikt_release(engine->allocator, engine->files[i].path);
        vikt_release(engine->allocator, engine->files[i].text);
    }
    vikt_release(engine->allocator, engine->files);
    vikt_lua_require_clear(engine);
    vikt_release(engine->allocator, engine);
}

static int open_body(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_functions);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_modules);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, vikt_lua_settled);
    vikt_lua_sandbox_open(L);
    vikt_lua_call_open(L);
    vikt_lua_engine_of(L)->checked = vikt_lua_assign_works(L);
    return 0;
}

static vikt_code open_engine(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                             vikt_engine *out, vikt_error *err)
{
    vikt_lua_engine *engine = vikt_acquire(allocator, 1, sizeof *engine);

    *out = (vikt_engine){0};
    if (!engine)
        return vikt_fail_memory(err);
    engine->allocator = allocator;
    if (limits)
        engine->limits = *limits;
    vikt_lua_budget_init(&engine->budget, allocator, limits);
    engine->L = lua_newstate(vikt_lua_budget_allocate, &engine->budget);
    if (!engine->L) {
        close_engine(engine);
        return vikt_fail_memory(err);
    }
    *(vikt_lua_engine **)lua_getextraspace(engine->L) = engine;
    if (!vikt_lua_protect(engine, open_body, NULL, VIKT_NOWHERE)) {
        vikt_code rc = engine->fault.code;

        if (err)
            *err = engine->fault;
        close_engine(engine);
        return rc;
    }
    *out = (vikt_engine){engine,        load,
                         vikt_lua_call, vikt_lua_engine_copy,
                         close_engine,  2 * engine->budget.bytes_max /* a fresh state beside it */};
    return VIKT_OK;
}

/* The same files in the same order: so the numbers of the functions agree. */
vikt_code vikt_lua_engine_copy(void *self, vikt_engine *out, vikt_error *err)
{
    const vikt_lua_engine *engine = self;
    vikt_draft draft;
    size_t errors = 0;
    vikt_code rc = open_engine(engine->allocator, &engine->limits, out, err);

    if (rc != VIKT_OK)
        return rc;
    vikt_draft_init(&draft, engine->allocator);
    rc = vikt_lua_require_replay(engine, out, &draft, &errors, err);
    vikt_draft_clear(&draft);
    if (rc == VIKT_OK && errors > 0)
        rc = vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "the rule files have errors");
    if (rc != VIKT_OK) {
        out->free(out->self);
        *out = (vikt_engine){0};
    }
    return rc;
}

const vikt_rule_language *vikt_lua(void)
{
    static const vikt_rule_language lua = {".lua", open_engine, vikt_lua_source_scan,
                                           vikt_lua_source_functions};

    return &lua;
}
