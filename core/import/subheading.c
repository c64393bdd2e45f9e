/* SPDX-License-Identifier: MIT */
#include "core/import/subheading.h"

#include "core/import/kind.h"
#include "core/import/period.h"
#include "core/import/personal.h"
#include "core/import/qualifier.h"
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

static bool put_before(vikt_text word, vikt_text *title, vikt_arena *arena)
{
    char *joined = vikt_arena_print(arena, "%.*s%s%.*s", VIKT_SHOW(word),
                                    word.length && title->length ? " " : "", VIKT_SHOW(*title));
    bool failed = !joined;

    *title = vikt_personal_mask_within(arena, vikt_text_of(joined), VIKT_PERSONAL_KEY, &failed);
    return !failed;
}

/* A title goes on over empty ones to its right, if there is something below it. */
static bool join(const under *u, vikt_text *titles, vikt_arena *arena)
{
    vikt_text last = {NULL, 0};

    for (size_t i = 0; i < u->width; i++) {
        if (titles[i].length)
            last = u->cells[i].length ? titles[i] : (vikt_text){NULL, 0};
        if (!u->cells[i].length)
            continue;
        titles[i] = u->cells[i];
        if (!put_before(last, &titles[i], arena))
            return false;
    }
    return true;
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

/* ---- the row above ---- */

/* Where the word above a column begins; itself, if there is none. */
static size_t group_of(const vikt_text *words, size_t column)
{
    size_t at = column;

    while (at > 0 && !words[at].length)
        at--;
    return words[at].length ? at : column;
}

static bool stands_elsewhere(const vikt_text *titles, const vikt_text *words, size_t width,
                             size_t column)
{
    for (size_t i = 0; i < width; i++)
        if (group_of(words, i) != group_of(words, column) &&
            vikt_text_equal(titles[i], titles[column]))
            return true;
    return false;
}

static bool says_when(const vikt_qualifiers *known, vikt_text title, vikt_arena *arena,
                      bool *failed)
{
    vikt_words words;

    *failed |=
        !vikt_heading_words(arena, title, &words) || !vikt_qualifiers_take(known, arena, &words);
    return !*failed && (vikt_period_is(&words) || vikt_period_is_relative(&words));
}

/* A word alone above the first column is the title of all. */
static bool take_above(vikt_text above, char separator, vikt_csv_row *row, under *u)
{
    size_t filled = 0, last = 0;
    vikt_csv csv;

    vikt_csv_open(&csv, above.at, vikt_text_end(above), separator, 0);
    if (vikt_csv_next(&csv, row) != VIKT_CSV_ROW || !take(u, row))
        return false;
    for (size_t i = 0; i < u->width; i++)
        if (u->cells[i].length) {
            filled++;
            last = i;
        }
    return filled > 1 || last > 0;
}

bool vikt_subheading_from_above(vikt_text above, char separator, vikt_csv_row *row,
                                vikt_text *titles, size_t width, vikt_arena *arena)
{
    under u = {.width = width};
    bool failed = false, any = false, *takes;
    vikt_qualifiers known;

    u.cells = vikt_arena_new(arena, width, sizeof *u.cells);
    takes = vikt_arena_new(arena, width, sizeof *takes);
    if (!u.cells || !takes || !vikt_qualifiers_of(arena, &known))
        return false;
    if (!take_above(above, separator, row, &u))
        return true;
    for (size_t i = 0; i < width; i++) {
        takes[i] = titles[i].length && u.cells[group_of(u.cells, i)].length &&
                   (stands_elsewhere(titles, u.cells, width, i) ||
                    says_when(&known, titles[i], arena, &failed));
        any |= takes[i];
    }
    for (size_t i = 0; any && i < width && !failed; i++)
        if (takes[i] || !titles[i].length)
            failed |= !put_before(u.cells[takes[i] ? group_of(u.cells, i) : i], &titles[i], arena);
    return !failed;
}
