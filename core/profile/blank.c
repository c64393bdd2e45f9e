/* SPDX-License-Identifier: MIT */
#include "core/profile/blank.h"

bool vikt_blank_next(vikt_text text, size_t *from, vikt_text *name)
{
    size_t open = text.length;

    for (size_t i = *from; i < text.length; i++) {
        if (text.at[i] == '{')
            open = i;
        if (text.at[i] != '}' || open == text.length)
            continue;
        *name = (vikt_text){text.at + open + 1, i - open - 1};
        *from = i + 1;
        return true;
    }
    return false;
}

bool vikt_blank_is_in(vikt_text text, const char *name)
{
    vikt_text blank;
    size_t from = 0;

    while (vikt_blank_next(text, &from, &blank)) {
        if (vikt_text_is(blank, name))
            return true;
    }
    return false;
}
