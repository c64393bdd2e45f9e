/* SPDX-License-Identifier: MIT
 *
 * result: what this run has found of the customer so far; previous: what the run before said of it.
 */
#include "bindings/lua/lua_view.h"

#include "core/population/previous.h"

#define RESULT_NAMES   "score coverage points class classes"
#define PREVIOUS_NAMES "class score points classes"

/* ---- result ---- */

static int not_yet(lua_State *L, const char *what)
{
    return luaL_error(L, "%s not known yet where this function is called", what);
}

static int push_class(lua_State *L, const vikt_lua_run *run, size_t scheme)
{
    const vikt_engine_data *data = run->call->data;
    vikt_text name;

    if (!data->class_of)
        return not_yet(L, "the class is");
    name = scheme < data->profile->scheme_count ? data->class_of(data->classes, scheme, run->row)
                                                : (vikt_text){0};
    if (name.length == 0 || vikt_text_is(name, "?"))
        lua_pushnil(L);
    else
        lua_pushlstring(L, name.at, name.length);
    return 1;
}

int vikt_lua_result(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    const vikt_engine_data *data = run->call->data;
    vikt_text key = vikt_lua_view_key(L);

    if (vikt_text_is(key, "points"))
        vikt_lua_view_object(L, VIKT_LUA_RESULT_POINTS);
    else if (vikt_text_is(key, "classes"))
        vikt_lua_view_object(L, VIKT_LUA_RESULT_CLASSES);
    else if (vikt_text_is(key, "class"))
        return push_class(L, run, data->primary);
    else if (vikt_text_is(key, "score") && data->score)
        vikt_lua_push_number(L, data->score[run->row]);
    else if (vikt_text_is(key, "coverage") && data->coverage)
        vikt_lua_push_number(L, data->coverage[run->row]);
    else if (vikt_text_is(key, "score") || vikt_text_is(key, "coverage"))
        return not_yet(L, "the score is");
    else
        return vikt_lua_view_unknown(L, "result", key, RESULT_NAMES);
    return 1;
}

int vikt_lua_result_points(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    const vikt_engine_data *data = run->call->data;
    size_t criterion = vikt_lua_view_criterion(L, "result.points");

    if (!data->points)
        return not_yet(L, "the points are");
    vikt_lua_push_number(L, data->points[criterion] ? data->points[criterion][run->row] : NAN);
    return 1;
}

int vikt_lua_result_classes(lua_State *L)
{
    return push_class(L, vikt_lua_view_run(L), vikt_lua_view_scheme(L, "result.classes"));
}

/* ---- previous ---- */

/* NULL when there is no previous run, or the customer was not in it. */
static const vikt_previous *known(const vikt_lua_run *run)
{
    const vikt_previous *previous = run->call->data->previous;

    if (!previous || previous->run_id == 0 || !previous->known || !previous->known[run->row])
        return NULL;
    return previous;
}

static void push_previous_class(lua_State *L, const vikt_lua_run *run, size_t scheme)
{
    const vikt_profile *profile = run->call->data->profile;
    const vikt_previous *previous = known(run);
    size_t number = VIKT_NO_CLASS;

    if (previous && scheme < profile->scheme_count && previous->classes &&
        previous->classes[scheme])
        number = previous->classes[scheme][run->row];
    if (number == VIKT_NO_CLASS || number >= profile->schemes[scheme].class_count)
        lua_pushnil(L);
    else
        lua_pushlstring(L, profile->schemes[scheme].classes[number].at,
                        profile->schemes[scheme].classes[number].length);
}

int vikt_lua_previous(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    const vikt_previous *previous = known(run);
    vikt_text key = vikt_lua_view_key(L);
    bool is_class = vikt_text_is(key, "class");

    if (!is_class && !vikt_text_is(key, "score") && !vikt_text_is(key, "points") &&
        !vikt_text_is(key, "classes"))
        return vikt_lua_view_unknown(L, "previous", key, PREVIOUS_NAMES);
    if (!previous)
        lua_pushnil(L);
    else if (is_class)
        push_previous_class(L, run, previous->primary);
    else if (vikt_text_is(key, "score"))
        vikt_lua_push_number(L, previous->score ? previous->score[run->row] : NAN);
    else
        vikt_lua_view_object(L, vikt_text_is(key, "points") ? VIKT_LUA_PREVIOUS_POINTS
                                                            : VIKT_LUA_PREVIOUS_CLASSES);
    return 1;
}

int vikt_lua_previous_points(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    size_t criterion = vikt_lua_view_criterion(L, "previous.points");
    const vikt_previous *previous = known(run);
    bool has = previous && previous->points && previous->points[criterion];

    vikt_lua_push_number(L, has ? previous->points[criterion][run->row] : NAN);
    return 1;
}

int vikt_lua_previous_classes(lua_State *L)
{
    push_previous_class(L, vikt_lua_view_run(L), vikt_lua_view_scheme(L, "previous.classes"));
    return 1;
}
