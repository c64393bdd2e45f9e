/* SPDX-License-Identifier: MIT
 *
 * How long a list is. Lua may give any place behind which there is nothing, and which one depends
 * on addresses and on a random number of the state. Here it is the first gap, or, for a list that
 * got a gap after its length was asked, the first one from there on. So `#` is not Lua's own: the
 * compiler is given `false^` in its place, which binds in the same way, and which means nothing
 * otherwise.
 */
#ifndef VIKT_LUA_LENGTH_H
#define VIKT_LUA_LENGTH_H

#include <lua.h>

#include "core/base/text.h"

/** The length of a list, which pays for the values that are gone through; of anything else what Lua
 * gives, or its error. */
lua_Integer vikt_lua_length(lua_State *L, int index);

/** Gives `false^` its meaning in a new state. */
void vikt_lua_length_open(lua_State *L);

/** A file that is handed to the compiler byte by byte, with `false^` for `#`. */
typedef struct vikt_lua_reading {
    vikt_text source;
    size_t read;      /* bytes of the source that were taken */
    size_t next;      /* place of the next `#` */
    const char *form; /* what is left to give of `false^`; NULL for nothing */
} vikt_lua_reading;

void vikt_lua_length_begin(vikt_lua_reading *reading, vikt_text source);

/** A lua_Reader; context is the reading. */
const char *vikt_lua_length_read(lua_State *L, void *context, size_t *size);

#endif
