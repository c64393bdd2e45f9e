/* SPDX-License-Identifier: MIT */
#include "core/base/defuse.h"

static bool is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte);
}

static bool begins_cell(const char *first, const char *at)
{
    return at == first || is_one_of(at[-1], ";,|\t\r\n");
}

bool vikt_defuse_at(const char *first, const char *at, const char *end)
{
    if (at == end || !begins_cell(first, at))
        return false;
    return at == first ? is_one_of(*at, "=+-@\t\r\n") : is_one_of(*at, "=+-@") && at + 1 < end;
}

vikt_text vikt_defuse_undo(vikt_arena *arena, vikt_text text)
{
    const char *end;
    char *copy;
    size_t length = 0;

    if (!text.length || !memchr(text.at, '\'', text.length))
        return text;
    end = vikt_text_end(text);
    copy = vikt_arena_new(arena, text.length, 1);
    if (!copy)
        return (vikt_text){NULL, 0};
    for (const char *at = text.at; at < end; at++)
        if (*at != '\'' || at + 1 == end || !begins_cell(text.at, at) ||
            !is_one_of(at[1], "=+-@\t\r\n"))
            copy[length++] = *at;
    return length == text.length ? text : (vikt_text){copy, length};
}
