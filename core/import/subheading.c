/* SPDX-License-Identifier: MIT */
#include "core/import/subheading.h"

#include "core/import/kind.h"
#include "core/import/personal.h"
#include "core/profile/profile.h"

enum { ROWS = 5 }; /* that are looked at below */

typedef struct under {
    vikt_text *cells; /* of the row, trimmed */
    size_t *figures;  /* by column: among the rows below */
    size_t rows, width;
} under;

static vikt_text cell_at(const vikt_csv_row *row, size_t column, bool *doubled)
{
    return vikt_text_trim(vikt_csv_cell(vikt_csv_raw(row->slots, column), doubled));
}

/* False when a cell is neither a word nor a year, or is hard to read. */
static bool take(under *u, const vikt_csv_row *row)
{
    bool doubled = false;

    for (size_t i = 0; i < row->cells && i < u->width; i++) {
        vikt_kind kind;

        u->cells[i] = cell_at(row, i, &doubled);
        kind = vikt_kind_of(u->cells[i]);
        if (doubled || !vikt_text_valid(u->cells[i], NULL) ||
            memchr(u->cells[i].length ? u->cells[i].at : "", '\n', u->cells[i].length) ||
            kind == VIKT_KIND_FIGURE || (kind == VIKT_KIND_EMPTY && u->cells[i].length))
            return false;
    }
    return row->cells <= u->width;
}

static void count_figures(under *u, vikt_csv *csv, vikt_csv_row *row, const vikt_aside *aside)
{
    bool doubled;

    while (u->rows < ROWS && vikt_csv_next(csv, row) == VIKT_CSV_ROW) {
        if (vikt_aside_of(aside, row, VIKT_INDEX_NONE) != VIKT_ASIDE_NONE)
            continue; /* a page may end here */
        u->rows++;
        for (size_t i = 0; i < row->cells && i < u->width; i++)
            u->figures[i] += vikt_kind_of(cell_at(row, i, &doubled)) == VIKT_KIND_FIGURE;
    }
}

static bool is_second_row(const under *u, const vikt_text *titles)
{
    size_t below = 0, over = 0;

    for (size_t i = 0; i < u->width; i++) {
        below += u->cells[i].length && !titles[i].length;
        over += u->cells[i].length && u->figures[i] == u->rows;
    }
    return u->rows && below && over >= 2;
}

/* A title goes on over empty ones to its right, if there is something below it. */
static bool join(const under *u, vikt_text *titles, vikt_arena *arena)
{
    vikt_text last = {NULL, 0};
    bool failed = false;

    for (size_t i = 0; i < u->width && !failed; i++) {
        char *joined;

        if (titles[i].length)
            last = u->cells[i].length ? titles[i] : (vikt_text){NULL, 0};
        if (!u->cells[i].length)
            continue;
        joined = vikt_arena_print(arena, "%.*s%s%.*s", VIKT_SHOW(last), last.length ? " " : "",
                                  VIKT_SHOW(u->cells[i]));
        titles[i] =
            vikt_personal_mask_within(arena, vikt_text_of(joined), VIKT_PERSONAL_KEY, &failed);
        failed |= !joined;
    }
    return !failed;
}

bool vikt_subheading_add(vikt_csv csv, vikt_csv_row *row, vikt_text *titles, size_t width,
                         vikt_aside *aside, vikt_arena *arena)
{
    under u = {.width = width};
    vikt_aside with_second;
    vikt_text text;

    if (vikt_csv_next(&csv, row) != VIKT_CSV_ROW)
        return true;
    text = (vikt_text){row->slots[0], (size_t)(row->end - row->slots[0])};
    u.cells = vikt_arena_new(arena, width, sizeof *u.cells);
    u.figures = vikt_arena_new(arena, width, sizeof *u.figures);
    if (!u.cells || !u.figures)
        return false;
    if (!take(&u, row))
        return true;
    with_second = *aside;
    vikt_aside_add_second(&with_second, text);
    count_figures(&u, &csv, row, &with_second);
    if (!is_second_row(&u, titles))
        return true;
    *aside = with_second;
    return join(&u, titles, arena);
}
