/* SPDX-License-Identifier: MIT
 *
 * One sandboxed Lua state as a vikt_engine: its memory, the files it has loaded, and the only
 * protected calls.
 */
#ifndef VIKT_LUA_ENGINE_H
#define VIKT_LUA_ENGINE_H

#include <lauxlib.h>
#include <lua.h>

#include "bindings/lua/lua_budget.h"
#include "core/profile/profile.h"

enum {
    VIKT_LUA_SOURCE_MAX = 65536, /* bytes of a rule file */
    VIKT_LUA_NAME_MAX = 200      /* bytes of a statement's name */
};

/** A loaded file, kept for copies and for places in errors. */
typedef struct vikt_lua_file {
    char *path, *text; /* NUL-terminated; owned */
    size_t length;
    bool inner;             /* loaded while another was: by require */
    char shown[LUA_IDSIZE]; /* as Lua's messages begin */
} vikt_lua_file;

struct vikt_lua_loading;
struct vikt_lua_run;

typedef struct vikt_lua_engine {
    lua_State *L;
    const vikt_allocator *allocator;
    vikt_engine_limits limits;
    vikt_lua_budget budget;
    vikt_lua_file *files;
    size_t file_count;
    struct vikt_lua_link *links; /* lua_require.h */
    size_t link_count;
    int functions;                    /* registered so far; the next one's number */
    bool checked;                     /* assignments can be found (lua_assign.h) */
    bool spreads;                     /* a file has `...`, whose limit only counting finds */
    struct vikt_lua_loading *loading; /* NULL outside load() */
    struct vikt_lua_run *run;         /* NULL outside call() */
    vikt_error fault; /* of the last protected call; filled while its stack still stood */
} vikt_lua_engine;

/** The engine that a state belongs to. */
static inline vikt_lua_engine *vikt_lua_engine_of(lua_State *L)
{
    return *(vikt_lua_engine **)lua_getextraspace(L);
}

/** Things kept in the registry, by the address of their names. */
extern const char vikt_lua_functions[]; /* array: a function's number + 1 to the function */
extern const char vikt_lua_globals[];   /* every allowed global name to its value */
extern const char vikt_lua_known[];     /* set of the C functions that hold no state */
extern const char vikt_lua_slots[];     /* names to slots and figures, of one call() */
extern const char vikt_lua_modules[];   /* a file's path to what it returned */
extern const char vikt_lua_settled[];   /* set of the functions of files that are loaded */

/**
 * Calls body(L) with context as a light userdata; everything that can raise runs here.
 *
 * @return true; false with engine->fault filled: its place is where the error arose in a rule file,
 * else fallback
 */
bool vikt_lua_protect(vikt_lua_engine *engine, lua_CFunction body, void *context,
                      vikt_place fallback);

/** The path of the file that debug ("S") names. */
const char *vikt_lua_file_path(const vikt_lua_engine *engine, const lua_Debug *debug);

/** Where a function of a file is: the line in the file that debug ("S") names. */
vikt_place vikt_lua_place_of(const vikt_lua_engine *engine, const lua_Debug *debug, long line);

/** As in engine.h. */
vikt_code vikt_lua_engine_copy(void *self, vikt_engine *out, vikt_error *err);

/** Where the running rule code is: the innermost function of a file. */
vikt_place vikt_lua_place(lua_State *L);

#endif
