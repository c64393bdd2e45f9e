/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_budget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bindings/lua/lua_engine.h"

enum {
    CHARGED_TEXT = 256, /* shorter texts cost what the instruction that makes them costs */
    BYTES_A_STEP = 16,
    ROOM = 4 << 20,
    LONG_TEXT = 256,      /* of a longer one, a single instruction may look at every byte */
    BYTES_A_WEIGHT = 256, /* reading a number takes a tenth of a microsecond for so many */
    SPREAD_LEAST = 32,
    SPREAD_MOST = 2048,
    FRAMES_SEEN = 15
};

void vikt_lua_budget_init(vikt_lua_budget *budget, const vikt_allocator *allocator,
                          const vikt_engine_limits *limits)
{
    *budget = (vikt_lua_budget){.allocator = allocator};
    budget->bytes_max = limits && limits->memory ? limits->memory : VIKT_LUA_MEMORY;
    budget->steps_max =
        limits && limits->instructions > 0 ? (size_t)limits->instructions : VIKT_LUA_STEPS;
    budget->bytes_cap = budget->bytes_max;
    budget->steps_cap = budget->steps_max;
}

/* Long texts are copied by single instructions (`..`), so they are paid for where they are made.
 * Only they: whether anything else is allocated depends on the garbage of earlier calls, and the
 * count must not. */
static bool text_allowed(vikt_lua_budget *budget, size_t size)
{
    if (size > (size_t)VIKT_LUA_TEXT_MAX + 64) {
        budget->broken = VIKT_LUA_LONG_TEXT;
        return false;
    }
    if (size >= CHARGED_TEXT)
        budget->steps += size / BYTES_A_STEP;
    return true;
}

static void count(lua_State *L, lua_Debug *debug);

void vikt_lua_budget_count(vikt_lua_budget *budget)
{
    if (budget->tier != VIKT_LUA_WATCHED || budget->counting)
        return;
    budget->counting = true;
    lua_sethook(budget->watch.L, count, LUA_MASKCOUNT, VIKT_LUA_HOOK);
}

/* Comparing texts, and taking them for numbers, is done by single instructions and by functions
 * that cannot be made to pay. So all instructions weigh more in a call that has a long text. */
static void note_text(vikt_lua_budget *budget, size_t size)
{
    if (size <= budget->longest)
        return;
    budget->longest = size;
    if (size > LONG_TEXT)
        vikt_lua_budget_count(budget);
}

static size_t weight(const vikt_lua_budget *budget)
{
    return budget->longest > LONG_TEXT ? 1 + budget->longest / BYTES_A_WEIGHT : 1;
}

/* A refusal makes Lua collect all garbage and try again, which a rule at its limit could ask for
 * without end. */
static size_t collection_steps(const vikt_lua_budget *budget)
{
    return budget->bytes / 64;
}

static size_t room(const vikt_lua_budget *budget)
{
    return budget->bytes < budget->bytes_cap ? budget->bytes_cap - budget->bytes : 0;
}

void *vikt_lua_budget_allocate(void *context, void *memory, size_t old, size_t size)
{
    vikt_lua_budget *budget = context;
    size_t before = memory ? old : 0;
    void *moved;

    if (size == 0) {
        vikt_release(budget->allocator, memory);
        budget->bytes -= before;
        return NULL;
    }
    if (!memory && old == LUA_TSTRING && !text_allowed(budget, size))
        return NULL;
    if (size > before && size - before > room(budget)) {
        budget->steps += collection_steps(budget);
        return NULL;
    }
    moved = vikt_resize(budget->allocator, memory, 1, size);
    if (!moved && size <= before)
        moved = memory; /* Lua takes it for granted that shrinking works */
    if (!moved) {
        budget->starved = true;
        return NULL;
    }
    budget->bytes += size - before;
    if (!memory && old == LUA_TSTRING)
        note_text(budget, size);
    return moved;
}

/* How many arguments `...` stands for in a frame, to a power of two: one instruction copies all of
 * them. */
static size_t spread(lua_State *L, const lua_Debug *frame)
{
    size_t most = 0;

    for (int n = SPREAD_LEAST; n <= SPREAD_MOST && lua_getlocal(L, frame, -n); n *= 2) {
        lua_pop(L, 1);
        most = (size_t)n;
    }
    return most;
}

static void count(lua_State *L, lua_Debug *debug)
{
    size_t most = spread(L, debug);
    lua_Debug caller;

    for (int level = 1; level <= FRAMES_SEEN && lua_getstack(L, level, &caller); level++) {
        if (spread(L, &caller) == SPREAD_MOST)
            most = SPREAD_MOST;
    }
    if (most == SPREAD_MOST)
        vikt_lua_budget_break(L, VIKT_LUA_ARGUMENTS);
    vikt_lua_budget_pay(L, VIKT_LUA_HOOK *
                               (weight(&vikt_lua_engine_of(L)->budget) + most / SPREAD_LEAST));
}

static void stop(lua_State *L, lua_Debug *debug)
{
    (void)debug;
    vikt_lua_budget_break(L, VIKT_LUA_LATE);
}

bool vikt_lua_budget_watch(lua_State *L, vikt_lua_budget *budget)
{
    /* a smaller budget could be used up before the watch goes off */
    return budget->steps_max >= VIKT_LUA_STEPS && vikt_lua_watch_begin(&budget->watch, L, stop);
}

void vikt_lua_budget_arm(lua_State *L, vikt_lua_budget *budget, vikt_lua_tier tier)
{
    size_t spare = tier == VIKT_LUA_EXACT ? 0 : 1;

    if (tier == VIKT_LUA_WATCHED)
        vikt_lua_watch_turn(&budget->watch);
    if (tier != VIKT_LUA_WATCHED || budget->counting)
        lua_sethook(L, tier == VIKT_LUA_WATCHED ? NULL : count, LUA_MASKCOUNT, VIKT_LUA_HOOK);
    budget->counting = false;
    budget->tier = tier;
    budget->bytes_cap = budget->bytes_max - spare * (budget->bytes_max / 16);
    budget->steps_cap = budget->steps_max - spare * (budget->steps_max / 16);
    /* half stands for instructions that are not counted: more than the watch lets through */
    budget->steps = tier == VIKT_LUA_WATCHED ? budget->steps_max / 2 : 0;
    budget->broken = VIKT_LUA_SOUND;
    budget->starved = false;
    budget->longest = 0;
    note_text(budget, budget->kept);
}

void vikt_lua_budget_keep(vikt_lua_budget *budget)
{
    budget->kept = budget->longest;
}

void vikt_lua_budget_pay(lua_State *L, size_t steps)
{
    vikt_lua_budget *budget = &vikt_lua_engine_of(L)->budget;

    if (steps > budget->steps_max)
        steps = budget->steps_max + 1;
    budget->steps += steps;
    if (budget->broken == VIKT_LUA_SOUND && budget->steps > budget->steps_cap)
        budget->broken = VIKT_LUA_NO_STEPS;
    if (budget->broken == VIKT_LUA_SOUND && budget->tier == VIKT_LUA_WATCHED && budget->watch.late)
        budget->broken = VIKT_LUA_LATE;
    if (budget->broken != VIKT_LUA_SOUND)
        vikt_lua_budget_raise(L);
}

void vikt_lua_budget_room(lua_State *L)
{
    vikt_lua_budget *budget = &vikt_lua_engine_of(L)->budget;

    if (room(budget) >= ROOM)
        return;
    vikt_lua_budget_pay(L, collection_steps(budget));
    lua_gc(L, LUA_GCCOLLECT);
}

void vikt_lua_budget_clean(lua_State *L, const vikt_lua_budget *budget)
{
    if (budget->bytes > budget->bytes_max / 2)
        lua_gc(L, LUA_GCCOLLECT);
}

/* luaL_Buffer raises memory errors as if they were the rule's own. */
static bool is_buffer_error(lua_State *L, int status)
{
    return status == LUA_ERRRUN && lua_type(L, -1) == LUA_TSTRING &&
           strcmp(lua_tostring(L, -1), "not enough memory") == 0;
}

/* Nested calls of C functions are another, smaller limit, and the same in both tiers. A rule that
 * raises these words itself is taken at its word. */
static bool is_too_deep(lua_State *L, int status)
{
    const char *message =
        status == LUA_ERRRUN && lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";

    return status == LUA_ERRERR ||
           (strstr(message, "stack overflow") && !strstr(message, "C stack overflow"));
}

vikt_lua_broken vikt_lua_budget_broken(lua_State *L, int status)
{
    vikt_lua_budget *budget = &vikt_lua_engine_of(L)->budget;

    if (budget->broken == VIKT_LUA_SOUND && is_too_deep(L, status))
        budget->broken = VIKT_LUA_TOO_DEEP;
    if (budget->broken == VIKT_LUA_SOUND && (status == LUA_ERRMEM || is_buffer_error(L, status)))
        budget->broken = budget->starved ? VIKT_LUA_STARVED : VIKT_LUA_NO_BYTES;
    return budget->broken;
}

int vikt_lua_budget_raise(lua_State *L)
{
    lua_pushlightuserdata(L, vikt_lua_engine_of(L)); /* allocates nothing */
    return lua_error(L);
}

int vikt_lua_budget_break(lua_State *L, vikt_lua_broken how)
{
    vikt_lua_engine_of(L)->budget.broken = how;
    return vikt_lua_budget_raise(L);
}

/* 50000000 as 50,000,000. */
static void grouped(size_t number, char text[32])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu", number);
    int at = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = 0;
}

void vikt_lua_budget_describe(const vikt_lua_budget *budget, char *text, size_t size)
{
    bool whole_mib = budget->bytes_max % (1 << 20) == 0;
    char number[32];

    switch (budget->broken) {
    case VIKT_LUA_SOUND:
        snprintf(text, size, "no limit was reached");
        break;
    case VIKT_LUA_NO_STEPS:
        grouped(budget->steps_max, number);
        snprintf(text, size, "used more than %s instructions (an endless loop?)", number);
        break;
    case VIKT_LUA_NO_BYTES:
        grouped(budget->bytes_max >> (whole_mib ? 20 : 10), number);
        snprintf(text, size, "used more than %s %s of memory", number, whole_mib ? "MiB" : "KiB");
        break;
    case VIKT_LUA_LONG_TEXT:
        grouped(VIKT_LUA_TEXT_MAX, number);
        snprintf(text, size, "made a text of more than %s bytes", number);
        break;
    case VIKT_LUA_ARGUMENTS:
        grouped(SPREAD_MOST, number);
        snprintf(text, size, "called a function with more than %s arguments", number);
        break;
    case VIKT_LUA_TOO_DEEP:
        snprintf(text, size, "stack overflow (a function that calls itself for ever?)");
        break;
    case VIKT_LUA_LATE:
        snprintf(text, size, "took too long");
        break;
    case VIKT_LUA_STARVED:
        snprintf(text, size, "out of memory");
        break;
    }
}
