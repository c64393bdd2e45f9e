/* SPDX-License-Identifier: MIT
 *
 * The statements of a rule file into a draft: `criterion "revenue" { ... }` is two calls, the
 * second of which adds the statement. What is wrong in one does not stop the file.
 */
#ifndef VIKT_LUA_STATEMENT_H
#define VIKT_LUA_STATEMENT_H

#include "bindings/lua/lua_engine.h"
#include "core/profile/draft.h"

/** A statement that has its name and waits for its table. */
typedef struct vikt_lua_pending {
    vikt_statement_kind kind;
    vikt_text name;
    vikt_place place;
    bool done;
} vikt_lua_pending;

/** A name that means nothing and has been told. */
typedef struct vikt_lua_unknown {
    vikt_text name;
    long line;
} vikt_lua_unknown;

/** One load(). */
typedef struct vikt_lua_loading {
    vikt_lua_engine *engine;
    vikt_draft *draft;
    const vikt_modules *modules; /* NULL: none */
    const vikt_listener *listener;
    size_t *errors;
    const char *path;
    size_t file;      /* its number in the engine */
    long column;      /* of a syntax error in its line; 0: none, or not known */
    bool told;        /* what is told already may be why its run fails */
    int first;        /* number of the first function registered in this load */
    vikt_arena arena; /* values on their way into the draft */
    vikt_lua_pending *pending;
    size_t pending_count, pending_capacity;
    const vikt_text *names; /* those that mean something in the file */
    size_t name_count;
    vikt_lua_unknown *unknown;
    size_t unknown_count, unknown_capacity;
    size_t printed; /* lines so far */
} vikt_lua_loading;

/** Adds the statements to the table at index 1. */
void vikt_lua_statement_open(lua_State *L);

/** Tells of and counts an error in the file. */
void vikt_lua_statement_wrong(vikt_lua_loading *loading, vikt_place place, const char *format, ...)
    VIKT_PRINTF(3, 4);

/** Tells of statements that never got their table. */
void vikt_lua_statement_finish(vikt_lua_loading *loading);

#endif
