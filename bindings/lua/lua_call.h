/* SPDX-License-Identifier: MIT
 *
 * One function for many customers: arguments bound by parameter name, results checked, failures
 * kept to the customer.
 *
 * Whole numbers below 2^31 are handed over as Lua integers (so that "orders: " .. orders reads
 * "orders: 5" and a product of two cannot overflow), others as floats. Dates are days since
 * 1970-01-01, yes/no are booleans.
 */
#ifndef VIKT_LUA_CALL_H
#define VIKT_LUA_CALL_H

#include "bindings/lua/lua_engine.h"

/** One call(). */
typedef struct vikt_lua_run {
    vikt_lua_engine *engine;
    const vikt_engine_call *call;
    const struct vikt_lua_argument *arguments; /* by parameter */
    size_t row;
    vikt_lua_tier tier;
    vikt_buffer
        printed;  /* by the customer at work, one line each, while it may have to be redone */
    bool ready;   /* the function and its views are on the stack */
    bool stopped; /* a callback said so */
} vikt_lua_run;

/** Makes the views once for a state. */
void vikt_lua_call_open(lua_State *L);

/** As in engine.h. */
vikt_code vikt_lua_call(void *self, const vikt_engine_call *call, vikt_error *err);

/** A line printed for the customer at work. */
void vikt_lua_call_print(vikt_lua_engine *engine, vikt_text line);

/** Pushes a number in the form above; NaN is nil. */
void vikt_lua_push_number(lua_State *L, double number);

/** Pushes a customer's value; nil where it is missing or there is no column. */
void vikt_lua_push_cell(lua_State *L, const vikt_column *column, size_t row);

#endif
