/* SPDX-License-Identifier: MIT */
/*
 * rules_lua.h - the five criteria as Lua functions, and three ways to call
 * them. Each call makes a Lua state of its own, so two threads may run two.
 */
#ifndef RULES_LUA_H
#define RULES_LUA_H

#include "score.h"

enum lua_form {
    LUA_ARGS,           /* a function a criterion; parameters are bound to columns by name */
    LUA_RECORD,         /* a function a criterion; one userdata, fields through __index */
    LUA_ONE_FUNCTION,   /* one function for all criteria, eight arguments, five results */
    LUA_EMPTY           /* lua_pcall of an empty function with five results */
};

/* Points of the rows [first, last). Dies on an error in a rule. */
void points_in_lua(enum lua_form form, const struct customers *customers,
                   const struct statistics *statistics, struct results *results,
                   size_t first, size_t last);

#endif
