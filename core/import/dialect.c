/* SPDX-License-Identifier: MIT */
#include "core/import/dialect.h"

#include "core/import/csv.h"

/* How many of the first rows have as many cells as the heading. */
typedef struct steadiness {
    size_t cells, rows, steady;
} steadiness;

static steadiness measure(vikt_text text, char separator)
{
    const char *slots[2];
    vikt_csv_row row = {.slots = slots, .room = 1};
    steadiness found = {0};
    vikt_csv csv;

    vikt_csv_open(&csv, text.at, text.at + text.length, separator, 0);
    while (found.rows < VIKT_DIALECT_ROWS && vikt_csv_next(&csv, &row) == VIKT_CSV_ROW) {
        if (found.rows == 0)
            found.cells = row.cells;
        found.steady += row.cells == found.cells;
        found.rows++;
    }
    return found;
}

static bool is_better(const steadiness *a, const steadiness *b)
{
    size_t x = a->steady * b->rows, y = b->steady * a->rows;

    return x > y || (x == y && a->cells > b->cells);
}

char vikt_dialect_separator(vikt_text text)
{
    static const char separators[] = {';', '\t', ',', '|'}; /* the first of equals wins */
    steadiness best = {0};
    char chosen = '\n';

    for (size_t i = 0; i < sizeof separators; i++) {
        steadiness found = measure(text, separators[i]);

        if (found.cells > 1 && (chosen == '\n' || is_better(&found, &best))) {
            best = found;
            chosen = separators[i];
        }
    }
    return chosen;
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
