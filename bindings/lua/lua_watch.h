/* SPDX-License-Identifier: MIT
 *
 * A timer that notices that a state is still at the same customer after a few milliseconds, and
 * makes it stop at its next instruction. Only for a process of our own: it takes a signal. What it
 * stops has not failed: that is decided elsewhere.
 */
#ifndef VIKT_LUA_WATCH_H
#define VIKT_LUA_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include <lua.h>

typedef struct vikt_lua_watch {
    lua_State *L;
    lua_Hook stop; /* set when it is late; raises */
    timer_t timer;
    volatile uint32_t turn, seen;
    volatile sig_atomic_t late;
} vikt_lua_watch;

/** Watches until vikt_lua_watch_end(). False: there is no timer to be had. */
bool vikt_lua_watch_begin(vikt_lua_watch *watch, lua_State *L, lua_Hook stop);
void vikt_lua_watch_end(vikt_lua_watch *watch);

/** The next customer: the time starts again. */
static inline void vikt_lua_watch_turn(vikt_lua_watch *watch)
{
    watch->turn++; /* first: a timer that goes off now sees a new customer */
    if (watch->late)
        lua_sethook(watch->L, NULL, 0, 0);
    watch->late = 0;
}

#endif
