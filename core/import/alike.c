/* SPDX-License-Identifier: MIT */
#include "core/import/alike.h"

#include <stdlib.h>

#include "core/base/text.h"

/* A key by what it is without capitals, blanks and leading zeros. Two of a million have the same
 * number by chance once in 37 million times. */
typedef struct sign {
    uint64_t bare;
    size_t row;
} sign;

static bool is_blank(uint32_t code)
{
    return code <= ' ' || code == 0xa0 || code == 0x202f;
}

/* FNV-1a over its letters. */
static uint64_t bare_of(vikt_text key)
{
    const char *at = key.at, *end = vikt_text_end(key);
    uint64_t bare = UINT64_C(14695981039346656037);
    bool begun = false;

    while (at < end) {
        uint32_t code = vikt_text_lower(vikt_text_next(&at, end));

        if (is_blank(code) || (code == '0' && !begun))
            continue;
        begun = true;
        bare = (bare ^ code) * UINT64_C(1099511628211);
    }
    return bare;
}

static int by_sign(const void *a, const void *b)
{
    const sign *x = a, *y = b;

    if (x->bare != y->bare)
        return x->bare < y->bare ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Keys that are like one another, of which some are new: each new one counts. */
static void add_group(const sign *group, size_t count, const uint32_t *rows, vikt_alike *out)
{
    size_t fresh = 0;

    for (size_t i = 0; i < count; i++)
        fresh += rows[group[i].row] == 0;
    if (count < 2 || fresh == 0)
        return;
    if (out->count == 0 || group[0].row < out->one) {
        out->one = group[0].row;
        out->two = group[1].row;
    }
    /* One of those that are all new is the customer whom the others are like. */
    out->count += fresh == count ? count - 1 : fresh;
}

bool vikt_alike_find(const vikt_column *keys, const uint32_t *rows, size_t count,
                     const vikt_allocator *allocator, vikt_alike *out)
{
    sign *signs = vikt_acquire(allocator, count, sizeof *signs);

    *out = (vikt_alike){.count = 0};
    if (!signs)
        return false;
    for (size_t i = 0; i < count; i++)
        signs[i] = (sign){bare_of(vikt_column_text(keys, i)), i};
    qsort(signs, count, sizeof *signs, by_sign);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && signs[to].bare == signs[from].bare;)
            to++;
        add_group(&signs[from], to - from, rows, out);
    }
    vikt_release(allocator, signs);
    return true;
}
