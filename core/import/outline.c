/* SPDX-License-Identifier: MIT */
#include "core/import/outline.h"

#include "core/import/aside.h"
#include "core/import/kind.h"

enum { COLUMNS = 64 };

typedef struct group {
    long first;  /* record of the first group */
    size_t rows; /* indented, of all groups */
    size_t own;  /* of this one */
    double total, sum;
    bool is_open;
} group;

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* "1 234,50", "1.234", "-12": a mark with two digits or one behind it stands before decimals. */
static double rough_number(vikt_text cell)
{
    bool negative = memchr(cell.at, '-', cell.length) != NULL;
    double value = 0;

    for (size_t i = 0; i < cell.length; i++)
        if (is_digit(cell.at[i]))
            value = value * 10 + (cell.at[i] - '0');
    if (cell.length > 2 && memchr(".,", cell.at[cell.length - 3], 2))
        value /= 100;
    else if (cell.length > 1 && memchr(".,", cell.at[cell.length - 2], 2))
        value /= 10;
    return negative ? -value : value;
}

static vikt_text cell_of(const vikt_csv_row *row, size_t column)
{
    bool doubled;

    return vikt_csv_cell(vikt_csv_raw(row->slots, column), &doubled);
}

/* The first number behind the first cell. */
static bool find_number(const vikt_csv_row *row, double *out)
{
    size_t cells = row->cells < row->room ? row->cells : row->room;

    for (size_t i = 1; i < cells && i < COLUMNS; i++) {
        vikt_text cell = vikt_text_trim(cell_of(row, i));

        if (vikt_kind_of(cell) != VIKT_KIND_FIGURE && vikt_kind_of(cell) != VIKT_KIND_YEAR)
            continue;
        *out = rough_number(cell);
        return true;
    }
    return false;
}

/* Whether what is indented adds up to the row above, but for what rounding leaves. */
static bool close_group(const group *g)
{
    double off = g->sum - g->total;

    return !g->is_open || (g->own && (off < 0 ? -off : off) <= 0.01 * (double)(g->own + 1));
}

long vikt_outline_find(vikt_csv csv, vikt_csv_row *row)
{
    group g = {.first = 0};

    for (size_t i = 0; i < VIKT_OUTLINE_ROWS && vikt_csv_next(&csv, row) == VIKT_CSV_ROW; i++) {
        vikt_text cell = cell_of(row, 0), name = vikt_text_trim(cell);
        bool is_indented = name.length && name.at != cell.at;
        double value;

        if (name.length == 0 || vikt_aside_is_label(name))
            continue;
        if (!find_number(row, &value) || (is_indented && !g.is_open))
            return 0;
        if (is_indented) {
            g.rows++;
            g.own++;
            g.sum += value;
            continue;
        }
        if (!close_group(&g))
            return 0;
        g = (group){.first = g.first ? g.first : row->number, .rows = g.rows, .total = value};
        g.is_open = true;
    }
    return g.rows > 1 && close_group(&g) ? g.first : 0;
}
