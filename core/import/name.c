/* SPDX-License-Identifier: MIT */
#include "core/import/name.h"

vikt_text vikt_name_folded(vikt_arena *arena, vikt_text text)
{
    /* lower case may be longer by a byte or two */
    char *out = vikt_arena_new(arena, text.length + 1, 3);
    const char *at, *end;
    size_t length = 0;
    bool blank = false;

    text = vikt_text_trim(text);
    if (!out)
        return (vikt_text){NULL, 0};
    at = text.at;
    end = vikt_text_end(text);
    while (at < end) {
        uint32_t code = vikt_text_lower(vikt_text_next(&at, end));

        if (code <= ' ' || code == 0xa0 || code == 0x202f) {
            blank = true;
            continue;
        }
        if (blank)
            out[length++] = ' ';
        blank = false;
        length += vikt_text_put(out + length, code);
    }
    return (vikt_text){out, length};
}

bool vikt_names_index(const vikt_column *names, size_t count, vikt_arena *arena, vikt_map *out)
{
    for (size_t row = 0; row < count; row++) {
        vikt_text name = vikt_name_folded(arena, vikt_column_text(names, row));
        uint32_t *first;

        if (!name.at)
            return false;
        if (!name.length)
            continue;
        first = vikt_map_put(out, name, (uint32_t)row);
        if (!first)
            return false;
        if (*first != row)
            *first = VIKT_NAME_SEVERAL;
    }
    return true;
}
