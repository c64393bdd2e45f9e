/* SPDX-License-Identifier: MIT
 *
 * What one call of rule code may use: bytes and steps. Knows Lua, but no rules and no customers.
 *
 * All of the accounting is here. A hook counts instructions, host functions pay for their loops,
 * the allocator counts bytes. A budget that is used up is sticky: the sandbox's pcall raises again
 * until the call has ended.
 *
 * Later, a watchdog in a worker process decides when counting begins, so that the normal path pays
 * nothing; it belongs here, behind vikt_lua_budget_arm(). Text patterns pay by an estimate until
 * matching is our own.
 */
#ifndef VIKT_LUA_BUDGET_H
#define VIKT_LUA_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>

#include "core/profile/engine.h"

enum {
    VIKT_LUA_TEXT_MAX = 65536,     /* bytes of one text made by a rule */
    VIKT_LUA_MEMORY = 64 << 20,    /* bytes of one engine, unless told */
    VIKT_LUA_STEPS = 50 * 1000000, /* of one call, unless told */
    VIKT_LUA_HOOK = 1000           /* instructions between two looks at the budget */
};

typedef enum vikt_lua_broken {
    VIKT_LUA_SOUND,
    VIKT_LUA_NO_STEPS,  /* used up the instructions */
    VIKT_LUA_NO_BYTES,  /* used up the memory */
    VIKT_LUA_LONG_TEXT, /* made a text over VIKT_LUA_TEXT_MAX */
    VIKT_LUA_ARGUMENTS, /* called a function with far too many */
    VIKT_LUA_STARVED    /* the host itself has no memory */
} vikt_lua_broken;

typedef struct vikt_lua_budget {
    const vikt_allocator *allocator; /* NULL: malloc */
    size_t bytes, bytes_max;
    size_t steps, steps_max;
    bool starved; /* the host refused an allocation within the budget */
    vikt_lua_broken broken;
} vikt_lua_budget;

void vikt_lua_budget_init(vikt_lua_budget *budget, const vikt_allocator *allocator,
                          const vikt_engine_limits *limits);

/** A lua_Alloc; context is the budget. Never refuses to shrink. */
void *vikt_lua_budget_allocate(void *context, void *memory, size_t old, size_t size);

/** A full budget, and a hook that counts from here, so that the count does not depend on what ran
 * before. */
void vikt_lua_budget_arm(lua_State *L, vikt_lua_budget *budget);

/** Pays for work that the hook does not see; raises when the budget is used up. */
void vikt_lua_budget_pay(lua_State *L, size_t steps);

/** Takes away the garbage of earlier customers, so that one who uses much memory has all of it. */
void vikt_lua_budget_clean(lua_State *L, const vikt_lua_budget *budget);

/** Makes room before a library function that gives up without collecting garbage first. */
void vikt_lua_budget_room(lua_State *L);

/** Notes a limit that this status or message of a protected call means. Returns what is broken. */
vikt_lua_broken vikt_lua_budget_broken(lua_State *L, int status);

/** Raises a broken budget through every pcall. */
int vikt_lua_budget_raise(lua_State *L);

/** Breaks the budget and raises. */
int vikt_lua_budget_break(lua_State *L, vikt_lua_broken how);

/** One line for people, such as "used more than 50,000,000 instructions (an endless loop?)". */
void vikt_lua_budget_describe(const vikt_lua_budget *budget, char *text, size_t size);

#endif
