/* SPDX-License-Identifier: MIT */
#include "core/import/extent.h"

#include "core/import/kind.h"
#include "core/profile/profile.h"

/* Columns that are looked at, and rows for what stands in them; rows of one table that are looked
 * for in another; lines at the end that may be footers. */
enum { COLUMNS = 64, LEARNED = 100, EARLY = 20, SECTIONS = 8, LINES = 16 };

/* A row as it is seen from afar. */
typedef struct view {
    vikt_text text, first; /* its first cell that is not empty */
    long number;
    size_t filled;
    bool is_single;  /* that cell is all, and has words or is a line */
    bool is_at_left; /* the first cell is in the first column */
    bool is_behind_blank;
} view;

typedef struct search {
    vikt_csv csv;
    vikt_csv_row *row;
    vikt_aside *aside;
    vikt_extent *out;
    size_t rows;
    size_t least, least_last; /* cells of a row; of rows behind the last blank one */
    size_t filled[COLUMNS], figures[COLUMNS];
    bool begins[256]; /* bytes that rows begin with */
    vikt_text early[EARLY];
    size_t early_count;
    vikt_text title;      /* the single cell right above; none: there is none */
    const char *title_at; /* of the first of several */
    size_t sections;
} search;

static vikt_text text_of(const vikt_csv_row *row)
{
    return (vikt_text){row->slots[0], (size_t)(row->end - row->slots[0])};
}

static vikt_text cell_of(const vikt_csv_row *row, size_t column)
{
    bool doubled;

    return vikt_text_trim(vikt_csv_cell(vikt_csv_raw(row->slots, column), &doubled));
}

static size_t cells_of(const vikt_csv_row *row)
{
    size_t cells = row->cells < row->room ? row->cells : row->room;

    return cells < COLUMNS ? cells : COLUMNS;
}

static bool has_words(vikt_text cell)
{
    size_t letters = 0;

    for (size_t i = 0; i < cell.length; i++)
        letters += (unsigned char)((cell.at[i] | 0x20) - 'a') < 26 || (cell.at[i] & 0x80);
    return letters > 2;
}

static view view_of(const vikt_csv_row *row, long before)
{
    view v = {.text = text_of(row), .number = row->number};

    for (size_t i = 0; i < cells_of(row); i++) {
        vikt_text cell = cell_of(row, i);

        if (cell.length && v.filled++ == 0) {
            v.first = cell;
            v.is_at_left = i == 0;
        }
    }
    v.is_single = v.filled == 1 && (has_words(v.first) || vikt_kind_is_line(v.first) ||
                                    vikt_aside_says_footer(v.first));
    v.is_behind_blank = row->number > before + 1;
    return v;
}

/* ---- another table ---- */

static void close_block(search *s)
{
    if (s->least_last < s->least)
        s->least = s->least_last;
    s->least_last = SIZE_MAX;
}

/* A row of data. */
static void learn(search *s, const view *v)
{
    const vikt_csv_row *row = s->row;
    bool is_total = vikt_aside_may_be_label(v->first);

    if (v->filled < s->least_last)
        s->least_last = v->filled;
    if (s->early_count < EARLY)
        s->early[s->early_count++] = v->text;
    for (size_t i = 0; s->rows < LEARNED && !is_total && i < cells_of(row); i++) {
        vikt_kind kind = vikt_kind_of(cell_of(row, i));

        s->filled[i] += kind != VIKT_KIND_EMPTY;
        s->figures[i] += kind == VIKT_KIND_FIGURE;
    }
    s->begins[(unsigned char)*v->text.at] |= !is_total;
    s->rows++;
}

static bool are_ids(const search *s, size_t column)
{
    return s->figures[column] * 4 > s->filled[column] * 3;
}

/* Tells which columns hold no words, and lets rows be looked at that begin with one all the same.
 */
static void tell_ids(search *s)
{
    for (size_t i = 0; i < COLUMNS; i++)
        s->aside->ids |= (uint64_t)are_ids(s, i) << i;
    for (int byte = 'A'; (s->aside->ids & 1) && byte < 256; byte++)
        s->aside->first[byte] |= !s->begins[byte];
}

/* Words everywhere, also over figures: those of the rows so far, and of the next row. */
static bool is_heading(const search *s, const view *v)
{
    const char *slots[COLUMNS + 1];
    vikt_csv_row next = {.slots = slots, .room = COLUMNS};
    bool over[COLUMNS] = {false}, found = false;
    vikt_csv csv = s->csv;

    if (v->filled < 2 || s->rows == 0)
        return false;
    for (size_t i = 0; i < cells_of(s->row); i++) {
        vikt_text cell = cell_of(s->row, i);

        if (cell.length && vikt_kind_of(cell) != VIKT_KIND_WORD &&
            vikt_kind_of(cell) != VIKT_KIND_YEAR)
            return false;
        over[i] = has_words(cell) && are_ids(s, i);
        found |= over[i];
    }
    if (!found || vikt_csv_next(&csv, &next) != VIKT_CSV_ROW)
        return false;
    for (size_t i = 0; i < cells_of(&next); i++)
        if (over[i] && vikt_kind_of(cell_of(&next, i)) == VIKT_KIND_FIGURE)
            return true;
    return false;
}

/* How many of the rows stand between begin and end too. */
static size_t count_found(search *s, const vikt_text *rows, size_t count, vikt_csv csv)
{
    bool found[EARLY] = {false};
    size_t total = 0;

    for (size_t n = 0; n < VIKT_EXTENT_ROWS && vikt_csv_next(&csv, s->row) == VIKT_CSV_ROW; n++)
        for (size_t i = 0; i < count; i++)
            if (!found[i] && vikt_text_equal(rows[i], text_of(s->row))) {
                found[i] = true;
                total++;
            }
    return total;
}

/* Whether the first rows of either table stand in the other too, all of them; s is behind the
 * heading of the next. Without a title between them one row does not tell. */
static bool repeats(search *s, const char *end)
{
    size_t least = s->title.length ? 1 : 2, count = 0;
    vikt_csv csv = s->csv;
    vikt_text next[EARLY];

    if (s->sections++ > SECTIONS || !s->early_count)
        return false;
    if (s->early_count >= least && count_found(s, s->early, s->early_count, csv) == s->early_count)
        return true;
    while (count < EARLY && vikt_csv_next(&csv, s->row) == VIKT_CSV_ROW &&
           vikt_aside_of(s->aside, s->row, VIKT_INDEX_NONE) == VIKT_ASIDE_NONE)
        next[count++] = text_of(s->row);
    vikt_csv_open(&csv, s->early[0].at, end, s->csv.separator, 0);
    return count >= least && count_found(s, next, count, csv) == count;
}

static void keep_title(search *s, const view *v)
{
    if (!s->title.length)
        s->title_at = v->text.at;
    s->title = v->first;
}

/* Every line from the first title to the last: they part one table into sections. */
static void skip_titles(search *s, const char *end)
{
    vikt_csv csv;

    vikt_csv_open(&csv, s->title_at, end, s->csv.separator, 0);
    while (vikt_csv_next(&csv, s->row) == VIKT_CSV_ROW)
        vikt_aside_add_title(s->aside, text_of(s->row));
}

/* Whether the row is the heading of another table. Else single cells above it were rows. */
static bool begins_another(search *s, const view *v)
{
    switch (vikt_aside_of(s->aside, s->row, VIKT_INDEX_NONE)) {
    case VIKT_ASIDE_HEADING:
        if ((s->title.length || v->is_behind_blank) &&
            repeats(s, s->title.length ? s->title_at : v->text.at))
            return true;
        if (s->title.length)
            skip_titles(s, v->text.at);
        s->title.length = 0;
        return false;
    case VIKT_ASIDE_TITLE:
    case VIKT_ASIDE_TOTAL:
        return false;
    case VIKT_ASIDE_NONE:
        break;
    }
    if (v->is_single) {
        keep_title(s, v);
        return false;
    }
    if ((s->title.length || v->is_behind_blank) && is_heading(s, v))
        return true;
    if (s->title.length)
        s->least_last = 1;
    s->title.length = 0;
    learn(s, v);
    return false;
}

/* ---- footers ---- */

static bool has_even_quotes(const char *at, const char *end)
{
    bool even = true;

    for (; at < end; at++)
        even ^= *at == '"';
    return even;
}

/* Where the last lines begin. One with an odd number of quotes is a part of a cell, and the end of
 * what can be told from the end. */
static const char *last_lines(const char *begin, const char *end)
{
    const char *from = end;

    for (size_t lines = 0; from > begin && lines < LINES; lines++) {
        const char *at = from - 1; /* the line's end, or at the file's its last byte */

        while (at > begin && at[-1] != '\n')
            at--;
        if (!has_even_quotes(at, from))
            break;
        from = at;
    }
    return from;
}

/* Customers without any figure may stand last, so names below names are no footers. */
static bool is_footer(const search *s, const view *v)
{
    size_t least = s->least < s->least_last ? s->least : s->least_last;

    if (vikt_aside_is_label(v->first) || s->rows == 0)
        return false;
    if (v->is_single && (vikt_kind_is_line(v->first) || vikt_aside_says_footer(v->first)))
        return least > 1;
    if (v->is_behind_blank)
        return v->filled * 2 <= s->least && vikt_kind_of(v->first) == VIKT_KIND_WORD;
    return v->is_single && least > 1 && (s->aside->ids & 1) &&
           vikt_kind_of(v->first) == VIKT_KIND_WORD && v->is_at_left;
}

/* last: the number of the last row; 0: it is not known. */
static void cut_footers(search *s, const char *begin, long last)
{
    vikt_extent *out = s->out;
    view tail[LINES];
    size_t count = 0;
    vikt_csv csv;

    vikt_csv_open(&csv, last_lines(begin, out->end), out->end, s->csv.separator, 0);
    while (count < LINES && vikt_csv_next(&csv, s->row) == VIKT_CSV_ROW) {
        long before = count ? tail[count - 1].number : s->row->number;

        tail[count] = view_of(s->row, before);
        if (count && tail[count - 1].is_behind_blank && tail[count - 1].filled * 2 <= s->least)
            tail[count].is_behind_blank = true; /* they are together */
        count++;
    }
    for (size_t i = count; i > 1 && is_footer(s, &tail[i - 1]); i--) {
        const view *v = &tail[i - 1];

        out->footers++;
        if (!vikt_kind_is_line(v->first))
            out->footer = v->first;
        out->footer_row = last ? last - (tail[count - 1].number - v->number) : 0;
        out->end = v->text.at;
    }
}

vikt_csv_state vikt_extent_of(vikt_csv csv, vikt_csv_row *row, vikt_aside *aside, vikt_extent *out)
{
    search s = {.csv = csv, .row = row, .aside = aside, .out = out};
    vikt_csv_state state = VIKT_CSV_ROW;
    long before = csv.number;

    *out = (vikt_extent){.end = csv.end};
    s.least = s.least_last = SIZE_MAX;
    for (size_t i = 0; i < VIKT_EXTENT_ROWS && !out->next; i++) {
        view v;

        state = vikt_csv_next(&s.csv, row);
        if (state != VIKT_CSV_ROW)
            break;
        v = view_of(row, before);
        if (v.is_behind_blank)
            close_block(&s);
        if (begins_another(&s, &v)) {
            out->next = v.number;
            out->next_at = out->end = s.title.length ? s.title_at : v.text.at;
            out->title = s.title;
        } else {
            before = v.number;
        }
    }
    tell_ids(&s);
    if (state == VIKT_CSV_ROW || state == VIKT_CSV_END)
        cut_footers(&s, csv.start, state == VIKT_CSV_END ? before : 0);
    return state;
}
