/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_fault.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fail.h"

vikt_text vikt_lua_line(vikt_text text, char line[VIKT_LUA_LINE_MAX])
{
    size_t length = 0;

    for (size_t i = 0; i < text.length;) {
        size_t step = vikt_text_step(text.at + i, vikt_text_end(text));
        bool plain = step > 1 || (step == 1 && (unsigned char)text.at[i] >= ' ' &&
                                  (unsigned char)text.at[i] != 127);

        step = step ? step : 1;
        if (length + step >= VIKT_LUA_LINE_MAX)
            break;
        if (plain)
            memcpy(line + length, text.at + i, step);
        else
            line[length] = text.at[i] == '\t' || text.at[i] == '\n' ? ' ' : '?';
        length += plain ? step : 1;
        i += step;
    }
    line[length] = 0;
    return (vikt_text){line, length};
}

static const vikt_lua_file *file_of(const vikt_lua_engine *engine, const char *shown)
{
    for (size_t i = engine->file_count; i > 0; i--) {
        if (strcmp(engine->files[i - 1].shown, shown) == 0)
            return &engine->files[i - 1];
    }
    return NULL;
}

const char *vikt_lua_file_path(const vikt_lua_engine *engine, const lua_Debug *debug)
{
    const vikt_lua_file *file = file_of(engine, debug->short_src);

    return file ? file->path : NULL;
}

vikt_place vikt_lua_place_of(const vikt_lua_engine *engine, const lua_Debug *debug, long line)
{
    const char *path = vikt_lua_file_path(engine, debug);

    return vikt_place_of(path ? path : debug->short_src, line, 0);
}

vikt_place vikt_lua_place(lua_State *L)
{
    lua_Debug debug;

    for (int level = 0; lua_getstack(L, level, &debug); level++) {
        lua_getinfo(L, "Sl", &debug);
        if (debug.currentline > 0)
            return vikt_lua_place_of(vikt_lua_engine_of(L), &debug, debug.currentline);
    }
    return VIKT_NOWHERE;
}

/* Takes "rules.lua:12: " off a message; luaL_error and the interpreter put it there. */
static const char *place_in(const vikt_lua_engine *engine, const char *message, vikt_place *place)
{
    for (size_t i = engine->file_count; i > 0; i--) {
        const vikt_lua_file *file = &engine->files[i - 1];
        size_t length = strlen(file->shown);
        char *end;
        long line;

        if (strncmp(message, file->shown, length) != 0 || message[length] != ':')
            continue;
        line = strtol(message + length + 1, &end, 10);
        if (end == message + length + 1 || end[0] != ':' || end[1] != ' ')
            continue;
        *place = vikt_place_of(file->path, line, 0);
        return end + 2;
    }
    return message;
}

static void describe_text(vikt_lua_engine *engine, const char *message)
{
    char line[VIKT_LUA_LINE_MAX];

    message = place_in(engine, message, &engine->fault.place);
    if (message[0] == 0)
        message = "an error without a message";
    vikt_fail(&engine->fault, VIKT_PROFILE, engine->fault.place, "%s",
              vikt_lua_line(vikt_text_of(message), line).at);
}

int vikt_lua_fault_handler(lua_State *L)
{
    vikt_lua_engine *engine = vikt_lua_engine_of(L);

    engine->fault = (vikt_error){.code = VIKT_PROFILE, .place = vikt_lua_place(L)};
    if (lua_touserdata(L, 1) == engine)
        return 1;
    if (lua_type(L, 1) == LUA_TSTRING)
        describe_text(engine, lua_tostring(L, 1));
    else
        vikt_fail(&engine->fault, VIKT_PROFILE, engine->fault.place, "error value is a %s",
                  luaL_typename(L, 1));
    return 1;
}

void vikt_lua_fault_finish(lua_State *L, int status, vikt_place fallback)
{
    vikt_lua_engine *engine = vikt_lua_engine_of(L);
    vikt_error *fault = &engine->fault;
    char text[128];

    if (vikt_lua_budget_broken(L, status) != VIKT_LUA_SOUND) {
        vikt_lua_budget_describe(&engine->budget, text, sizeof text);
        vikt_fail(fault, engine->budget.broken == VIKT_LUA_STARVED ? VIKT_MEMORY : VIKT_LIMIT,
                  fallback.line || !fault->place.line ? fallback : fault->place, "%s", text);
        return;
    }
    if (fault->message[0] == 0) /* the handler itself had no room on the stack */
        vikt_fail(fault, VIKT_PROFILE, fallback, "stack overflow");
    if (fault->place.line == 0)
        fault->place = fallback;
}
