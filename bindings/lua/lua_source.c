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

long vikt_lua_source_line(vikt_text source, vikt_text name)
{
    /* an empty file may have no bytes at all */
    scanner s = {source.at, source.length ? source.at + source.length : source.at, 1};

    while (s.at < s.end) {
        int level = long_level(&s);

        if (peek(&s, 0) == '-' && peek(&s, 1) == '-')
            skip_comment(&s);
        else if (level >= 0)
            skip_long(&s, (size_t)level);
        else if (*s.at == '"' || *s.at == '\'')
            skip_quoted(&s);
        else if (is_dots(&s) && vikt_text_is(name, "..."))
            return s.line;
        else if (!is_name(*s.at))
            step(&s);
        else if (vikt_text_equal(take_name(&s), name))
            return s.line;
    }
    return 0;
}
