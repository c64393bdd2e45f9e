/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_assign.h"

#include <stdint.h>
#include <string.h>

#include <lauxlib.h>

#include "bindings/lua/lua_dump.h"

enum {
    OP_SETUPVAL_54 = 10, /* UpValue[B] := R[A]; both proven by the self-test */
    OP_SETTABUP_54 = 15  /* UpValue[A][K[B]] := ...: a global, or a field of a table outside */
};

typedef struct finder {
    bool found;
    int depth; /* of the function in which it was found */
    vikt_lua_assignment *out;
} finder;

/* Follows an upvalue outwards; whether it ends outside the outermost function. */
static bool ends_outside(const vikt_lua_prototype *p, size_t index, bool *wrong)
{
    for (; p; p = p->outer) {
        *wrong = index >= p->upvalue_count;
        if (*wrong)
            return false;
        if (!p->outer)
            return true;
        if (p->upvalues[3 * index]) /* a local of the function around it */
            return false;
        index = p->upvalues[3 * index + 1];
    }
    return false;
}

static void keep(vikt_lua_assignment *out, vikt_text name)
{
    if (name.length >= sizeof out->name)
        name.length = sizeof out->name - 1;
    if (name.length)
        memcpy(out->name, name.at, name.length);
    out->name[name.length] = 0;
}

/* A global is named by the constant, not by the table that holds all of them. */
static void keep_sighting(const vikt_lua_prototype *p, size_t pc, size_t upvalue, size_t constant,
                          vikt_lua_assignment *out)
{
    vikt_text name = vikt_lua_dump_upvalue(p, upvalue);

    if (vikt_text_is(name, "_ENV"))
        name = vikt_lua_dump_constant(p, constant);
    out->line = vikt_lua_dump_line(p, pc);
    keep(out, name);
}

/* The first assignment of a function goes before those of the functions in it. */
static bool visit(void *context, const vikt_lua_prototype *p)
{
    finder *f = context;
    bool wrong = false;

    if (f->found && f->depth <= p->depth)
        return true;
    for (size_t i = 0; i < p->instructions && !wrong; i++) {
        vikt_lua_instruction at = vikt_lua_dump_instruction(p, i);
        bool global = at.code == OP_SETTABUP_54;
        size_t upvalue = global ? at.a : at.b;

        if ((!global && at.code != OP_SETUPVAL_54) || !ends_outside(p, upvalue, &wrong))
            continue;
        f->found = true;
        f->depth = p->depth;
        keep_sighting(p, i, upvalue, global ? at.b : SIZE_MAX, f->out);
        break;
    }
    return !wrong;
}

vikt_lua_assigns vikt_lua_assign_find(lua_State *L, vikt_lua_assignment *out)
{
    finder f = {.out = out};

    *out = (vikt_lua_assignment){0};
    if (!vikt_lua_dump_walk(L, visit, &f))
        return VIKT_LUA_ASSIGNS_UNKNOWN;
    return f.found ? VIKT_LUA_ASSIGNS : VIKT_LUA_ASSIGNS_NOT;
}

/* Compiles text, which returns a function, and looks into that. */
static vikt_lua_assigns assigns(lua_State *L, const char *text, vikt_lua_assignment *out)
{
    vikt_lua_assigns result = VIKT_LUA_ASSIGNS_UNKNOWN;

    if (luaL_loadbufferx(L, text, strlen(text), "=self-test", "t") != LUA_OK)
        return result;
    lua_call(L, 0, 1);
    result = vikt_lua_assign_find(L, out);
    lua_pop(L, 1);
    return result;
}

bool vikt_lua_assign_works(lua_State *L)
{
    vikt_lua_assignment found;

    if (assigns(L,
                "local sum\nreturn function(x)\n  sum = x\n  return 1.5, 2^53 | 0, \"text\"\nend",
                &found) != VIKT_LUA_ASSIGNS ||
        found.line != 3 || strcmp(found.name, "sum") != 0)
        return false;
    if (assigns(L, "local a, b\nreturn function() return function()\n b = a\nend end", &found) !=
            VIKT_LUA_ASSIGNS ||
        found.line != 3 || strcmp(found.name, "b") != 0)
        return false;
    if (assigns(L, "return function()\n local x = 2.5\n seen = x\nend", &found) !=
            VIKT_LUA_ASSIGNS ||
        found.line != 3 || strcmp(found.name, "seen") != 0)
        return false;
    if (assigns(L, "local t = {}\nreturn function(x)\n  t.sum = x\nend", &found) !=
            VIKT_LUA_ASSIGNS ||
        found.line != 3 || strcmp(found.name, "t") != 0)
        return false;
    return assigns(L, "local a return function() local b return function() b = a end end",
                   &found) == VIKT_LUA_ASSIGNS_NOT;
}
