/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_assign.h"

#include <stdint.h>

#include "bindings/lua/lua_engine.h"
#include "core/base/text.h"

enum {
    OP_SETUPVAL_54 = 10, /* UpValue[B] := R[A]; both proven by the self-test */
    OP_SETTABUP_54 = 15, /* UpValue[A][K[B]] := ...: a global, or a field of a table outside */
    OPCODE_MASK = 0x7f,
    A_SHIFT = 7,
    B_SHIFT = 16,
    ABSOLUTE_LINE = -128,                  /* the line is in the second table */
    HEADER_54 = 4 + 1 + 1 + 6 + 3 + 8 + 8, /* signature to the number that shows the format */
    DEPTH_MAX = 250,
    DUMP_MAX = 16 << 20
};

/* Constants of Lua 5.4, by type tag. */
enum {
    TAG_NIL = 0,
    TAG_FALSE = 1,
    TAG_TRUE = 17,
    TAG_INTEGER = 3,
    TAG_FLOAT = 19,
    TAG_SHORT = 4,
    TAG_LONG = 20
};

typedef struct reader {
    const unsigned char *at, *end;
    bool wrong;
    bool found;
    vikt_lua_assignment *out;
} reader;

/* A function in the dump; only pointers into it. */
typedef struct prototype {
    const struct prototype *outer;
    long line;
    const unsigned char *code;
    size_t instructions;
    const unsigned char *constants; /* their count comes first */
    const unsigned char
        *upvalues; /* three bytes each: in the outer function's stack, index, kind */
    size_t upvalue_count;
} prototype;

static const unsigned char *take(reader *r, size_t size)
{
    const unsigned char *at = r->at;

    if (r->wrong || (size_t)(r->end - r->at) < size) {
        r->wrong = true;
        return NULL;
    }
    r->at += size;
    return at;
}

static unsigned take_byte(reader *r)
{
    const unsigned char *at = take(r, 1);

    return at ? *at : 0;
}

/* Seven bits a byte, most significant first; the last byte has bit 7 set. */
static size_t take_size(reader *r)
{
    size_t size = 0;
    unsigned byte;

    do {
        byte = take_byte(r);
        if (size > SIZE_MAX >> 8)
            r->wrong = true;
        size = size << 7 | (byte & 0x7f);
    } while (!r->wrong && !(byte & 0x80));
    return r->wrong ? 0 : size;
}

static const unsigned char *take_array(reader *r, size_t *count, size_t each)
{
    *count = take_size(r);
    if (*count > SIZE_MAX / each) {
        r->wrong = true;
        return NULL;
    }
    return take(r, *count * each);
}

/* Text with its length + 1 before it; 0 for none. */
static const unsigned char *take_text(reader *r, size_t *length)
{
    size_t size = take_size(r);

    *length = size ? size - 1 : 0;
    return take(r, *length);
}

/* Up to the wanted one (SIZE_MAX: all); its text, or NULL when it is none. */
static const unsigned char *take_constants(reader *r, size_t wanted, size_t *length)
{
    size_t count = take_size(r);
    const unsigned char *text = NULL;

    for (size_t i = 0; i < count && !r->wrong && (i == 0 || i - 1 != wanted); i++) {
        text = NULL;
        switch (take_byte(r)) {
        case TAG_NIL:
        case TAG_FALSE:
        case TAG_TRUE:
            break;
        case TAG_INTEGER:
            take(r, sizeof(lua_Integer));
            break;
        case TAG_FLOAT:
            take(r, sizeof(lua_Number));
            break;
        case TAG_SHORT:
        case TAG_LONG:
            text = take_text(r, length);
            break;
        default:
            r->wrong = true;
        }
    }
    return text;
}

/* Follows an upvalue outwards; true when it ends outside the outermost function. */
static bool ends_outside(reader *r, const prototype *p, size_t index)
{
    for (; p; p = p->outer) {
        if (index >= p->upvalue_count) {
            r->wrong = true;
            return false;
        }
        if (!p->outer)
            return true;
        if (p->upvalues[3 * index]) /* a local of the function around it */
            return false;
        index = p->upvalues[3 * index + 1];
    }
    return false;
}

/* The line of an instruction: steps from the function's first line, or from a line told in full. */
static long line_of(long line, const signed char *steps, const reader *absolute, size_t entries,
                    size_t pc)
{
    reader told = *absolute;
    size_t used = 0;

    for (size_t i = 0; i <= pc; i++) {
        if (steps[i] != ABSOLUTE_LINE) {
            line += steps[i];
        } else if (used++ < entries) {
            take_size(&told);
            line = (long)take_size(&told);
        }
    }
    return line;
}

static void keep_name(vikt_lua_assignment *out, const unsigned char *name, size_t length)
{
    if (length >= sizeof out->name)
        length = sizeof out->name - 1;
    if (length)
        memcpy(out->name, name, length);
    out->name[length] = 0;
}

/* The constant's text instead of "_ENV". */
static void name_global(const reader *r, const prototype *p, size_t constant)
{
    reader again = {.at = p->constants, .end = r->end};
    size_t length = 0;
    const unsigned char *name = take_constants(&again, constant, &length);

    if (name && !again.wrong)
        keep_name(r->out, name, length);
}

/* An assignment to something outside, found in the function's code. */
typedef struct sighting {
    bool here;
    size_t pc, upvalue;
    size_t constant; /* the global's name; SIZE_MAX: the upvalue itself is named */
} sighting;

static void take_debug(reader *r, const prototype *p, const sighting *seen)
{
    size_t count, entries, length;
    const signed char *steps = (const signed char *)take_array(r, &count, 1);
    reader absolute;
    const unsigned char *name;

    entries = take_size(r);
    absolute = *r;
    for (size_t i = 0; i < 2 * entries && !r->wrong; i++)
        take_size(r);
    if (seen->here && !r->wrong && seen->pc < count)
        r->out->line = line_of(p->line, steps, &absolute, entries, seen->pc);
    count = take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++) {
        take_text(r, &length);
        take_size(r);
        take_size(r);
    }
    count = take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++) {
        name = take_text(r, &length);
        if (seen->here && i == seen->upvalue && !r->wrong)
            keep_name(r->out, name, length);
    }
    if (seen->here && strcmp(r->out->name, "_ENV") == 0)
        name_global(r, p, seen->constant);
}

/* The first assignment of this function that ends outside. */
static sighting find_here(reader *r, const prototype *p)
{
    for (size_t i = 0; i < p->instructions && !r->wrong; i++) {
        uint32_t instruction;
        sighting seen = {true, i, 0, SIZE_MAX};

        memcpy(&instruction, p->code + 4 * i, 4);
        seen.upvalue = instruction >> B_SHIFT & 0xff;
        if ((instruction & OPCODE_MASK) == OP_SETTABUP_54) {
            seen.constant = seen.upvalue;
            seen.upvalue = instruction >> A_SHIFT & 0xff;
        } else if ((instruction & OPCODE_MASK) != OP_SETUPVAL_54) {
            continue;
        }
        if (ends_outside(r, p, seen.upvalue))
            return seen;
    }
    return (sighting){false, 0, 0, SIZE_MAX};
}

static void take_function(reader *r, const prototype *outer, int depth)
{
    prototype p = {.outer = outer};
    size_t length, count;
    sighting seen = {false, 0, 0, SIZE_MAX};

    if (depth > DEPTH_MAX) {
        r->wrong = true;
        return;
    }
    take_text(r, &length); /* source */
    p.line = (long)take_size(r);
    take_size(r); /* last line */
    take(r, 3);   /* parameters, vararg, stack size */
    p.code = take_array(r, &p.instructions, 4);
    p.constants = r->at;
    take_constants(r, SIZE_MAX, &length);
    p.upvalues = take_array(r, &p.upvalue_count, 3);
    if (r->wrong)
        return;
    if (!r->found)
        seen = find_here(r, &p);
    r->found = r->found || seen.here;
    count = take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++)
        take_function(r, &p, depth + 1);
    take_debug(r, &p, &seen);
}

static int write_dump(lua_State *L, const void *bytes, size_t size, void *context)
{
    vikt_buffer *buffer = context;

    (void)L;
    vikt_buffer_add(buffer, bytes, size);
    return buffer->failed;
}

/* lua_dump raises nothing, so the buffer is safe. */
vikt_lua_assigns vikt_lua_assign_find(lua_State *L, vikt_lua_assignment *out)
{
    const vikt_lua_engine *engine = vikt_lua_engine_of(L);
    reader r = {.out = out};
    vikt_buffer dump;
    bool failed;

    *out = (vikt_lua_assignment){0};
    vikt_buffer_init(&dump, engine->allocator, DUMP_MAX);
    failed = lua_dump(L, write_dump, &dump, 0) != 0;
    if (!failed) {
        r.at = (const unsigned char *)dump.at;
        r.end = r.at + dump.length;
        take(&r, HEADER_54 + 1); /* and the number of upvalues */
        take_function(&r, NULL, 0);
    }
    r.wrong = r.wrong || failed || r.at != r.end;
    vikt_buffer_clear(&dump);
    if (r.wrong)
        return VIKT_LUA_ASSIGNS_UNKNOWN;
    return r.found ? VIKT_LUA_ASSIGNS : VIKT_LUA_ASSIGNS_NOT;
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
