/* SPDX-License-Identifier: MIT */
#include "core/base/mention.h"

enum { SHORT = 3 }; /* bytes; fewer say too little */

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_part(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

static bool is_joint(char c)
{
    return c == '-' || c == '_' || c == '.' || c == '#';
}

static bool says_enough(vikt_text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (is_letter(word.at[i]))
            return word.length >= SHORT;
    return false;
}

static bool begins_there(vikt_text text, size_t at)
{
    if (at == 0 || !is_part(text.at[at]))
        return true;
    if (is_part(text.at[at - 1]))
        return false;
    return !(is_joint(text.at[at - 1]) && at > 1 && is_part(text.at[at - 2]));
}

static bool ends_there(vikt_text text, size_t end)
{
    if (end == text.length || !is_part(text.at[end - 1]))
        return true;
    if (is_part(text.at[end]))
        return false;
    return !(is_joint(text.at[end]) && end + 1 < text.length && is_part(text.at[end + 1]));
}

static bool is_marked(vikt_text text, size_t at, size_t end)
{
    if (at == 0 && end == text.length)
        return true;
    return at > 0 && end < text.length && text.at[at - 1] == '"' && text.at[end] == '"';
}

static size_t find_bytes(vikt_text text, size_t from, vikt_text word)
{
    while (word.length > 0 && from + word.length <= text.length) {
        const char *at = memchr(text.at + from, word.at[0], text.length - from - word.length + 1);

        if (!at)
            return SIZE_MAX;
        if (memcmp(at, word.at, word.length) == 0)
            return (size_t)(at - text.at);
        from = (size_t)(at - text.at) + 1;
    }
    return SIZE_MAX;
}

size_t vikt_mention_find(vikt_text text, size_t from, vikt_text word, vikt_mention_trust trust)
{
    bool anywhere = trust == VIKT_MENTION_CELL || says_enough(word);
    size_t at = find_bytes(text, from, word);

    for (; at != SIZE_MAX; at = find_bytes(text, at + 1, word)) {
        size_t end = at + word.length;

        if (is_marked(text, at, end) ||
            (anywhere && begins_there(text, at) && ends_there(text, end)))
            return at;
    }
    return SIZE_MAX;
}

bool vikt_mention_holds(vikt_text text, vikt_text word)
{
    return find_bytes(text, 0, word) != SIZE_MAX;
}
