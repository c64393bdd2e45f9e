/* SPDX-License-Identifier: MIT */
#include "core/base/column.h"

enum { LENGTH_BITS = 16 };

#define GROWN_BIT  (UINT64_C(1) << 63)
#define OFFSET_MAX ((UINT64_C(1) << 47) - 1)

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

vikt_text vikt_column_text(const vikt_column *column, size_t row)
{
    vikt_cell cell = column->cells ? column->cells[row] : VIKT_CELL_NONE;
    const char *base;

    if (cell == VIKT_CELL_NONE)
        return (vikt_text){NULL, 0};
    base = cell & GROWN_BIT ? column->pool->grown.at : column->pool->mapped;
    return (vikt_text){base ? base + (cell >> LENGTH_BITS & OFFSET_MAX) : "",
                       (size_t)(cell & 0xffff)};
}

vikt_cell vikt_cell_copied(vikt_pool *pool, vikt_text text, bool *failed)
{
    uint64_t offset = pool->grown.length;

    vikt_buffer_text(&pool->grown, text);
    if (pool->grown.failed || offset > OFFSET_MAX) {
        *failed = true;
        return VIKT_CELL_NONE;
    }
    return GROWN_BIT | offset << LENGTH_BITS | text.length;
}
