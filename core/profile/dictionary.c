/* SPDX-License-Identifier: MIT */
#include "core/profile/dictionary.h"

static bool next_line(vikt_dictionary *walk)
{
    const char *text = (const char *)vikt_headings;
    vikt_text rest = {text + walk->at, vikt_headings_size - walk->at};

    while (rest.length) {
        vikt_text line = vikt_text_cut(&rest, '\n');

        walk->at = vikt_headings_size - rest.length;
        if (line.length == 0 || line.at[0] == '#')
            continue;
        walk->current.name = vikt_text_cut(&line, '\t');
        walk->current.language = vikt_text_cut(&line, '\t');
        walk->rest = line;
        return true;
    }
    return false;
}

bool vikt_dictionary_next(vikt_dictionary *walk, vikt_known *out)
{
    while (walk->rest.length == 0)
        if (!next_line(walk))
            return false;
    walk->current.spelling = vikt_text_cut(&walk->rest, '|');
    *out = walk->current;
    return true;
}
