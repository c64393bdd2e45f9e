/* SPDX-License-Identifier: MIT */
#include "core/import/beside.h"

/* Rows of the sample down to the last one in which a cell of the columns is filled. */
static size_t height(const vikt_sheet *sheet, size_t from, size_t end)
{
    for (size_t row = sheet->sample_rows; row > 0; row--)
        for (size_t i = from; i < end; i++)
            if (vikt_sheet_cell(sheet, row - 1, i).length)
                return row;
    return 0;
}

static bool is_full(const vikt_sheet *sheet, size_t from, size_t end, size_t rows)
{
    for (size_t row = 0; row < rows; row++)
        for (size_t i = from; i < end; i++)
            if (!vikt_sheet_cell(sheet, row, i).length)
                return false;
    return true;
}

/* Columns up to the next empty one. */
static size_t end_of(const vikt_sheet *sheet, size_t from)
{
    while (from < sheet->width && !vikt_sheet_is_empty(sheet, from))
        from++;
    return from;
}

static bool all_have_titles(const vikt_sheet *sheet, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (!sheet->titles[i].length)
            return false;
    return true;
}

size_t vikt_beside_find(const vikt_sheet *sheet)
{
    size_t first = 0, end, from, rows;

    while (first < sheet->width && vikt_sheet_is_empty(sheet, first))
        first++;
    end = end_of(sheet, first);
    for (from = end; from < sheet->width && vikt_sheet_is_empty(sheet, from); from++)
        ;
    if (end < first + 2 || from + 2 > sheet->width || end_of(sheet, from) < from + 2)
        return VIKT_INDEX_NONE;
    rows = height(sheet, from, end_of(sheet, from));
    if (rows == 0 || rows == height(sheet, first, end) ||
        !all_have_titles(sheet, from, end_of(sheet, from)) ||
        !is_full(sheet, from, end_of(sheet, from), rows))
        return VIKT_INDEX_NONE;
    return from;
}
