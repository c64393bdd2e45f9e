/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_dump.h"

#include <stdint.h>
#include <string.h>

#include "bindings/lua/lua_engine.h"

enum {
    OPCODE_MASK = 0x7f,
    A_SHIFT = 7,
    B_SHIFT = 16,
    C_SHIFT = 24,
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
    vikt_lua_visit *visit;
    void *context;
} reader;

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

vikt_text vikt_lua_dump_constant(const vikt_lua_prototype *p, size_t number)
{
    reader r = {.at = p->constants, .end = p->end};
    size_t length = 0;
    const unsigned char *text = take_constants(&r, number, &length);

    return text && !r.wrong ? (vikt_text){(const char *)text, length} : (vikt_text){0};
}

vikt_lua_instruction vikt_lua_dump_instruction(const vikt_lua_prototype *p, size_t number)
{
    uint32_t word;

    memcpy(&word, p->code + 4 * number, 4);
    return (vikt_lua_instruction){.code = word & OPCODE_MASK,
                                  .a = word >> A_SHIFT & 0xff,
                                  .b = word >> B_SHIFT & 0xff,
                                  .c = word >> C_SHIFT & 0xff};
}

/* A step from the line before, or a line told in full. */
long vikt_lua_dump_line(const vikt_lua_prototype *p, size_t number)
{
    const signed char *steps = (const signed char *)p->steps;
    reader told = {.at = p->absolute, .end = p->end};
    size_t used = 0;
    long line = p->line;

    for (size_t i = 0; i <= number && i < p->step_count; i++) {
        if (steps[i] != ABSOLUTE_LINE) {
            line += steps[i];
        } else if (used++ < p->absolute_count) {
            take_size(&told);
            line = (long)take_size(&told);
        }
    }
    return line;
}

/* The names of locals, or of upvalues, lie one behind the other. */
static vikt_text name_at(const vikt_lua_prototype *p, const unsigned char *at, size_t number,
                         bool local)
{
    reader r = {.at = at, .end = p->end};
    size_t count = take_size(&r), length = 0;
    const unsigned char *name = NULL;

    if (number >= count)
        return (vikt_text){0};
    for (size_t i = 0; i <= number && !r.wrong; i++) {
        name = take_text(&r, &length);
        if (local) {
            take_size(&r);
            take_size(&r);
        }
    }
    return r.wrong ? (vikt_text){0} : (vikt_text){(const char *)name, length};
}

vikt_text vikt_lua_dump_local(const vikt_lua_prototype *p, size_t number)
{
    return name_at(p, p->locals, number, true);
}

vikt_text vikt_lua_dump_upvalue(const vikt_lua_prototype *p, size_t number)
{
    return name_at(p, p->upvalue_names, number, false);
}

static void take_debug(reader *r, vikt_lua_prototype *p)
{
    size_t count, length;

    p->steps = take_array(r, &p->step_count, 1);
    p->absolute_count = take_size(r);
    p->absolute = r->at;
    for (size_t i = 0; i < 2 * p->absolute_count && !r->wrong; i++)
        take_size(r);
    p->locals = r->at;
    count = take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++) {
        take_text(r, &length);
        take_size(r);
        take_size(r);
    }
    p->upvalue_names = r->at;
    count = take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++)
        take_text(r, &length);
}

static void take_function(reader *r, const vikt_lua_prototype *outer, int depth)
{
    vikt_lua_prototype p = {.outer = outer, .end = r->end, .depth = depth};
    size_t length, count;

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
    count = r->wrong ? 0 : take_size(r);
    for (size_t i = 0; i < count && !r->wrong; i++)
        take_function(r, &p, depth + 1);
    take_debug(r, &p);
    if (!r->wrong)
        r->wrong = !r->visit(r->context, &p);
}

static int write_dump(lua_State *L, const void *bytes, size_t size, void *context)
{
    vikt_buffer *buffer = context;

    (void)L;
    vikt_buffer_add(buffer, bytes, size);
    return buffer->failed;
}

/* lua_dump raises nothing, so the buffer is safe. */
bool vikt_lua_dump_walk(lua_State *L, vikt_lua_visit *visit, void *context)
{
    reader r = {.visit = visit, .context = context};
    vikt_buffer dump;
    bool failed;

    vikt_buffer_init(&dump, vikt_lua_engine_of(L)->allocator, DUMP_MAX);
    failed = lua_dump(L, write_dump, &dump, 0) != 0;
    if (!failed) {
        r.at = (const unsigned char *)dump.at;
        r.end = r.at + dump.length;
        take(&r, HEADER_54 + 1); /* and the number of upvalues */
        take_function(&r, NULL, 0);
    }
    r.wrong = r.wrong || failed || r.at != r.end;
    vikt_buffer_clear(&dump);
    return !r.wrong;
}
