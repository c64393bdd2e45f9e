/* SPDX-License-Identifier: MIT */
#include "core/base/nearest.h"

#include <stdio.h>

enum { LONGEST = 64 };

/* The lower case of at most 64 bytes. */
static size_t fold(vikt_text text, char out[LONGEST + 4])
{
    const char *at = text.at;
    size_t length = 0;

    if (text.length == 0)
        return 0;
    while (at < vikt_text_end(text) && length < LONGEST) {
        const char *start = at;
        uint32_t code = vikt_text_next(&at, vikt_text_end(text));

        if (code == 0xfffd)
            out[length++] = *start;
        else
            length += vikt_text_put(out + length, vikt_text_lower(code));
    }
    return length < LONGEST ? length : LONGEST;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: the row for i needs the two rows before it. When both of two rows are
 * beyond the limit everywhere, so is the end. */
size_t vikt_nearest_distance(vikt_text a, vikt_text b, size_t limit)
{
    char x[LONGEST + 4], y[LONGEST + 4];
    size_t rows[3][LONGEST + 1], n = fold(a, x), m = fold(b, y), nearest = 0;

    if ((n > m ? n - m : m - n) > limit)
        return limit + 1;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        size_t last = nearest;

        row[0] = nearest = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = above[j - 1] + (x[i - 1] != y[j - 1]);

            cost = least(cost, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                cost = least(cost, before[j - 2] + 1);
            row[j] = cost;
            nearest = least(nearest, cost);
        }
        if (nearest > limit && last > limit)
            return limit + 1;
    }
    return least(rows[n % 3][m], limit + 1);
}

void vikt_nearest_offer(vikt_nearest *nearest, vikt_text name)
{
    size_t limit = nearest->wanted.length / 3, distance;

    limit = limit < 1 ? 1 : least(limit, 3);
    distance = vikt_nearest_distance(nearest->wanted, name, limit);
    if (distance > limit || (nearest->best.at && distance >= nearest->distance))
        return;
    nearest->best = name;
    nearest->distance = distance;
}

void vikt_nearest_offer_lent(vikt_nearest *nearest, vikt_text name, vikt_arena *arena, bool *failed)
{
    const char *before = nearest->best.at;

    vikt_nearest_offer(nearest, name);
    if (nearest->best.at != before)
        nearest->best = vikt_text_keep(arena, nearest->best, failed);
}

/* Every other letter is one edit from a name of one letter: only its case tells anything. */
static bool tells(const vikt_nearest *nearest)
{
    const char *at = nearest->wanted.at;

    if (!nearest->best.at || nearest->distance == 0 || nearest->wanted.length == 0)
        return nearest->best.at;
    vikt_text_next(&at, vikt_text_end(nearest->wanted));
    return at < vikt_text_end(nearest->wanted);
}

const char *vikt_nearest_hint(const vikt_nearest *nearest, char *hint, size_t size)
{
    int length = 0;

    if (size == 0)
        return "";
    hint[0] = '\0';
    if (tells(nearest))
        length = snprintf(hint, size, "; did you mean \"%.*s\"?", VIKT_SHOW(nearest->best));
    if (length < 0 || (size_t)length >= size)
        hint[0] = '\0'; /* half a name helps nobody */
    return hint;
}
