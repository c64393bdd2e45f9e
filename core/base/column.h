/* SPDX-License-Identifier: MIT
 *
 * One field or measure of all customers, contiguous: 8 bytes a customer, whatever the type.
 * Row numbers mean nothing here; a population gives them meaning.
 */
#ifndef VIKT_COLUMN_H
#define VIKT_COLUMN_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

/** No row; also no field, criterion, scheme and so on. */
#define VIKT_INDEX_NONE ((size_t)-1)

typedef enum vikt_type {
    VIKT_TYPE_UNKNOWN, /* to be told by the data */
    VIKT_TYPE_NUMBER,
    VIKT_TYPE_TEXT,
    VIKT_TYPE_DATE, /* days since 1970-01-01 */
    VIKT_TYPE_TRUTH /* 1 yes, 0 no */
} vikt_type;

/** "number", "text", "date", "yes/no"; "unknown". */
const char *vikt_type_name(vikt_type type);

enum { VIKT_CELL_MAX = 65534 }; /* bytes in one text cell */

/**
 * Where the bytes of text cells lie: a file that stays mapped, and bytes that had to be rewritten.
 * Cells hold offsets, so `grown` may move while a column is being filled.
 */
typedef struct vikt_pool {
    const char *mapped;
    vikt_buffer grown;
} vikt_pool;

/** A text cell: bit 63 tells grown from mapped, bits 16..62 the offset, bits 0..15 the length. */
typedef uint64_t vikt_cell;
#define VIKT_CELL_NONE UINT64_MAX /* missing */

enum { VIKT_CELL_BITS = 16 /* of the length */ };

#define VIKT_CELL_GROWN   (UINT64_C(1) << 63)
#define VIKT_CELL_OFFSETS ((UINT64_C(1) << 47) - 1)

/** Missing is NaN in `numbers` and VIKT_CELL_NONE in `cells`; exactly one of them is there. */
typedef struct vikt_column {
    vikt_type type;
    bool share; /* a % stood in its cells or heading: values are shares, 0.31 for 31 % */
    size_t count;
    double *numbers;
    vikt_cell *cells;
    const vikt_pool *pool;
} vikt_column;

/** A column of missing values in the arena, or NULL. pool is needed for text only. */
vikt_column *vikt_column_new(vikt_arena *arena, vikt_type type, size_t count,
                             const vikt_pool *pool);

static inline bool vikt_column_missing(const vikt_column *column, size_t row)
{
    return column->numbers ? isnan(column->numbers[row]) : column->cells[row] == VIKT_CELL_NONE;
}

/** The text of a text column's row; none when missing. */
static inline vikt_text vikt_column_text(const vikt_column *column, size_t row)
{
    vikt_cell cell = column->cells ? column->cells[row] : VIKT_CELL_NONE;
    const char *base;

    if (cell == VIKT_CELL_NONE)
        return (vikt_text){NULL, 0};
    base = cell & VIKT_CELL_GROWN ? column->pool->grown.at : column->pool->mapped;
    return (vikt_text){base ? base + (cell >> VIKT_CELL_BITS & VIKT_CELL_OFFSETS) : "",
                       (size_t)(cell & 0xffff)};
}

/** The row of a text in a text column whose texts ascend, or VIKT_INDEX_NONE. */
size_t vikt_column_find(const vikt_column *ascending, vikt_text text);

/** A cell for bytes inside pool->mapped. Length at most VIKT_CELL_MAX. */
static inline vikt_cell vikt_cell_mapped(const vikt_pool *pool, vikt_text text)
{
    return (text.length ? (uint64_t)(text.at - pool->mapped) << 16 : 0) | text.length;
}

/** A cell for bytes that are copied into pool->grown; VIKT_CELL_NONE and *failed without memory. */
vikt_cell vikt_cell_copied(vikt_pool *pool, vikt_text text, bool *failed);

#endif
