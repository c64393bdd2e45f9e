/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_source.h"

/* Follows Lua's lexer exactly where it matters: what this takes for a comment or a text must be
 * one, or a name could hide in it. */
typedef struct scanner {
    const char *at, *end;
    long line;
} scanner;

static char peek(const scanner *s, size_t ahead)
{
    return ahead < (size_t)(s->end - s->at) ? s->at[ahead] : 0;
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* One byte; "\r\n" and "\n\r" are one line break, as in Lua. */
static void step(scanner *s)
{
    char c = *s->at++;

    if (!is_break(c))
        return;
    s->line++;
    if (s->at < s->end && is_break(*s->at) && *s->at != c)
        s->at++;
}

/* The = signs between the two brackets of "[==["; -1 where there is none. */
static int long_level(const scanner *s)
{
    size_t level = 0;

    if (peek(s, 0) != '[')
        return -1;
    while (peek(s, 1 + level) == '=')
        level++;
    return peek(s, 1 + level) == '[' ? (int)level : -1;
}

static bool closes(const scanner *s, size_t level)
{
    for (size_t i = 1; i <= level; i++) {
        if (peek(s, i) != '=')
            return false;
    }
    return peek(s, 0) == ']' && peek(s, level + 1) == ']';
}

static void skip_long(scanner *s, size_t level)
{
    s->at += level + 2;
    while (s->at < s->end && !closes(s, level))
        step(s);
    s->at = s->at < s->end ? s->at + level + 2 : s->end;
}

static void skip_comment(scanner *s)
{
    int level;

    s->at += 2;
    level = long_level(s);
    if (level >= 0) {
        skip_long(s, (size_t)level);
        return;
    }
    while (s->at < s->end && !is_break(*s->at))
        s->at++;
}

/* To the closing quote; an unescaped line break is an error that Lua finds. */
static void skip_quoted(scanner *s)
{
    const char quote = *s->at++;

    while (s->at < s->end && *s->at != quote && !is_break(*s->at)) {
        bool escape = *s->at == '\\', spaces = escape && peek(s, 1) == 'z';

        step(s);
        if (escape && s->at < s->end)
            step(s);
        while (spaces && s->at < s->end && is_space(*s->at))
            step(s);
    }
    if (s->at < s->end && *s->at == quote)
        s->at++;
}

static vikt_text take_name(scanner *s)
{
    vikt_text name = {s->at, 0};

    while (s->at < s->end && is_name(*s->at))
        s->at++;
    name.length = (size_t)(s->at - name.at);
    return name;
}

static bool is_dots(const scanner *s)
{
    return peek(s, 0) == '.' && peek(s, 1) == '.' && peek(s, 2) == '.';
}

/* A comment or a text that begins here; false when there is none. */
static bool skip(scanner *s)
{
    int level = long_level(s);

    if (peek(s, 0) == '-' && peek(s, 1) == '-')
        skip_comment(s);
    else if (level >= 0)
        skip_long(s, (size_t)level);
    else if (*s->at == '"' || *s->at == '\'')
        skip_quoted(s);
    else
        return false;
    return true;
}

long vikt_lua_source_line(vikt_text source, vikt_text name)
{
    /* an empty file may have no bytes at all */
    scanner s = {source.at, vikt_text_end(source), 1};

    while (s.at < s.end) {
        if (skip(&s))
            continue;
        if (is_dots(&s) && vikt_text_is(name, "..."))
            return s.line;
        if (!is_name(*s.at))
            step(&s);
        else if (vikt_text_equal(take_name(&s), name))
            return s.line;
    }
    return 0;
}

size_t vikt_lua_source_find(vikt_text source, size_t from, char sign)
{
    scanner s = {source.at, vikt_text_end(source), 1};

    s.at += from;
    while (s.at < s.end && *s.at != sign) {
        if (!skip(&s))
            step(&s);
    }
    return source.length ? (size_t)(s.at - source.at) : 0;
}

/* ---- numbers and comparisons ---- */

enum { BLOCKS_MAX = 256 };

/* The blocks that are open: which of them are functions. */
typedef struct blocks {
    bool function[BLOCKS_MAX];
    size_t count, functions;
} blocks;

static void open_block(blocks *b, bool function)
{
    if (b->count < BLOCKS_MAX)
        b->function[b->count] = function;
    b->count++;
    b->functions += function;
}

static void close_block(blocks *b)
{
    if (b->count == 0)
        return;
    b->count--;
    if (b->count < BLOCKS_MAX)
        b->functions -= b->function[b->count];
}

/* `while` and `for` have their `do`, `elseif` and `else` the `end` of their `if`. */
static void hear_name(blocks *b, vikt_text name)
{
    if (vikt_text_is(name, "function"))
        open_block(b, true);
    else if (vikt_text_is(name, "if") || vikt_text_is(name, "do"))
        open_block(b, false);
    else if (vikt_text_is(name, "end"))
        close_block(b);
}

/* As Lua's lexer takes it: everything that could belong to a number. */
static vikt_text take_number(scanner *s)
{
    vikt_text number = {s->at, 0};
    bool hexadecimal = peek(s, 0) == '0' && (peek(s, 1) | 0x20) == 'x';

    while (is_name(peek(s, 0)) || peek(s, 0) == '.') {
        char lower = (char)(*s->at | 0x20);

        s->at++;
        if (lower == (hexadecimal ? 'p' : 'e') && (peek(s, 0) == '+' || peek(s, 0) == '-'))
            s->at++;
    }
    number.length = (size_t)(s->at - number.at);
    return number;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The comparison that begins here, or nothing; shifts are none. */
static vikt_text comparison(const scanner *s)
{
    char first = peek(s, 0), second = peek(s, 1);

    if ((first == '<' || first == '>') && second == first)
        return (vikt_text){s->at, 0};
    if ((first == '<' || first == '>' || first == '=' || first == '~') && second == '=')
        return (vikt_text){s->at, 2};
    return (vikt_text){s->at, first == '<' || first == '>' ? 1 : 0};
}

/* A number, a comparison, a shift or one byte; length 0 when it is nothing to hear of. */
static vikt_text take_sign(scanner *s)
{
    vikt_text token = comparison(s);

    if (is_digit(peek(s, 0)) || (peek(s, 0) == '.' && is_digit(peek(s, 1))))
        return take_number(s);
    if (token.length) {
        s->at += token.length;
        return token;
    }
    if ((peek(s, 0) == '<' || peek(s, 0) == '>') && peek(s, 1) == peek(s, 0))
        s->at++;
    step(s);
    return token;
}

void vikt_lua_source_scan(vikt_text source, bool (*hear)(void *context, vikt_text token, long line),
                          void *context)
{
    scanner s = {source.at, vikt_text_end(source), 1};
    blocks b = {.count = 0};

    while (s.at < s.end) {
        if (skip(&s))
            continue;
        if (is_name(*s.at) && !is_digit(*s.at)) {
            hear_name(&b, take_name(&s));
        } else {
            long line = s.line;
            vikt_text token = take_sign(&s);

            if (token.length && b.functions && !hear(context, token, line))
                return;
        }
    }
}

/* ---- functions ---- */

vikt_text vikt_lua_source_functions(vikt_text source, long line)
{
    scanner s = {source.at, vikt_text_end(source), 1};
    vikt_text found = {0};
    blocks b = {.count = 0};

    while (s.at < s.end && (s.line <= line || b.count)) {
        vikt_text name;

        if (skip(&s))
            continue;
        if (!is_name(*s.at)) {
            step(&s);
            continue;
        }
        name = take_name(&s);
        if (!b.count && !(s.line == line && vikt_text_is(name, "function")))
            continue;
        if (!found.at)
            found.at = name.at;
        hear_name(&b, name);
        found.length = (size_t)(s.at - found.at);
    }
    return found;
}
