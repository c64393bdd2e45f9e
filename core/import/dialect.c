/* SPDX-License-Identifier: MIT */
#include "core/import/dialect.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/csv.h"

/* How many of the first rows have as many cells as most of them. */
typedef struct steadiness {
    size_t width, steady, rows;
    size_t from;   /* rows before the first one that is so wide */
    bool is_blank; /* separators and blanks are all that there is */
} steadiness;

/* The most frequent number of cells but one; the larger of equals. */
static void find_width(const size_t *cells, steadiness *found)
{
    for (size_t i = 0; i < found->rows; i++) {
        size_t same = 0;

        for (size_t k = 0; k < found->rows; k++)
            same += cells[k] == cells[i];
        if (cells[i] > 1 &&
            (same > found->steady || (same == found->steady && cells[i] > found->width))) {
            found->width = cells[i];
            found->steady = same;
        }
    }
    while (found->from < found->rows && cells[found->from] < found->width)
        found->from++;
}

/* ------: a line drawn between rows, as in printed lists, is no row. */
static bool is_line(const vikt_csv_row *row)
{
    const char *at = row->slots[0];

    while (at < row->end && memchr("-=_+*| \t", *at, 8))
        at++;
    return at == row->end && at > row->slots[0];
}

static steadiness measure(vikt_text text, char separator)
{
    const char *slots[2];
    size_t cells[VIKT_DIALECT_ROWS] = {0};
    vikt_csv_row row = {.slots = slots, .room = 1};
    vikt_csv_state state = VIKT_CSV_ROW;
    steadiness found = {0};
    vikt_csv csv;

    vikt_csv_open(&csv, text.at, vikt_text_end(text), separator, 0);
    while (found.rows < VIKT_DIALECT_ROWS && (state = vikt_csv_next(&csv, &row)) == VIKT_CSV_ROW)
        if (!is_line(&row))
            cells[found.rows++] = row.cells;
    found.is_blank = found.rows == 0 && state == VIKT_CSV_END;
    find_width(cells, &found);
    if (found.rows && cells[0] > 1)
        found.from = 0;
    return found;
}

static bool is_better(const steadiness *a, const steadiness *b)
{
    size_t x = a->steady * b->rows, y = b->steady * a->rows;

    return x > y || (x == y && a->width > b->width);
}

/* "Svensson, Anna": a comma of prose has a blank behind it. */
static bool is_prose(vikt_text text, char separator)
{
    size_t seen = 0;

    if (separator != ',')
        return false;
    for (size_t i = 0; i < text.length && seen < VIKT_DIALECT_ROWS; i++) {
        if (text.at[i] != separator)
            continue;
        seen++;
        if (i + 1 == text.length || text.at[i + 1] != ' ')
            return false;
    }
    return true;
}

/* Below lines without any separator, which may be titles or all that there is, two of three rows
 * must agree. */
static bool is_table(const steadiness *found, vikt_text text, char separator)
{
    if (found->width < 2)
        return false;
    if (found->from == 0)
        return true;
    return found->steady * 3 >= (found->rows - found->from) * 2 &&
           !(found->width == 2 && is_prose(text, separator));
}

/* The first of equals wins. */
static const char separators[] = {';', '\t', ',', '|'};

char vikt_dialect_separator(vikt_text text)
{
    steadiness best = {0};
    char chosen = '\n';

    for (size_t i = 0; i < sizeof separators; i++) {
        steadiness found = measure(text, separators[i]);

        if (found.is_blank)
            return separators[i];
        if (is_table(&found, text, separators[i]) && (chosen == '\n' || is_better(&found, &best))) {
            best = found;
            chosen = separators[i];
        }
    }
    return chosen;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Takes the bytes up to the next blank off a line; none at its end. */
static vikt_text next_piece(vikt_text *line)
{
    vikt_text piece = {line->at, 0};

    while (line->length && is_blank(*line->at))
        line->at++, line->length--;
    piece.at = line->at;
    while (line->length && !is_blank(*line->at))
        line->at++, line->length--;
    piece.length = (size_t)(line->at - piece.at);
    return piece;
}

static bool is_figure(vikt_text piece)
{
    size_t digits = 0;

    for (size_t i = 0; i < piece.length; i++) {
        if (piece.at[i] >= '0' && piece.at[i] <= '9')
            digits++;
        else if (!memchr(".,-+:/", piece.at[i], 6))
            return false;
    }
    return digits > 0;
}

enum { PIECES_MAX = 64 };

/* What the lines have in common; numbers of pieces, and which of them are figures. */
typedef struct pieces {
    size_t lines, count;
    bool figures[PIECES_MAX];
    bool grouped; /* "1 234": all but the first have three digits, and so it is one number */
} pieces;

static bool add_line(pieces *all, vikt_text line)
{
    size_t count = 0;

    for (vikt_text piece = next_piece(&line); piece.length; piece = next_piece(&line)) {
        if (count == PIECES_MAX)
            return false;
        if (all->lines < 2) /* the first line may be a heading */
            all->figures[count] = true;
        all->figures[count] &= is_figure(piece) || all->lines == 0;
        all->grouped &=
            count == 0 || (piece.length >= 3 && is_figure((vikt_text){piece.at, 3}) &&
                           !memchr(piece.at, '.', 3) && !memchr(piece.at, ',', 3) &&
                           (piece.length == 3 || !is_figure((vikt_text){piece.at + 3, 1})));
        count++;
    }
    if (all->lines == 0)
        all->count = count;
    all->lines++;
    return count == all->count;
}

size_t vikt_dialect_pieces(vikt_text text)
{
    vikt_text line = vikt_text_cut(&text, '\n');
    size_t count = 0;

    line = vikt_text_trim(line);
    while (next_piece(&line).length)
        count++;
    return count;
}

bool vikt_dialect_is_blanks(vikt_text text)
{
    pieces all = {.grouped = true};
    size_t figures = 0;

    while (text.length && all.lines < VIKT_DIALECT_ROWS) {
        vikt_text line = vikt_text_trim(vikt_text_cut(&text, '\n'));

        if (line.length && !add_line(&all, line))
            return false;
    }
    for (size_t i = 0; i < all.count; i++)
        figures += all.figures[i];
    return all.lines > 1 && figures > 1 && !all.grouped;
}

void vikt_dialect_part_blanks(char *text, size_t length)
{
    bool in_quotes = false, in_line = false; /* something stands on the line */

    for (size_t i = 0; i < length; i++) {
        bool is_last = i + 1 == length || text[i + 1] == '\n' || text[i + 1] == '\r';

        if (text[i] == '"')
            in_quotes = !in_quotes;
        if (text[i] == '\n') {
            in_line = in_quotes = false;
        } else if (!is_blank(text[i])) {
            in_line = true;
        } else if (!in_quotes) {
            text[i] = ' ';
            if (in_line && !is_last && !is_blank(text[i + 1]))
                text[i] = '\t';
        }
    }
}

static bool is_separator(char byte)
{
    return memchr(separators, byte, sizeof separators) != NULL;
}

size_t vikt_dialect_told(vikt_text text, char *separator)
{
    vikt_text rest = text, line = vikt_text_cut(&rest, '\n');
    size_t size = line.length < text.length ? line.length + 1 : line.length;

    if (line.length && line.at[line.length - 1] == '\r')
        line.length--;
    if (line.length == 7 && line.at[0] == '"' && line.at[6] == '"')
        line = (vikt_text){line.at + 1, 5};
    if (line.length != 5 || !is_separator(line.at[4]))
        return 0;
    line.length--;
    if (!vikt_text_is(line, "sep=") && !vikt_text_is(line, "SEP=") && !vikt_text_is(line, "Sep="))
        return 0;
    *separator = line.at[4];
    return size;
}

/* The next line of a profile that is neither blank nor a comment; none at the end. */
static vikt_text next_statement(vikt_text *rest)
{
    while (rest->length) {
        vikt_text line = vikt_text_trim(vikt_text_cut(rest, '\n'));

        if (line.length && line.at[0] != '#' && line.at[0] != ';')
            return line;
    }
    return (vikt_text){NULL, 0};
}

/* "[field revenue]", but not the headings "[Id];[Name]". */
static bool is_section(vikt_text line)
{
    if (line.length < 3 || line.at[0] != '[' || line.at[line.length - 1] != ']')
        return false;
    for (size_t i = 1; i + 1 < line.length; i++)
        if (line.at[i] == '[' || line.at[i] == ']' || is_separator(line.at[i]))
            return false;
    return true;
}

/* "[Id]" above a column of numbers is a heading: a profile goes on as one. */
bool vikt_dialect_is_profile(vikt_text text)
{
    vikt_text next;

    if (!is_section(next_statement(&text)))
        return false;
    next = next_statement(&text);
    return next.length == 0 || is_section(next) || memchr(next.at, '=', next.length);
}

char vikt_dialect_sure(const vikt_number_votes *votes)
{
    if (votes->point == votes->comma)
        return 0;
    return votes->point > votes->comma ? '.' : ',';
}

bool vikt_dialect_is_open(const vikt_number_votes *votes)
{
    return !vikt_dialect_sure(votes) &&
           votes->point + votes->comma + votes->maybe_point + votes->maybe_comma > 0;
}

/* Every marked cell has the other mark, surely: what was told was told of other columns. */
static bool is_refuted(const vikt_number_votes *votes, char told)
{
    size_t against = told == ',' ? votes->point : votes->comma;
    size_t marked = votes->point + votes->comma + votes->maybe_point + votes->maybe_comma;

    return against > 0 && against == marked;
}

/* "12,50 K" is no thousand beside "12,50 D" or "12,50 S": debit and credit of an account. */
static bool has_sides(const vikt_number_votes *votes)
{
    return votes->letters > 0 && votes->debits > 0;
}

bool vikt_dialect_format(const vikt_number_votes *votes, const vikt_dialect_sums *file,
                         vikt_number_format *out)
{
    char decimal = file->told_decimal;

    if (!decimal || is_refuted(votes, decimal))
        decimal = vikt_dialect_sure(votes);
    if (!decimal)
        decimal = file->native_decimal;
    if (!decimal && file->point != file->comma)
        decimal = file->point > file->comma ? '.' : ',';
    out->decimal = decimal ? decimal : '.';
    out->thousands = out->decimal == '.' ? ',' : '.';
    return (decimal || !vikt_dialect_is_open(votes)) && !has_sides(votes);
}

/* The order that most columns have; LOOK when there is none. */
static vikt_date_order main_order(const size_t counts[VIKT_DATE_ORDERS])
{
    size_t best = VIKT_DATES_LOOK;
    bool is_tied = false;

    for (size_t i = VIKT_DATES_YMD; i < VIKT_DATE_ORDERS; i++) {
        if (counts[i] > counts[best]) {
            best = i;
            is_tied = false;
        } else if (counts[i] == counts[best] && counts[i] > 0) {
            is_tied = true;
        }
    }
    return is_tied ? VIKT_DATES_LOOK : (vikt_date_order)best;
}

bool vikt_dialect_dates(const vikt_date_votes *votes, const vikt_dialect_sums *file,
                        vikt_date_form *out)
{
    return vikt_date_form_of(votes, file->told_dates, main_order(file->dates), out);
}

vikt_code vikt_dialect_ask_decimal(vikt_source_kind kind, vikt_place place, vikt_text title,
                                   const vikt_number_votes *votes, vikt_text cell, vikt_error *err)
{
    static const vikt_number_format point = {'.', ',', 0}, comma = {',', '.', 0};
    char as_point[VIKT_NUMBER_MAX + 1] = "", as_comma[VIKT_NUMBER_MAX + 1] = "";
    double value;

    if (has_sides(votes))
        return vikt_fail(err, VIKT_INPUT, place,
                         "amounts of \"%.*s\" end in K, which is credit beside those that end in "
                         "D or S, or a thousand; expected a minus for credit, or the letter in a "
                         "column of its own",
                         VIKT_SHOW(title));
    if (vikt_number_read(cell, point, &value, NULL) == VIKT_NUMBER_OK)
        as_point[vikt_number_write(value, as_point)] = '\0';
    if (vikt_number_read(cell, comma, &value, NULL) == VIKT_NUMBER_OK)
        as_comma[vikt_number_write(value, as_comma)] = '\0';
    if (!*as_point || !*as_comma)
        return vikt_fail(
            err, VIKT_INPUT, place,
            "\"%.*s\" has as many decimal points as commas, such as %.*s; say "
            "--decimal point or --decimal comma (or decimal = comma under [source %s])",
            VIKT_SHOW(title), VIKT_SHOW(cell), vikt_source_word(kind));
    return vikt_fail(err, VIKT_INPUT, place,
                     "\"%.*s\" can be read two ways: %.*s is %s or %s; say --decimal point or "
                     "--decimal comma (or decimal = comma under [source %s])",
                     VIKT_SHOW(title), VIKT_SHOW(cell), as_point, as_comma, vikt_source_word(kind));
}

/* "2024-02-01 by dmy", for each order that makes a date of the cell. */
static void add_reading(vikt_text cell, vikt_date_order order, const char *word, char out[80])
{
    size_t length = strlen(out);
    char text[11];
    vikt_date date;

    if (vikt_date_cell(cell, (vikt_date_form){.order = order}, &date) != VIKT_DATE_OK)
        return;
    vikt_date_write(date, text);
    snprintf(out + length, 80 - length, "%s%s (%s)", length ? " or " : "", text, word);
}

vikt_code vikt_dialect_ask_dates(vikt_source_kind kind, vikt_place place, vikt_text title,
                                 vikt_text cell, vikt_error *err)
{
    char readings[80] = "";

    add_reading(cell, VIKT_DATES_DMY, "dmy", readings);
    add_reading(cell, VIKT_DATES_MDY, "mdy", readings);
    add_reading(cell, VIKT_DATES_YMD, "ymd", readings);
    if (!strstr(readings, " or "))
        return vikt_fail(err, VIKT_INPUT, place,
                         "\"%.*s\" has dates in two orders, as many of each, such as %.*s; say "
                         "--dates dmy, mdy or ymd (or dates = dmy under [source %s])",
                         VIKT_SHOW(title), VIKT_SHOW(cell), vikt_source_word(kind));
    return vikt_fail(err, VIKT_INPUT, place,
                     "\"%.*s\" can be read two ways: %.*s is %s; say --dates dmy, mdy or ymd (or "
                     "dates = dmy under [source %s])",
                     VIKT_SHOW(title), VIKT_SHOW(cell), readings, vikt_source_word(kind));
}
