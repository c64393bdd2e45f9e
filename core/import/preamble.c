/* SPDX-License-Identifier: MIT */
#include "core/import/preamble.h"

#include "core/import/kind.h"

/* Rows and columns that are looked at. A heading below so many rows is none. */
enum { ROWS = 60, COLUMNS = 64, NUMBERED = 4 };

/* A kind of its own here: above amounts it says when, as a year does. */
enum { DAY = 100 };

typedef struct probe {
    vikt_text text;
    const char *behind; /* the next row */
    long number;
    size_t cells, filled;
    size_t numbered; /* cells from the first on that are "1", "2", ... */
    bool is_label;   /* a total */
    unsigned char kinds[COLUMNS];
} probe;

typedef struct probes {
    probe rows[ROWS];
    size_t count;
    size_t width;   /* cells of most rows */
    size_t typical; /* cells that are not empty, of the middle row */
} probes;

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static bool is_number(vikt_text cell, size_t wanted)
{
    size_t value = 0;

    if (cell.length == 0 || cell.length > 3)
        return false;
    for (size_t i = 0; i < cell.length; i++) {
        if (!is_digit(cell.at[i]))
            return false;
        value = value * 10 + (size_t)(cell.at[i] - '0');
    }
    return value == wanted;
}

/* "Omsättning 2025-01-01 - 2025-12-31": a word, then a blank. */
static bool begins_with_word(vikt_text cell)
{
    enum { WORD = 4 };
    size_t letters = 0;

    while (letters < cell.length &&
           ((unsigned char)((cell.at[letters] | 0x20) - 'a') < 26 || (cell.at[letters] & 0x80)))
        letters++;
    return letters >= WORD && letters < cell.length && cell.at[letters] == ' ';
}

/* "2025-03-01", as a month above a column is when a workbook has it as a date, is a day. */
static unsigned char kind_of(vikt_text cell)
{
    static const char form[] = "0000-00-00";
    vikt_kind kind = vikt_kind_of(cell);
    size_t i = 0;

    if (kind == VIKT_KIND_FIGURE && begins_with_word(cell))
        return (unsigned char)VIKT_KIND_WORD;
    while (kind == VIKT_KIND_FIGURE && cell.length == sizeof form - 1 && i < cell.length &&
           (form[i] == '0' ? is_digit(cell.at[i]) : cell.at[i] == form[i]))
        i++;
    return i == sizeof form - 1 ? (unsigned char)DAY : (unsigned char)kind;
}

static void probe_row(const vikt_csv *csv, const vikt_csv_row *row, probe *out)
{
    size_t cells = row->cells < COLUMNS ? row->cells : COLUMNS;

    *out = (probe){.behind = csv->start, .number = row->number, .cells = row->cells};
    out->text = (vikt_text){row->slots[0], (size_t)(row->end - row->slots[0])};
    for (size_t i = 0; i < cells; i++) {
        bool doubled;
        vikt_text cell = vikt_text_trim(vikt_csv_cell(vikt_csv_raw(row->slots, i), &doubled));

        out->kinds[i] = kind_of(cell);
        out->numbered += out->numbered == i && is_number(cell, i + 1);
        if (cell.length && out->filled++ == 0)
            out->is_label = vikt_aside_is_label(cell) || vikt_kind_is_line(cell);
    }
}

/* The most frequent of more than one cell; the larger of equals. */
static size_t width_of(const probes *p)
{
    size_t width = p->count ? p->rows[0].cells : 0, most = 0;

    for (size_t i = 0; i < p->count; i++) {
        size_t cells = p->rows[i].cells, same = 0;

        for (size_t k = 0; k < p->count; k++)
            same += p->rows[k].cells == cells;
        if (cells > 1 && (same > most || (same == most && cells > width))) {
            width = cells;
            most = same;
        }
    }
    return width;
}

/* The smallest number that half of the rows do not exceed, totals apart. */
static size_t typical_of(const probes *p)
{
    size_t rows = 0, wanted = 0, below = 0;

    for (size_t i = 0; i < p->count; i++)
        rows += !p->rows[i].is_label;
    for (wanted = 1; wanted < COLUMNS; wanted++) {
        below = 0;
        for (size_t i = 0; i < p->count; i++)
            below += !p->rows[i].is_label && p->rows[i].filled <= wanted;
        if (below * 2 >= rows)
            break;
    }
    return wanted;
}

static vikt_csv_state probe_all(vikt_csv csv, vikt_csv_row *row, probes *out)
{
    vikt_csv_state state = VIKT_CSV_ROW;

    out->count = 0;
    while (out->count < ROWS && (state = vikt_csv_next(&csv, row)) == VIKT_CSV_ROW)
        probe_row(&csv, row, &out->rows[out->count++]);
    out->width = width_of(out);
    out->typical = typical_of(out);
    return state;
}

/* What most cells below are: figures, or years alone; VIKT_KIND_EMPTY when neither. */
static vikt_kind below(const probes *p, size_t row, size_t column)
{
    size_t filled = 0, figures = 0, years = 0;

    for (size_t i = row + 1; i < p->count; i++) {
        unsigned char found = p->rows[i].kinds[column];

        if (p->rows[i].is_label || vikt_text_equal(p->rows[i].text, p->rows[row].text))
            continue;
        filled += found != VIKT_KIND_EMPTY;
        figures += found == VIKT_KIND_FIGURE;
        years += found == VIKT_KIND_YEAR || found == DAY;
    }
    if ((figures + years) * 2 <= filled)
        return VIKT_KIND_EMPTY;
    return years > figures ? VIKT_KIND_YEAR : VIKT_KIND_FIGURE;
}

typedef enum role { TITLE, HEADING, DATA } role;

static bool is_wide(const probes *p, size_t at)
{
    return p->rows[at].cells >= p->width || p->rows[at].filled >= p->typical;
}

/* Over columns of figures a heading has words, or years over amounts; data has figures. Where there
 * are no figures the first row that is wide is the heading. */
static role role_of(const probes *p, size_t at)
{
    const probe *row = &p->rows[at];
    size_t words = 0, figures = 0, over = 0, same = 0, columns = 0;

    if (row->is_label || row->filled * 2 <= p->typical)
        return TITLE;
    if (row->numbered == row->cells && row->cells >= NUMBERED) /* 1, 2, 3, 4: columns' numbers */
        return HEADING;
    for (size_t i = 0; i < row->cells && i < COLUMNS; i++) {
        unsigned char here = row->kinds[i];
        vikt_kind under = below(p, at, i);
        bool is_when = here == VIKT_KIND_YEAR || here == DAY;

        words += here == VIKT_KIND_WORD;
        figures += here == VIKT_KIND_FIGURE || (here == DAY && under != VIKT_KIND_FIGURE);
        if (under == VIKT_KIND_EMPTY || here == VIKT_KIND_EMPTY)
            continue;
        columns++;
        over += here == VIKT_KIND_WORD || (is_when && under == VIKT_KIND_FIGURE);
        same += here == VIKT_KIND_FIGURE || (is_when && under == VIKT_KIND_YEAR);
    }
    if (words > figures && (over > same || (columns == 0 && is_wide(p, at))))
        return HEADING;
    return words == 0 || (same > 0 && same >= over) ? DATA : TITLE;
}

/* A title that has half the cells by chance ("Kundlista;Exempelbolaget AB") gives way to a fuller
 * heading below. */
static size_t fuller(const probes *p, size_t heading)
{
    for (size_t i = heading + 1; i < p->count && role_of(p, i) != DATA; i++)
        if (role_of(p, i) == HEADING && is_wide(p, i) &&
            (!is_wide(p, heading) || p->rows[heading].filled * 4 < p->rows[i].filled * 3))
            return i;
    return heading;
}

/* The row of the heading, or of the first data; *has_heading tells which. */
static size_t find(const probes *p, bool *has_heading)
{
    size_t first = 0;

    *has_heading = true;
    for (size_t i = 0; i < p->count; i++) {
        switch (role_of(p, i)) {
        case HEADING:
            return fuller(p, i);
        case DATA:
            *has_heading = false;
            while (i && p->rows[i - 1].is_label) /* a total may come first */
                i--;
            return i;
        case TITLE:
            break;
        }
    }
    while (first + 1 < p->count && p->rows[first].cells < p->width)
        first++;
    return first;
}

/* The first row that has more than half of the cells: without a heading, what a file begins with.
 */
static size_t first_full(const probes *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->rows[i].is_label || p->rows[i].filled * 2 > p->typical)
            return i;
    return 0;
}

/* As many titles as are kept; those that are as full as data are not looked for again. */
static void add_titles(const probes *p, size_t count, size_t full, vikt_preamble *out)
{
    out->titles = count;
    for (size_t i = 0; i < count; i++)
        if (p->rows[i].filled * 2 <= full)
            vikt_aside_add_title(&out->aside, p->rows[i].text);
}

static bool has_words_only(const probe *row)
{
    for (size_t i = 0; i < row->cells && i < COLUMNS; i++)
        if (row->kinds[i] == VIKT_KIND_FIGURE || row->kinds[i] == DAY)
            return false;
    return row->filled > 0 && !row->is_label;
}

/* The words of a heading may go on over several columns in the row above it. */
static void look_above(const probes *p, vikt_preamble *out)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->rows[i].number + 1 == out->record && has_words_only(&p->rows[i]))
            out->above = p->rows[i].text;
}

static void begin_at(const probes *p, size_t at, char separator, vikt_preamble *out)
{
    const probe *row = &p->rows[at];

    out->record = out->has_heading ? row->number : row->number - 1;
    out->data = out->has_heading ? row->behind : row->text.at;
    vikt_aside_init(&out->aside, separator, out->has_heading ? row->text : (vikt_text){NULL, 0});
    add_titles(p, at, row->filled, out);
}

/* To the record that the settings tell. */
static vikt_csv_state go_to(size_t record, vikt_csv *csv, vikt_csv_row *row, vikt_preamble *out)
{
    vikt_csv_state state;

    out->titles = 0;
    while ((state = vikt_csv_next(csv, row)) == VIKT_CSV_ROW && row->number < (long)record)
        out->titles++;
    if (state != VIKT_CSV_ROW)
        return state;
    out->record = row->number;
    out->data = csv->start;
    vikt_aside_init(&out->aside, csv->separator,
                    (vikt_text){row->slots[0], (size_t)(row->end - row->slots[0])});
    return state;
}

void vikt_preamble_of(const vikt_source_settings *settings, vikt_csv *csv, vikt_csv_row *row,
                      vikt_preamble *out, vikt_csv_state *state)
{
    bool told = settings && settings->has_heading;
    probes p;
    size_t at;

    *state = probe_all(*csv, row, &p);
    *out = (vikt_preamble){.width = p.width, .has_heading = !told || settings->heading > 0};
    if (told && settings->heading) {
        *state = go_to(settings->heading, csv, row, out);
        for (size_t i = 0; i < p.count && p.rows[i].number < out->record; i++)
            if (*state == VIKT_CSV_ROW && p.rows[i].filled * 2 <= p.typical)
                vikt_aside_add_title(&out->aside, p.rows[i].text);
        look_above(&p, out);
        return;
    }
    if (p.count == 0)
        return;
    at = told ? first_full(&p) : find(&p, &out->has_heading);
    begin_at(&p, at, csv->separator, out);
    if (out->has_heading)
        look_above(&p, out);
    vikt_csv_open(csv, p.rows[at].text.at, csv->end, csv->separator, p.rows[at].number - 1);
    *state = vikt_csv_next(csv, row);
}
