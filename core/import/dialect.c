/* SPDX-License-Identifier: MIT */
#include "core/import/dialect.h"

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

vikt_number_format vikt_dialect_format(const vikt_number_votes *votes,
                                       const vikt_dialect_sums *file)
{
    char decimal = vikt_dialect_sure(votes);

    if (!decimal && file->point != file->comma)
        decimal = file->point > file->comma ? '.' : ',';
    if (!decimal) /* a tab says nothing: `1,234` is then read as most programs of the world write it
                   */
        decimal = file->separator == ';' ? ',' : '.';
    return (vikt_number_format){decimal, decimal == '.' ? ',' : '.'};
}
