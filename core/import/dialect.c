/* SPDX-License-Identifier: MIT */
#include "core/import/dialect.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/csv.h"

/* How many of the first rows have as many cells as the heading. */
typedef struct steadiness {
    size_t cells, rows, steady;
    bool is_blank; /* separators and blanks are all that there is */
} steadiness;

static steadiness measure(vikt_text text, char separator)
{
    const char *slots[2];
    vikt_csv_row row = {.slots = slots, .room = 1};
    vikt_csv_state state = VIKT_CSV_ROW;
    steadiness found = {0};
    vikt_csv csv;

    vikt_csv_open(&csv, text.at, text.at + text.length, separator, 0);
    while (found.rows < VIKT_DIALECT_ROWS && state == VIKT_CSV_ROW) {
        state = vikt_csv_next(&csv, &row);
        if (state != VIKT_CSV_ROW)
            break;
        if (found.rows == 0)
            found.cells = row.cells;
        found.steady += row.cells == found.cells;
        found.rows++;
    }
    found.is_blank = found.rows == 0 && state == VIKT_CSV_END;
    return found;
}

static bool is_better(const steadiness *a, const steadiness *b)
{
    size_t x = a->steady * b->rows, y = b->steady * a->rows;

    return x > y || (x == y && a->cells > b->cells);
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
        if (found.cells > 1 && (chosen == '\n' || is_better(&found, &best))) {
            best = found;
            chosen = separators[i];
        }
    }
    return chosen;
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
    return decimal || !vikt_dialect_is_open(votes);
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
                                   vikt_text cell, vikt_error *err)
{
    static const vikt_number_format point = {'.', ',', 0}, comma = {',', '.', 0};
    char as_point[VIKT_NUMBER_MAX + 1] = "", as_comma[VIKT_NUMBER_MAX + 1] = "";
    double value;

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
