/* SPDX-License-Identifier: MIT
 *
 * What one call of rule code may use: bytes and steps. Knows Lua, but no rules and no customers.
 *
 * All of the accounting is here. A hook counts instructions, host functions pay for their loops,
 * the allocator counts bytes. A budget that is used up is sticky: the sandbox's pcall raises again
 * until the call has ended.
 *
 * An instruction weighs more in a call that has a text of over 256 bytes, by its length.
 *
 * A call is tried cheaply first, in a state that other customers have used: what fails there by a
 * limit is only suspect, so the limits are a little lower, and a watch (lua_watch.h) may take the
 * place of the counting. The exact tier, in a fresh state, decides. What the first tier lets
 * through, the exact one would too; so a result does not depend on which of them gave it.
 */
#ifndef VIKT_LUA_BUDGET_H
#define VIKT_LUA_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>

#include "bindings/lua/lua_watch.h"
#include "core/profile/engine.h"

enum {
    VIKT_LUA_TEXT_MAX = 65536,     /* bytes of one text made by a rule */
    VIKT_LUA_MEMORY = 64 << 20,    /* bytes of one engine, unless told */
    VIKT_LUA_STEPS = 50 * 1000000, /* of one call, unless told */
    VIKT_LUA_HOOK = 1000,          /* instructions between two looks at the budget */
    VIKT_LUA_STACK_SPARE = 128     /* slots of the stack that only the exact tier may use */
};

/** How a call is limited. */
typedef enum vikt_lua_tier {
    VIKT_LUA_COUNTED, /* counted, suspect at 15/16 of the limits */
    VIKT_LUA_WATCHED, /* not counted: suspect when the watch goes off, or at 15/16 of the memory */
    VIKT_LUA_EXACT    /* counted; what fails has failed */
} vikt_lua_tier;

typedef enum vikt_lua_broken {
    VIKT_LUA_SOUND,
    VIKT_LUA_NO_STEPS,  /* used up the instructions */
    VIKT_LUA_NO_BYTES,  /* used up the memory */
    VIKT_LUA_LONG_TEXT, /* made a text over VIKT_LUA_TEXT_MAX */
    VIKT_LUA_ARGUMENTS, /* called a function with far too many */
    VIKT_LUA_TOO_DEEP,  /* used up Lua's stack, which is less when it is counted */
    VIKT_LUA_LATE,      /* the watch went off */
    VIKT_LUA_STARVED    /* the host itself has no memory */
} vikt_lua_broken;

typedef struct vikt_lua_budget {
    const vikt_allocator *allocator;    /* NULL: malloc */
    size_t bytes, bytes_max, bytes_cap; /* the cap is in force */
    size_t steps, steps_max, steps_cap;
    size_t longest, kept; /* bytes of the longest text that this call has, that the files have */
    bool counting;        /* although a watch is on */
    vikt_lua_tier tier;
    vikt_lua_watch watch;
    bool starved; /* the host refused an allocation within the budget */
    vikt_lua_broken broken;
} vikt_lua_budget;

void vikt_lua_budget_init(vikt_lua_budget *budget, const vikt_allocator *allocator,
                          const vikt_engine_limits *limits);

/** A lua_Alloc; context is the budget. Never refuses to shrink. */
void *vikt_lua_budget_allocate(void *context, void *memory, size_t old, size_t size);

/** A full budget. If steps are counted, a hook counts from here, so that the count does not depend
 * on what ran before; if not, the watch is on. */
void vikt_lua_budget_arm(lua_State *L, vikt_lua_budget *budget, vikt_lua_tier tier);

/** Turns the watch on, until vikt_lua_watch_end(). False: calls must be counted. */
bool vikt_lua_budget_watch(lua_State *L, vikt_lua_budget *budget);

/** From here to the end of the call instructions are counted although a watch is on. */
void vikt_lua_budget_count(vikt_lua_budget *budget);

/** A file has been loaded: the texts in it are there in every call. */
void vikt_lua_budget_keep(vikt_lua_budget *budget);

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
