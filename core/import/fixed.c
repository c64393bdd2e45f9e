/* SPDX-License-Identifier: MIT */
#include "core/import/fixed.h"

#include "core/import/kind.h"

enum { LEAST_ROWS = 3 }; /* a heading and two */

/* What all rows have in common. */
typedef struct common {
    bool filled[VIKT_FIXED_WIDTH]; /* by character: in some row */
    size_t rows, others, width;
    size_t commas; /* rows with one that is no decimal's, as in a name */
} common;

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static vikt_text next_line(vikt_text *rest)
{
    vikt_text line = vikt_text_cut(rest, '\n');

    while (line.length && memchr(" \r", line.at[line.length - 1], 2))
        line.length--;
    return line;
}

/* Two blanks within, and not a line that is drawn. */
static bool is_row(vikt_text line)
{
    bool has_gap = false, has_more = false;

    for (size_t i = 0; i < line.length; i++) {
        has_gap |= i > 1 && line.at[i] != ' ' && line.at[i - 1] == ' ' && line.at[i - 2] == ' ' &&
                   has_more;
        has_more |= !memchr("-=_+* ", line.at[i], 6);
    }
    return has_gap && has_more;
}

static bool has_other_commas(vikt_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == ',' && (i == 0 || i + 1 == line.length || !is_digit(line.at[i - 1]) ||
                                  !is_digit(line.at[i + 1])))
            return true;
    return false;
}

/* False for what cannot be so: tabs, too long lines. */
static bool add_line(common *all, vikt_text line)
{
    const char *at = line.at, *end = vikt_text_end(line);
    size_t column = 0;

    if (line.length == 0)
        return true;
    if (!is_row(line)) {
        all->others++;
        return !memchr(line.at, '\t', line.length);
    }
    all->rows++;
    for (; at < end; column++) {
        bool is_filled = *at != ' ';

        if (column == VIKT_FIXED_WIDTH || *at == '\t')
            return false;
        all->filled[column] |= is_filled;
        (void)vikt_text_next(&at, end);
    }
    if (column > all->width)
        all->width = column;
    all->commas += has_other_commas(line);
    return true;
}

/* Where columns begin behind gaps. */
static void find_columns(const common *all, vikt_fixed *out)
{
    size_t blanks = 0, before = 0; /* a column */

    for (size_t i = 0; i < all->width && out->count < VIKT_FIXED_COLUMNS; i++) {
        if (!all->filled[i]) {
            blanks++;
            continue;
        }
        if (before && blanks > 1)
            out->begins[out->count++] = i;
        before++;
        blanks = 0;
    }
}

/* The cell of a row, behind which *at stands afterwards. */
static vikt_text take_cell(const vikt_fixed *fixed, size_t column, const char **at, const char *end,
                           size_t *place)
{
    const char *from = *at;

    while (*at < end && (column == fixed->count || *place < fixed->begins[column])) {
        (void)vikt_text_next(at, end);
        ++*place;
    }
    return vikt_text_trim((vikt_text){from, (size_t)(*at - from)});
}

/* In nearly all rows below the heading. */
static bool has_figures(vikt_text text, const vikt_fixed *fixed)
{
    size_t figures[VIKT_FIXED_COLUMNS + 1] = {0}, rows = 0;

    while (text.length) {
        vikt_text line = next_line(&text);
        const char *at = line.at, *end = vikt_text_end(line);
        size_t place = 0;

        if (!is_row(line) || rows++ == 0)
            continue;
        for (size_t i = 0; i <= fixed->count; i++)
            figures[i] += vikt_kind_of(take_cell(fixed, i, &at, end, &place)) == VIKT_KIND_FIGURE;
    }
    for (size_t i = 0; i <= fixed->count; i++)
        if (figures[i] * 4 >= (rows - 1) * 3)
            return true;
    return false;
}

bool vikt_fixed_find(vikt_text text, vikt_fixed *out)
{
    common all = {.rows = 0};
    vikt_text rest = text;

    *out = (vikt_fixed){.count = 0};
    while (rest.length) {
        out->lines++;
        if (!add_line(&all, next_line(&rest)))
            return false;
        if (all.others > all.rows + LEAST_ROWS) /* early: any other text */
            return false;
    }
    if (all.rows < LEAST_ROWS || all.others > all.rows || all.commas * 4 > all.rows)
        return false;
    find_columns(&all, out);
    return out->count > 0 && out->count < VIKT_FIXED_COLUMNS && has_figures(text, out);
}

size_t vikt_fixed_room(vikt_text text, const vikt_fixed *fixed)
{
    return text.length + fixed->lines * (fixed->count + 1) + 1;
}

size_t vikt_fixed_write(vikt_text text, const vikt_fixed *fixed, char *out)
{
    size_t length = 0;

    while (text.length) {
        vikt_text line = next_line(&text);
        const char *at = line.at, *end = vikt_text_end(line);
        size_t place = 0, columns = is_row(line) ? fixed->count : 0;

        for (size_t i = 0; i <= columns && line.length; i++) {
            vikt_text cell = columns ? take_cell(fixed, i, &at, end, &place) : line;

            if (i)
                out[length++] = '\t';
            if (cell.length)
                memcpy(out + length, cell.at, cell.length);
            length += cell.length;
        }
        out[length++] = '\n';
    }
    return length;
}
