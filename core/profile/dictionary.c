/* SPDX-License-Identifier: MIT */
#include "core/profile/dictionary.h"

/* The next line that begins so, of any beginning the next that is no comment. */
static bool next_line(vikt_dictionary *walk, vikt_text name)
{
    const char *text = (const char *)vikt_headings;
    vikt_text rest = {text + walk->at, vikt_headings_size - walk->at};

    while (rest.length) {
        vikt_text line = vikt_text_cut(&rest, '\n');

        walk->at = vikt_headings_size - rest.length;
        if (line.length <= name.length || line.at[0] == '#' ||
            (name.length &&
             (memcmp(line.at, name.at, name.length) != 0 || line.at[name.length] != '\t')))
            continue;
        walk->current.name = vikt_text_cut(&line, '\t');
        walk->current.language = vikt_text_cut(&line, '\t');
        walk->rest = line;
        return true;
    }
    return false;
}

static bool next(vikt_dictionary *walk, vikt_text name, vikt_known *out)
{
    while (walk->rest.length == 0)
        if (!next_line(walk, name))
            return false;
    walk->current.spelling = vikt_text_cut(&walk->rest, '|');
    *out = walk->current;
    return true;
}

bool vikt_dictionary_next(vikt_dictionary *walk, vikt_known *out)
{
    return next(walk, (vikt_text){NULL, 0}, out);
}

bool vikt_dictionary_next_of(vikt_dictionary *walk, const char *name, vikt_known *out)
{
    return next(walk, vikt_text_of(name), out);
}

/* Of up to 64 bytes: a count that fits a byte is added up for many bytes at once. */
static uint8_t ends_in(const unsigned char *bytes, size_t count)
{
    uint8_t ends = 0;

    for (size_t i = 0; i < count; i++)
        ends = (uint8_t)(ends + (bytes[i] == '|') + (bytes[i] == '\n'));
    return ends;
}

size_t vikt_dictionary_room(void)
{
    size_t room = 1, at = 0;

    for (; at + 64 <= vikt_headings_size; at += 64)
        room += ends_in(vikt_headings + at, 64);
    return room + ends_in(vikt_headings + at, vikt_headings_size - at);
}
