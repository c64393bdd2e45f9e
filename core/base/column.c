/* SPDX-License-Identifier: MIT */
#include "core/base/column.h"

const char *vikt_type_name(vikt_type type)
{
    switch (type) {
    case VIKT_TYPE_UNKNOWN:
        return "unknown";
    case VIKT_TYPE_NUMBER:
        return "number";
    case VIKT_TYPE_TEXT:
        return "text";
    case VIKT_TYPE_DATE:
        return "date";
    case VIKT_TYPE_TRUTH:
        return "yes/no";
    }
    return "unknown";
}

vikt_column *vikt_column_new(vikt_arena *arena, vikt_type type, size_t count, const vikt_pool *pool)
{
    vikt_column *column = vikt_arena_new(arena, 1, sizeof *column);

    if (!column)
        return NULL;
    column->type = type;
    column->count = count;
    if (type == VIKT_TYPE_TEXT) {
        column->pool = pool;
        column->cells = vikt_arena_new(arena, count, sizeof *column->cells);
        for (size_t i = 0; column->cells && i < count; i++)
            column->cells[i] = VIKT_CELL_NONE;
        return column->cells ? column : NULL;
    }
    column->numbers = vikt_arena_new(arena, count, sizeof *column->numbers);
    for (size_t i = 0; column->numbers && i < count; i++)
        column->numbers[i] = NAN;
    return column->numbers ? column : NULL;
}

size_t vikt_column_find(const vikt_column *ascending, vikt_text text)
{
    size_t low = 0, high = ascending->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = vikt_text_compare(vikt_column_text(ascending, middle), text);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return VIKT_INDEX_NONE;
}

vikt_cell vikt_cell_copied(vikt_pool *pool, vikt_text text, bool *failed)
{
    uint64_t offset = pool->grown.length;

    vikt_buffer_text(&pool->grown, text);
    if (pool->grown.failed || offset > VIKT_CELL_OFFSETS) {
        *failed = true;
        return VIKT_CELL_NONE;
    }
    return VIKT_CELL_GROWN | offset << VIKT_CELL_BITS | text.length;
}
