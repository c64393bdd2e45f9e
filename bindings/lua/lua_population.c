/* SPDX-License-Identifier: MIT
 *
 * population.count, and population.FIELD with its figures and :quantile, :rank, :share.
 */
#include "bindings/lua/lua_view.h"

#include "core/base/statistic.h"
#include "core/population/population.h"

enum { BISECTION_STEPS = 30 };

#define FIGURE_NAMES "total mean min max sd median count quantile rank share"

/* What tells this object from every other: rule files cannot make one. */
static const char figures_kind;

typedef struct field_figures {
    const void *kind;            /* &figures_kind */
    const vikt_figures *figures; /* lent by the population, which outlives the call */
} field_figures;

static const vikt_figures *figures_at(lua_State *L)
{
    const field_figures *object = lua_islightuserdata(L, 1) ? NULL : lua_touserdata(L, 1);

    /* Lua code reaches these functions only through the object, but may pass them something else.
     */
    if (object && lua_rawlen(L, 1) == sizeof *object && object->kind == &figures_kind) {
        vikt_lua_view_run(L);
        return object->figures;
    }
    luaL_error(L, "write population.FIELD:name(...), with a colon");
    return NULL;
}

static int quantile(lua_State *L)
{
    static const char *const kinds[] = {"interpolated", "nearest", NULL};
    const vikt_figures *figures = figures_at(L);
    double q = luaL_checknumber(L, 2);
    int kind = luaL_checkoption(L, 3, "interpolated", kinds);

    luaL_argcheck(L, q >= 0 && q <= 1, 2, "a quantile lies between 0 and 1");
    if (figures->count == 0)
        lua_pushnil(L);
    else if (kind == 1)
        vikt_lua_push_number(L, vikt_values_nearest(figures->sorted, figures->count, q));
    else
        vikt_lua_push_number(L, vikt_values_quantile(figures->sorted, figures->count, q));
    return 1;
}

/* 1 for the largest; equal values share the better rank. */
static int rank(lua_State *L)
{
    const vikt_figures *figures = figures_at(L);
    size_t below, equal;

    if (lua_isnoneornil(L, 2)) {
        lua_pushnil(L);
        return 1;
    }
    vikt_lua_budget_pay(L, BISECTION_STEPS);
    vikt_values_place(figures->sorted, figures->count, luaL_checknumber(L, 2), &below, &equal);
    below = figures->count - below - equal; /* now: how many are above */
    lua_pushinteger(L, (lua_Integer)below + 1);
    return 1;
}

static int share(lua_State *L)
{
    const vikt_figures *figures = figures_at(L);

    if (lua_isnoneornil(L, 2) || figures->total == 0)
        lua_pushnil(L);
    else
        vikt_lua_push_number(L, luaL_checknumber(L, 2) / figures->total);
    return 1;
}

static const struct method {
    const char *name;
    lua_CFunction function;
} methods[] = {{"quantile", quantile}, {"rank", rank}, {"share", share}};

int vikt_lua_figures(lua_State *L)
{
    const vikt_figures *figures = figures_at(L);
    vikt_text key = vikt_lua_view_key(L);
    const struct {
        const char *name;
        double value;
    } values[] = {
        {"total", figures->total},
        {"mean", figures->mean},
        {"min", figures->min},
        {"max", figures->max},
        {"sd", figures->sd},
        {"median", figures->median},
        {"count", (double)figures->count},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (vikt_text_is(key, values[i].name)) {
            vikt_lua_push_number(L, values[i].value);
            return 1;
        }
    }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (vikt_text_is(key, methods[i].name)) {
            lua_pushcfunction(L, methods[i].function);
            return 1;
        }
    }
    return vikt_lua_view_unknown(L, "a field of the population", key, FIGURE_NAMES);
}

/* The object of a field is made once in a call and then found under its slot. */
static int push_field(lua_State *L, const vikt_lua_run *run, vikt_slot slot)
{
    const vikt_engine_data *data = run->call->data;
    field_figures *object;

    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_slots);
    if (lua_rawgeti(L, -1, (lua_Integer)slot + 1) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    object = lua_newuserdatauv(L, sizeof *object, 0);
    if (data->columns[slot]->type == VIKT_TYPE_TEXT)
        return luaL_error(L, "population.%s has no figures: its values are texts",
                          lua_tostring(L, 2));
    object->kind = &figures_kind;
    object->figures = vikt_population_figures(data->population, slot);
    if (!object->figures)
        return vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    vikt_lua_view_mark(L, VIKT_LUA_FIGURES);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, (lua_Integer)slot + 1);
    return 1;
}

int vikt_lua_population(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    const vikt_engine_data *data = run->call->data;
    vikt_slot slot;

    if (vikt_text_is(vikt_lua_view_key(L), "count")) {
        lua_pushinteger(L, (lua_Integer)data->counted);
        return 1;
    }
    slot = vikt_lua_view_slot(L, "population");
    if (!data->population)
        return luaL_error(L, "the population is not known yet where measures are computed");
    if (!data->columns[slot])
        lua_pushnil(L);
    else
        return push_field(L, run, slot);
    return 1;
}
