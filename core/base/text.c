/* SPDX-License-Identifier: MIT */
#include "core/base/text.h"

#include <stdio.h>

bool vikt_text_ends(vikt_text text, const char *end)
{
    size_t length = strlen(end);

    return text.length > length && !memcmp(text.at + text.length - length, end, length);
}

int vikt_text_compare(vikt_text a, vikt_text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common ? memcmp(a.at, b.at, common) : 0;

    if (order == 0)
        order = (a.length > b.length) - (a.length < b.length);
    return order;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_no_break_space(const char *at)
{
    return (unsigned char)at[0] == 0xc2 && (unsigned char)at[1] == 0xa0;
}

vikt_text vikt_text_start(vikt_text text, size_t length)
{
    if (text.length <= length)
        return text;
    while (length && ((unsigned char)text.at[length] & 0xc0) == 0x80)
        length--;
    return (vikt_text){text.at, length};
}

vikt_text vikt_text_trim(vikt_text text)
{
    for (;;) {
        size_t before = text.length;

        if (text.length && is_blank(text.at[0])) {
            text.at++;
            text.length--;
        } else if (text.length >= 2 && is_no_break_space(text.at)) {
            text.at += 2;
            text.length -= 2;
        }
        if (text.length && is_blank(text.at[text.length - 1]))
            text.length--;
        else if (text.length >= 2 && is_no_break_space(text.at + text.length - 2))
            text.length -= 2;
        if (text.length == before)
            return text;
    }
}

vikt_text vikt_text_cut(vikt_text *rest, char separator)
{
    const char *found = rest->length ? memchr(rest->at, separator, rest->length) : NULL;
    vikt_text part = *rest;

    if (!found) {
        *rest = (vikt_text){NULL, 0};
        return part;
    }
    part.length = (size_t)(found - part.at);
    *rest = (vikt_text){found + 1, rest->length - part.length - 1};
    return part;
}

vikt_text vikt_text_copy(vikt_arena *arena, vikt_text text)
{
    char *copy = vikt_arena_copy(arena, text.at, text.length);

    return (vikt_text){copy, copy ? text.length : 0};
}

vikt_text vikt_text_keep(vikt_arena *arena, vikt_text text, bool *failed)
{
    vikt_text copy = text.at ? vikt_text_copy(arena, text) : text;

    *failed |= text.at && !copy.at;
    return copy;
}

/* Unicode 15, table 3-7: the second byte decides about overlong forms, surrogates and the end. */
static bool is_second(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xe0:
        return second >= 0xa0 && second <= 0xbf;
    case 0xed:
        return second >= 0x80 && second <= 0x9f;
    case 0xf0:
        return second >= 0x90 && second <= 0xbf;
    case 0xf4:
        return second >= 0x80 && second <= 0x8f;
    default:
        return second >= 0x80 && second <= 0xbf;
    }
}

size_t vikt_text_ascii(const char *at, const char *end)
{
    const char *begin = at;
    uint64_t eight;

    while (end - at >= 8) {
        memcpy(&eight, at, 8);
        if (eight & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return (size_t)(at - begin);
}

size_t vikt_text_step(const char *at, const char *end)
{
    const unsigned char *byte = (const unsigned char *)at;
    size_t left = (size_t)(end - at), length;

    if (left == 0)
        return 0;
    if (byte[0] < 0x80)
        return 1;
    if (byte[0] < 0xc2 || byte[0] > 0xf4)
        return 0;
    length = byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    if (left < length || !is_second(byte[0], byte[1]))
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

bool vikt_text_valid(vikt_text text, size_t *bad)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    size_t i = 0;

    while (i < text.length) {
        uint64_t eight;
        size_t step;

        while (text.length - i >= sizeof eight) {
            memcpy(&eight, text.at + i, sizeof eight);
            if (eight & high)
                break;
            i += sizeof eight;
        }
        if (i == text.length)
            break;
        step = vikt_text_step(text.at + i, vikt_text_end(text));
        if (step == 0) {
            if (bad)
                *bad = i;
            return false;
        }
        i += step;
    }
    return true;
}

uint32_t vikt_text_next(const char **at, const char *end)
{
    const unsigned char *byte = (const unsigned char *)*at;
    size_t length = vikt_text_step(*at, end);

    *at += length ? length : 1;
    switch (length) {
    case 1:
        return byte[0];
    case 2:
        return (byte[0] & 0x1fU) << 6 | (byte[1] & 0x3fU);
    case 3:
        return (byte[0] & 0x0fU) << 12 | (byte[1] & 0x3fU) << 6 | (byte[2] & 0x3fU);
    case 4:
        return (byte[0] & 0x07U) << 18 | (byte[1] & 0x3fU) << 12 | (byte[2] & 0x3fU) << 6 |
               (byte[3] & 0x3fU);
    default:
        return 0xfffd;
    }
}

size_t vikt_text_put(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

/* first..last in steps of `step` become lower by adding `add` (Unicode 15, simple mappings). */
typedef struct lower_range {
    uint16_t first, last;
    uint8_t step;
    int16_t add;
} lower_range;

static const lower_range lower_ranges[] = {
    {0x00c0, 0x00d6, 1, 32},   {0x00d8, 0x00de, 1, 32},   {0x0100, 0x012e, 2, 1},
    {0x0130, 0x0130, 1, -199}, {0x0132, 0x0136, 2, 1},    {0x0139, 0x0147, 2, 1},
    {0x014a, 0x0176, 2, 1},    {0x0178, 0x0178, 1, -121}, {0x0179, 0x017d, 2, 1},
    {0x0386, 0x0386, 1, 38},   {0x0388, 0x038a, 1, 37},   {0x038c, 0x038c, 1, 64},
    {0x038e, 0x038f, 1, 63},   {0x0391, 0x03a1, 1, 32},   {0x03a3, 0x03ab, 1, 32},
    {0x0400, 0x040f, 1, 80},   {0x0410, 0x042f, 1, 32},   {0x0460, 0x0480, 2, 1},
    {0x048a, 0x04be, 2, 1},    {0x04c0, 0x04c0, 1, 15},   {0x04c1, 0x04cd, 2, 1},
    {0x04d0, 0x052e, 2, 1},
};

uint32_t vikt_text_lower(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    for (size_t i = 0; i < sizeof lower_ranges / sizeof *lower_ranges; i++) {
        const lower_range *range = &lower_ranges[i];

        if (code < range->first)
            return code;
        if (code <= range->last)
            return (code - range->first) % range->step ? code
                                                       : (uint32_t)((int32_t)code + range->add);
    }
    return code;
}

size_t vikt_text_width(vikt_text text)
{
    const char *end = vikt_text_end(text);
    size_t width = 0;

    for (const char *at = text.at; at < end; width++)
        (void)vikt_text_next(&at, end);
    return width;
}
