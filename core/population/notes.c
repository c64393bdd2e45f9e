/* SPDX-License-Identifier: MIT */
#include "core/population/notes.h"

enum { LOOK_BACK = 4 }; /* classes and reasons repeat */

bool vikt_notes_reserve(vikt_notes *notes, vikt_arena *arena, size_t more)
{
    vikt_note *items;

    if (more <= notes->capacity - notes->count)
        return true;
    if (more > SIZE_MAX - notes->count)
        return false;
    items = vikt_arena_new(arena, notes->count + more, sizeof *items);
    if (!items)
        return false;
    if (notes->count)
        memcpy(items, notes->items, notes->count * sizeof *items);
    notes->items = items;
    notes->capacity = notes->count + more;
    return true;
}

static const vikt_text *same_text(const vikt_notes *notes, vikt_text text)
{
    for (size_t i = notes->count; i > 0 && notes->count - i < LOOK_BACK; i--)
        if (vikt_text_equal(notes->items[i - 1].text, text))
            return &notes->items[i - 1].text;
    return NULL;
}

bool vikt_notes_add(vikt_notes *notes, vikt_arena *arena, size_t row, vikt_text text)
{
    const vikt_text *same = same_text(notes, text);
    vikt_text copy = same ? *same : vikt_text_copy(arena, text);
    vikt_note *items =
        vikt_arena_grow(arena, notes->items, notes->count, &notes->capacity, sizeof *notes->items);

    if (!items || !copy.at)
        return false;
    notes->items = items;
    items[notes->count++] = (vikt_note){(uint32_t)row, copy};
    return true;
}

bool vikt_notes_merge(vikt_notes *notes, vikt_arena *arena, const vikt_notes *more)
{
    size_t i = notes->count, j = more->count, to = i + j;

    if (!vikt_notes_reserve(notes, arena, more->count))
        return false;
    notes->count = to;
    while (j > 0) { /* from the end, so that nothing is overwritten before it has moved */
        bool take_old = i > 0 && notes->items[i - 1].row > more->items[j - 1].row;

        notes->items[--to] = take_old ? notes->items[--i] : more->items[--j];
    }
    return true;
}
