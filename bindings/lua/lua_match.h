/* SPDX-License-Identifier: MIT
 *
 * Matching of texts by Lua's patterns: the same language, results and errors as in Lua 5.4, with
 * steps that are paid for while they are made. Knows nothing of the functions of `string`.
 *
 * Lua's own matching backtracks without looking at any limit. Here every look at a byte is paid
 * for, so that a pattern may be of any kind and size. Letters, digits and so
 * on are those of ASCII, whatever the locale of the process.
 */
#ifndef VIKT_LUA_MATCH_H
#define VIKT_LUA_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>

#include "core/base/text.h"

enum {
    VIKT_LUA_CAPTURES_MAX = 32,
    VIKT_LUA_MATCH_DEPTH = 200 /* nested attempts; Lua's own limit */
};

/** What a pair of parentheses caught. */
typedef struct vikt_lua_capture {
    const char *at;
    ptrdiff_t length; /* a length, or one of the two kinds below */
} vikt_lua_capture;

enum { VIKT_LUA_CAPTURE_OPEN = -1, VIKT_LUA_CAPTURE_PLACE = -2 };

typedef struct vikt_lua_match {
    lua_State *L;
    const char *text, *text_end;
    const char *pattern_end;
    size_t steps; /* made and not yet paid for */
    int depth, count;
    vikt_lua_capture captures[VIKT_LUA_CAPTURES_MAX];
} vikt_lua_match;

/** Both texts are Lua's, which a NUL follows, and stay on its stack. */
void vikt_lua_match_init(vikt_lua_match *match, lua_State *L, vikt_text text, vikt_text pattern);

/**
 * Matches the pattern (without its `^`) at one place of the text.
 *
 * @return one past what matched, NULL when it does not; raises for a malformed pattern and when the
 * budget is used up
 */
const char *vikt_lua_match_at(vikt_lua_match *match, const char *at, const char *pattern);

/** Counts steps, and pays for them now and then. */
void vikt_lua_match_step(vikt_lua_match *match, size_t steps);

/** Pays for the rest of the steps. */
void vikt_lua_match_pay(vikt_lua_match *match);

/** A capture from 0, as a text; index 0 of a pattern without captures is all that matched. Raises
 * when there is none; a place is pushed as a number and gives the text {NULL, 0}. */
vikt_text vikt_lua_match_capture(vikt_lua_match *match, int index, const char *from,
                                 const char *end);

/** Pushes all captures, or all that matched when there are none and from is not NULL. Returns how
 * many. */
int vikt_lua_match_push(vikt_lua_match *match, const char *from, const char *end);

/** Pushes one capture. */
void vikt_lua_match_push_one(vikt_lua_match *match, int index, const char *from, const char *end);

#endif
