/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_names.h"

#include <stdlib.h>
#include <string.h>

#include "bindings/lua/lua_dump.h"
#include "bindings/lua/lua_fault.h"
#include "bindings/lua/lua_frozen.h"
#include "bindings/lua/lua_scale.h"
#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/spec.h"

enum {
    OP_GETUPVAL_54 = 9,  /* R[A] := UpValue[B] */
    OP_GETFIELD_54 = 14, /* R[A] := R[B][K[C]] */
    OP_GETTABUP_54 = 11, /* R[A] := UpValue[B][K[C]]; proven by the self-test of lua_assign.h */
    OP_SETTABUP_54 = 15,
    TOLD_MAX = 200,
    UNKNOWN_STEPS = 1000
};

/* A global that the file assigns to. */
typedef struct assigned {
    vikt_text name;
    long line;
    bool read;
} assigned;

/* One walk through the functions of a file. It must not raise, so it keeps that memory is out. */
typedef struct walk {
    vikt_lua_loading *loading;
    vikt_text *known; /* the rule language's own names, then those that the file assigns to */
    size_t count, capacity;
    assigned *own;
    size_t own_count, own_capacity;
    size_t told;
    vikt_text *members; /* "math.floor" and all others of the libraries */
    size_t member_count, member_capacity;
    bool unseen; /* globals may be read in a way that no walk sees */
    bool starved;
} walk;

static void know(walk *w, vikt_text name)
{
    vikt_text *grown =
        vikt_arena_grow(&w->loading->arena, w->known, w->count, &w->capacity, sizeof *grown);

    if (grown)
        w->known = grown;
    if (grown && name.at)
        grown[w->count++] = name;
    w->starved |= !grown || !name.at;
}

static int by_name(const void *a, const void *b)
{
    return vikt_text_compare(*(const vikt_text *)a, *(const vikt_text *)b);
}

static void know_members(lua_State *L, walk *w, const char *library)
{
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        vikt_text *grown = vikt_arena_grow(&w->loading->arena, w->members, w->member_count,
                                           &w->member_capacity, sizeof *grown);
        const char *name =
            vikt_arena_print(&w->loading->arena, "%s.%s", library, lua_tostring(L, -2));

        w->starved |= !grown || !name;
        if (grown)
            w->members = grown;
        if (grown && name)
            grown[w->member_count++] = vikt_text_of(name);
    }
}

/* A table has no order, but which of two names as near is suggested must not vary. */
static void know_globals(lua_State *L, walk *w)
{
    know(w, VIKT_TEXT("_G"));
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_globals);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        const char *name = lua_tostring(L, -2); /* kept alive by the registry */

        know(w, vikt_text_of(name));
        if (vikt_lua_frozen_open(L, -1)) {
            know_members(L, w, name);
            lua_pop(L, 1);
        }
    }
    lua_pop(L, 1);
    if (w->count)
        qsort(w->known, w->count, sizeof *w->known, by_name);
    if (w->member_count)
        qsort(w->members, w->member_count, sizeof *w->members, by_name);
}

static bool is_known(const walk *w, vikt_text name)
{
    for (size_t i = 0; i < w->count; i++)
        if (vikt_text_equal(w->known[i], name))
            return true;
    return false;
}

/* Whether the upvalue is the environment, which is the file's first one. */
static bool is_environment(const vikt_lua_prototype *p, size_t upvalue)
{
    for (; p && upvalue < p->upvalue_count; p = p->outer) {
        if (!p->outer)
            return upvalue == 0;
        if (p->upvalues[3 * upvalue])
            return false;
        upvalue = p->upvalues[3 * upvalue + 1];
    }
    return false;
}

static void own(walk *w, vikt_text name, long line)
{
    assigned *grown =
        vikt_arena_grow(&w->loading->arena, w->own, w->own_count, &w->own_capacity, sizeof *grown);

    name = vikt_text_copy(&w->loading->arena, name);
    know(w, name);
    if (grown)
        w->own = grown;
    if (grown && name.at)
        grown[w->own_count++] = (assigned){.name = name, .line = line};
    w->starved |= !grown;
}

static bool find_assigned(void *context, const vikt_lua_prototype *p)
{
    walk *w = context;

    for (size_t i = 0; i < p->instructions; i++) {
        vikt_lua_instruction at = vikt_lua_dump_instruction(p, i);
        vikt_text name;

        if (at.code != OP_SETTABUP_54 || !is_environment(p, at.a))
            continue;
        name = vikt_lua_dump_constant(p, at.b);
        if (!name.length || is_known(w, name))
            continue;
        if (p->outer)
            know(w,
                 vikt_text_copy(&w->loading->arena, name)); /* when a call comes to it, it fails */
        else
            own(w, name, vikt_lua_dump_line(p, i));
    }
    return !w->starved;
}

/* ---- what is assigned for nothing ---- */

static void mark_read(walk *w, vikt_text name)
{
    for (size_t i = 0; i < w->own_count; i++)
        w->own[i].read |= vikt_text_equal(w->own[i].name, name);
}

static bool find_read(void *context, const vikt_lua_prototype *p)
{
    walk *w = context;

    for (size_t i = 0; i < p->instructions; i++) {
        vikt_lua_instruction at = vikt_lua_dump_instruction(p, i);
        bool global = at.code == OP_GETTABUP_54 && is_environment(p, at.b);
        vikt_text name = global ? vikt_lua_dump_constant(p, at.c) : (vikt_text){0};

        /* a function with hundreds of constants takes the environment to look into it later */
        w->unseen |= at.code == OP_GETUPVAL_54 && is_environment(p, at.b);
        w->unseen |= vikt_text_is(name, "_G");
        mark_read(w, name);
    }
    return true;
}

/* The first kind of statement that has a key of that name; VIKT_STATEMENT_COUNT: none has. */
static vikt_statement_kind owner_of(vikt_text key)
{
    int kind = 0;

    while (kind < VIKT_STATEMENT_COUNT && !vikt_spec_find((vikt_statement_kind)kind, key))
        kind++;
    return (vikt_statement_kind)kind;
}

static void tell_unread(walk *w, vikt_text name, long line)
{
    vikt_place place = vikt_place_of(w->loading->path, line, 0);
    vikt_statement_kind owner = owner_of(name);
    char shown[VIKT_LUA_LINE_MAX];

    if (owner != VIKT_STATEMENT_COUNT)
        vikt_lua_statement_wrong(
            w->loading, place,
            "the global \"%.*s\" is never read; it is a key of %s and stands in "
            "that table: %s%s { %.*s = ... }",
            VIKT_SHOW(name), vikt_spec_owner(owner), vikt_statement_word(owner),
            vikt_statement_named(owner) ? " \"...\"" : "", VIKT_SHOW(name));
    else
        vikt_lua_statement_wrong(w->loading, place,
                                 "the global \"%s\" is never read; take it out, or write `local` "
                                 "before a name of your own",
                                 vikt_lua_line(name, shown).at);
}

/* It would do nothing, and was meant to. */
static void check_unread(lua_State *L, walk *w)
{
    if (!w->own_count || !vikt_lua_dump_walk(L, find_read, w) || w->unseen)
        return;
    for (size_t i = 0; i < w->own_count && w->told < TOLD_MAX; i++) {
        if (w->own[i].read)
            continue;
        tell_unread(w, w->own[i].name, w->own[i].line);
        w->told++;
    }
}

/* ---- what is not known ---- */

static bool was_told(const vikt_lua_loading *loading, vikt_text name, long line)
{
    for (size_t i = 0; i < loading->unknown_count; i++)
        if ((line == 0 || loading->unknown[i].line == line) &&
            vikt_text_equal(loading->unknown[i].name, name))
            return true;
    return false;
}

static bool note(vikt_lua_loading *loading, vikt_text name, long line)
{
    vikt_lua_unknown *grown =
        vikt_arena_grow(&loading->arena, loading->unknown, loading->unknown_count,
                        &loading->unknown_capacity, sizeof *grown);

    name = vikt_text_copy(&loading->arena, name);
    if (!grown || !name.at)
        return false;
    loading->unknown = grown;
    grown[loading->unknown_count++] = (vikt_lua_unknown){name, line};
    return true;
}

/* Whether the line has the name with nothing behind it that would make it a call. */
static bool is_value(const walk *w, vikt_text name, long line)
{
    const vikt_lua_file *file = &w->loading->engine->files[w->loading->file];
    const char *at = file->text, *end = vikt_text_end((vikt_text){at, file->length});

    for (; at < end && line > 1; at++)
        line -= *at == '\n';
    for (; at < end && *at != '\n'; at++) {
        const char *behind = at + name.length;

        if ((size_t)(end - at) < name.length || memcmp(at, name.at, name.length) != 0)
            continue;
        while (behind < end && *behind == ' ')
            behind++;
        return behind == end || strchr(",;}) \n\r<>~", *behind) != NULL;
    }
    return false;
}

/* p: the function that reads it; all zeros when that is not known. A misspelt parameter is as
 * likely as a misspelt word. */
static void tell(walk *w, const vikt_lua_prototype *p, vikt_text name, long line)
{
    vikt_nearest nearest = {.wanted = name};
    vikt_text local;
    char hint[160], shown[VIKT_LUA_LINE_MAX];
    const char *hint_first = "";

    for (size_t i = 0; p->end && (local = vikt_lua_dump_local(p, i)).length; i++)
        vikt_nearest_offer(&nearest, local);
    for (size_t i = 0; i < w->count; i++)
        vikt_nearest_offer(&nearest, w->known[i]);
    vikt_nearest_hint(&nearest, hint, sizeof hint);
    if (name.length > 100)
        name.length = 100;
    if (p->outer)
        hint_first = "; what a function needs must be one of its parameters";
    else if (p->end && !*hint && is_value(w, name, line))
        hint_first = "; a text, also the name of a field or class, stands in quotation marks";
    vikt_lua_statement_wrong(w->loading, vikt_place_of(w->loading->path, line, 0),
                             "there is no name \"%s\"%s%s", vikt_lua_line(name, shown).at,
                             hint_first, hint);
}

/* The name behind "LIBRARY." in a member, or none. */
static vikt_text name_in(vikt_text member, vikt_text library)
{
    if (member.length <= library.length || member.at[library.length] != '.' ||
        memcmp(member.at, library.at, library.length) != 0)
        return (vikt_text){0};
    return (vikt_text){member.at + library.length + 1, member.length - library.length - 1};
}

/* math.flor: what the instruction behind the one that takes the library takes from it. */
static void check_member(walk *w, const vikt_lua_prototype *p, size_t i, vikt_text library)
{
    vikt_lua_instruction owner = vikt_lua_dump_instruction(p, i), at;
    vikt_nearest nearest = {0};
    char hint[160], shown[VIKT_LUA_LINE_MAX];
    bool is_library = false;

    if (i + 1 == p->instructions)
        return;
    at = vikt_lua_dump_instruction(p, i + 1);
    if (at.code != OP_GETFIELD_54 || at.b != owner.a)
        return;
    nearest.wanted = vikt_lua_dump_constant(p, at.c);
    for (size_t m = 0; m < w->member_count; m++) {
        vikt_text name = name_in(w->members[m], library);

        if (name.length && vikt_text_equal(name, nearest.wanted))
            return;
        is_library |= name.length > 0;
        if (name.length)
            vikt_nearest_offer(&nearest, name);
    }
    if (!is_library || !nearest.wanted.length)
        return;
    if (nearest.wanted.length > 100)
        nearest.wanted.length = 100;
    w->told++;
    vikt_nearest_hint(&nearest, hint, sizeof hint);
    vikt_lua_statement_wrong(
        w->loading, vikt_place_of(w->loading->path, vikt_lua_dump_line(p, i + 1), 0),
        "%.*s has no \"%s\"%s", VIKT_SHOW(library), vikt_lua_line(nearest.wanted, shown).at, hint);
}

static bool find_unknown(void *context, const vikt_lua_prototype *p)
{
    walk *w = context;

    for (size_t i = 0; i < p->instructions && w->told < TOLD_MAX; i++) {
        vikt_lua_instruction at = vikt_lua_dump_instruction(p, i);
        vikt_text name;
        long line;

        if (at.code != OP_GETTABUP_54 || !is_environment(p, at.b))
            continue;
        name = vikt_lua_dump_constant(p, at.c);
        if (!name.length)
            continue;
        if (is_known(w, name)) {
            check_member(w, p, i, name);
            continue;
        }
        line = vikt_lua_dump_line(p, i);
        if (was_told(w->loading, name, line))
            continue;
        tell(w, p, name, line);
        w->told++;
        w->starved |= !note(w->loading, name, line);
    }
    return !w->starved;
}

void vikt_lua_names_check(lua_State *L, vikt_lua_loading *loading)
{
    walk w = {.loading = loading};

    if (!vikt_lua_engine_of(L)->checked)
        return;
    know_globals(L, &w);
    if (!w.starved && vikt_lua_dump_walk(L, find_assigned, &w)) {
        vikt_lua_dump_walk(L, find_unknown, &w);
        check_unread(L, &w);
    }
    loading->names = w.known;
    loading->name_count = w.count;
    if (w.starved)
        vikt_lua_budget_break(L, VIKT_LUA_STARVED);
}

/* ---- while the file runs ---- */

/* What the walk cannot see comes here untold: _G["name"], and a function with hundreds of
 * constants. */
int vikt_lua_names_unknown(lua_State *L)
{
    vikt_lua_loading *loading = vikt_lua_engine_of(L)->loading;
    walk w = {.loading = loading};
    vikt_text name;

    if (!loading || lua_type(L, 2) != LUA_TSTRING)
        return 0;
    w.known = (vikt_text *)loading->names; /* only read */
    w.count = loading->name_count;
    name.at = lua_tolstring(L, 2, &name.length);
    if (is_known(&w, name)) /* the file assigns to it, but has not yet */
        return 0;
    vikt_lua_budget_pay(L, UNKNOWN_STEPS);
    if (loading->unknown_count < TOLD_MAX && !was_told(loading, name, 0)) {
        long line = vikt_lua_place(L).line;

        tell(&w, &(vikt_lua_prototype){0}, name, line);
        if (!note(loading, name, line))
            vikt_lua_budget_break(L, VIKT_LUA_STARVED);
    }
    vikt_lua_scale_push_unknown(L);
    return 1;
}
