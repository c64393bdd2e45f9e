/* SPDX-License-Identifier: MIT */
#include "core/import/reject.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/fail.h"

#include "core/import/csv.h"

bool vikt_bads_add(vikt_bads *bads, const vikt_allocator *allocator, vikt_bad bad)
{
    if (bads->count == VIKT_REJECTS_MAX) {
        bads->more++;
        return true;
    }
    if (bads->count == bads->capacity) {
        size_t capacity = bads->capacity ? bads->capacity * 2 : 16;
        vikt_bad *items = vikt_resize(allocator, bads->items, capacity, sizeof *items);

        if (!items)
            return false;
        bads->items = items;
        bads->capacity = capacity;
    }
    bads->items[bads->count++] = bad;
    return true;
}

/* Whether a reason is named already, or need not be. */
static bool is_named(const vikt_bads_sum *sum, const char *reason)
{
    for (size_t i = 0; i < sum->reason_count; i++)
        if (strcmp(sum->reasons[i]->reason, reason) == 0)
            return true;
    return sum->reason_count == VIKT_REJECT_REASONS;
}

void vikt_bads_sum_add(vikt_bads_sum *sum, const vikt_bads *bads)
{
    sum->count += bads->count + bads->more;
    for (size_t i = 0; i < bads->count && sum->reason_count < VIKT_REJECT_REASONS; i++)
        if (!is_named(sum, bads->items[i].reason))
            sum->reasons[sum->reason_count++] = &bads->items[i];
}

vikt_code vikt_bads_sum_check(const vikt_bads_sum *sum, const char *source, vikt_error *err)
{
    long row = sum->reason_count ? sum->reasons[0]->row : 0;
    char reasons[256] = "";
    size_t used = 0;

    if (sum->count <= VIKT_REJECTS_MAX)
        return VIKT_OK;
    for (size_t i = 0; i < sum->reason_count && used < sizeof reasons; i++) {
        const vikt_bad *bad = sum->reasons[i];

        used += (size_t)snprintf(reasons + used, sizeof reasons - used, "%s%.60s (row %ld)",
                                 i ? ", " : "", bad->reason, bad->row);
        row = bad->row < row ? bad->row : row;
    }
    return vikt_fail(
        err, VIKT_LIMIT, vikt_place_of(source, row, 0),
        "%zu rows and cells cannot be used, and at most %d may be: %s; if the file is read in "
        "a wrong way, tell it by --separator, --encoding, --decimal or --dates",
        sum->count, VIKT_REJECTS_MAX, reasons);
}

/* The longest beginning of at most `limit` bytes that cuts no code point in two. */
static vikt_text cut(vikt_text text, size_t limit)
{
    size_t length = limit;

    if (text.length <= limit)
        return text;
    for (size_t back = 0; back < 4 && back < limit; back++)
        if (vikt_text_step(text.at + limit - back, vikt_text_end(text)) > 0) {
            length = limit - back;
            break;
        }
    return (vikt_text){text.at, length};
}

vikt_text vikt_reject_shown(vikt_arena *arena, vikt_text text, size_t limit, bool *failed)
{
    const char *at, *end;
    size_t length = 0;
    char *out;

    text = cut(text, limit);
    if (vikt_text_valid(text, NULL))
        return text;
    out = vikt_arena_new(arena, text.length, 3); /* U+FFFD has three bytes */
    if (!out) {
        *failed = true;
        return (vikt_text){NULL, 0};
    }
    at = text.at;
    end = vikt_text_end(text);
    while (at < end)
        length += vikt_text_put(out + length, vikt_text_next(&at, end));
    return cut((vikt_text){out, length}, limit);
}

vikt_text vikt_reject_value(vikt_arena *arena, const vikt_bad *bad, vikt_personal_trust personal,
                            bool *failed)
{
    bool doubled = false;
    vikt_text cell = bad->raw;

    if (bad->slot != VIKT_INDEX_NONE && cell.length)
        cell = vikt_text_trim(vikt_csv_cell(cell, &doubled));
    if (doubled) {
        char *copy = vikt_arena_new(arena, cell.length, 1);

        *failed |= !copy;
        cell = copy ? (vikt_text){copy, vikt_csv_unquote(cell, copy)} : (vikt_text){NULL, 0};
    }
    if (personal != VIKT_PERSONAL_NONE)
        cell = vikt_personal_mask_within(arena, cell, personal, failed);
    cell = vikt_reject_shown(arena, cell, VIKT_REJECT_VALUE_MAX, failed);
    return cell.length ? cell : (vikt_text){NULL, 0};
}

vikt_text vikt_reject_key(vikt_arena *arena, const vikt_column *keys, size_t row, bool *failed)
{
    return vikt_text_keep(arena, vikt_column_text(keys, row), failed);
}

static int by_key(const void *left, const void *right)
{
    const vikt_reject *a = left, *b = right;
    int order = (a->key.at == NULL) - (b->key.at == NULL);

    if (order == 0)
        order = vikt_text_compare(a->key, b->key);
    if (order == 0)
        order = vikt_text_compare(a->source, b->source);
    if (order == 0)
        order = (a->row > b->row) - (a->row < b->row);
    return order ? order : vikt_text_compare(a->column, b->column);
}

void vikt_reject_sort(vikt_reject *rejects, size_t count)
{
    if (count > 1)
        qsort(rejects, count, sizeof *rejects, by_key);
}
