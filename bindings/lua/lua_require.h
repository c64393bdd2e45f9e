/* SPDX-License-Identifier: MIT
 *
 * `require "factors.payment"`: another file's statements, and what it returns. Which file a name
 * means is the core's business (vikt_modules).
 */
#ifndef VIKT_LUA_REQUIRE_H
#define VIKT_LUA_REQUIRE_H

#include "bindings/lua/lua_engine.h"

/** That `name` in one file meant another, so that a copy of the engine finds it again. */
typedef struct vikt_lua_link {
    char name[VIKT_LUA_NAME_MAX + 1];
    size_t from, to; /* numbers of the files */
} vikt_lua_link;

/** The global function. */
int vikt_lua_require(lua_State *L);

/** Loads the files of engine into out, in the same order, each as it was loaded. */
vikt_code vikt_lua_require_replay(const vikt_lua_engine *engine, const vikt_engine *out,
                                  vikt_draft *draft, size_t *errors, vikt_error *err);

/** Frees the links. */
void vikt_lua_require_clear(vikt_lua_engine *engine);

#endif
