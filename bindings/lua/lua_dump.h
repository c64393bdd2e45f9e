/* SPDX-License-Identifier: MIT
 *
 * What lua_dump writes of a function, read function by function: its instructions, constants, names
 * and lines. Knows nothing of what they mean.
 *
 * That form is the same in Lua 5.4.0 to 5.4.6 but is not API: lua_assign.h has the self-test.
 */
#ifndef VIKT_LUA_DUMP_H
#define VIKT_LUA_DUMP_H

#include <stdbool.h>

#include <lua.h>

#include "core/base/text.h"

/** A function in the dump; only pointers into it, which last during the walk. */
typedef struct vikt_lua_prototype {
    const struct vikt_lua_prototype *outer; /* that it is written in; NULL for the outermost */
    int depth;
    long line; /* its first */
    size_t instructions;
    const unsigned char *upvalues; /* three bytes each: in the outer one's stack, index, kind */
    size_t upvalue_count;
    /* for the functions below alone */
    const unsigned char *code, *constants, *steps, *absolute, *locals, *upvalue_names, *end;
    size_t step_count, absolute_count;
} vikt_lua_prototype;

typedef struct vikt_lua_instruction {
    unsigned code, a, b, c;
} vikt_lua_instruction;

/** Looks at one function; false ends the walk as unreadable. Must not raise. */
typedef bool vikt_lua_visit(void *context, const vikt_lua_prototype *p);

/** Visits the Lua function on top and all inside it, inner ones first; false when the dump could
 * not be read. */
bool vikt_lua_dump_walk(lua_State *L, vikt_lua_visit *visit, void *context);

vikt_lua_instruction vikt_lua_dump_instruction(const vikt_lua_prototype *p, size_t number);

/** The line of an instruction. */
long vikt_lua_dump_line(const vikt_lua_prototype *p, size_t number);

/** The text of a constant; none when it is no text or not there. */
vikt_text vikt_lua_dump_constant(const vikt_lua_prototype *p, size_t number);

/** Names of locals (parameters first) and upvalues; none behind the last. */
vikt_text vikt_lua_dump_local(const vikt_lua_prototype *p, size_t number);
vikt_text vikt_lua_dump_upvalue(const vikt_lua_prototype *p, size_t number);

#endif
