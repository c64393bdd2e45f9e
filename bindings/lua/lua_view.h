/* SPDX-License-Identifier: MIT
 *
 * Read-only objects that a function may ask for: customer, population, previous, result. Each
 * exists once in a state; they show the customer at work and are of no use outside a call.
 */
#ifndef VIKT_LUA_VIEW_H
#define VIKT_LUA_VIEW_H

#include "bindings/lua/lua_call.h"

typedef enum vikt_lua_view {
    VIKT_LUA_CUSTOMER,
    VIKT_LUA_POPULATION,
    VIKT_LUA_FIGURES, /* population.FIELD; its metatable only */
    VIKT_LUA_PREVIOUS,
    VIKT_LUA_PREVIOUS_POINTS,
    VIKT_LUA_PREVIOUS_CLASSES,
    VIKT_LUA_RESULT,
    VIKT_LUA_RESULT_POINTS,
    VIKT_LUA_RESULT_CLASSES,
    VIKT_LUA_VIEWS
} vikt_lua_view;

void vikt_lua_view_open(lua_State *L);

/** Forgets what the last call() looked up. */
void vikt_lua_view_begin(lua_State *L);

/** Pushes what a parameter of that kind receives; nil for a field, which changes from row to row.
 */
void vikt_lua_view_push(lua_State *L, vikt_input_kind kind);

void vikt_lua_view_object(lua_State *L, vikt_lua_view view);

/** Gives the userdata on top the metatable of a view. */
void vikt_lua_view_mark(lua_State *L, vikt_lua_view view);

/** The run at work; raises outside a call. */
vikt_lua_run *vikt_lua_view_run(lua_State *L);

/** The key that is asked for, argument 2; raises when it is no text. */
vikt_text vikt_lua_view_key(lua_State *L);

/** The slot that argument 2 names; raises with the nearest name. */
vikt_slot vikt_lua_view_slot(lua_State *L, const char *what);

/** Raises: what has no such key; words are the valid ones, separated by spaces, or NULL. */
int vikt_lua_view_unknown(lua_State *L, const char *what, vikt_text key, const char *words);

/** The number of the criterion or scheme that argument 2 names; raises with the nearest name. */
size_t vikt_lua_view_criterion(lua_State *L, const char *what);
size_t vikt_lua_view_scheme(lua_State *L, const char *what);

/** __index of the objects. */
int vikt_lua_customer(lua_State *L);
int vikt_lua_population(lua_State *L);
int vikt_lua_figures(lua_State *L);
int vikt_lua_previous(lua_State *L);
int vikt_lua_previous_points(lua_State *L);
int vikt_lua_previous_classes(lua_State *L);
int vikt_lua_result(lua_State *L);
int vikt_lua_result_points(lua_State *L);
int vikt_lua_result_classes(lua_State *L);

#endif
