/* SPDX-License-Identifier: MIT */
#include "core/import/currency_column.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/ledger_currency.h"
#include "core/profile/dictionary.h"

enum { SHOWN = 3 };

/* The first column that no field has under one of the words for a currency. */
static size_t find_column(const vikt_load *load)
{
    size_t width = load->sheet->width, first = width;
    vikt_dictionary walk = {0};
    vikt_known known;

    while (vikt_dictionary_next_of(&walk, "currency", &known))
        for (size_t i = 0; i < first; i++)
            if (load->match->headings[i].field == VIKT_INDEX_NONE &&
                vikt_heading_fits(&load->match->words[i], known.spelling) != VIKT_FIT_NONE)
                first = i;
    return first < width ? first : VIKT_INDEX_NONE;
}

/* On a scale, or counted in days, nothing is money; but which other numbers are, nobody says. */
static bool has_amounts(const vikt_load *load)
{
    for (size_t i = 0; i < load->decoder_count; i++) {
        const vikt_decoder *d = &load->decoders[i];

        if (d->type == VIKT_TYPE_NUMBER && !d->share && !isfinite(d->max))
            return true;
    }
    return false;
}

static bool is_code(vikt_text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!((cell.at[i] >= 'A' && cell.at[i] <= 'Z') || (cell.at[i] >= 'a' && cell.at[i] <= 'z')))
            return false;
    return cell.length > 0;
}

static void collect(const vikt_load *load, size_t column, vikt_currencies *found)
{
    const vikt_sheet *sheet = load->sheet;
    const char *slots[VIKT_COLUMNS_MAX + 1];
    vikt_csv_row row = {.slots = slots, .room = sheet->width};
    vikt_csv csv;

    vikt_csv_open(&csv, sheet->data, vikt_text_end(sheet->text), sheet->separator, 0);
    while (vikt_csv_next(&csv, &row) == VIKT_CSV_ROW) {
        vikt_text cell;
        bool doubled;

        if (row.cells <= column || vikt_aside_of(&sheet->aside, &row, VIKT_INDEX_NONE))
            continue;
        cell = vikt_text_trim(vikt_csv_cell(vikt_csv_raw(slots, column), &doubled));
        if (is_code(cell))
            (void)vikt_currencies_of(found, cell);
    }
}

/* The next code behind `before` in bytewise order. */
static const char *next_code(const vikt_currencies *found, const char *before)
{
    const char *next = NULL;

    for (size_t i = 0; i < found->count; i++) {
        const char *code = found->items[i].code;

        if (strcmp(code, before) > 0 && (!next || strcmp(code, next) < 0))
            next = code;
    }
    return next;
}

void vikt_currency_column_warn(const vikt_load *load)
{
    size_t column = find_column(load), count = 0, length = 0;
    vikt_currencies found = {.count = 0};
    char codes[SHOWN * (VIKT_CURRENCY_BYTES + 2) + 8] = "";

    if (column == VIKT_INDEX_NONE || !has_amounts(load))
        return;
    collect(load, column, &found);
    for (const char *code = next_code(&found, ""); code; code = next_code(&found, code)) {
        if (count < SHOWN)
            length += (size_t)snprintf(codes + length, sizeof codes - length, "%s%s",
                                       count ? ", " : "", code);
        count++;
    }
    if (count < 2)
        return;
    vikt_tell(load->listener, VIKT_WARNING, VIKT_OK,
              vikt_place_of(load->sheet->source, load->sheet->heading_row, (long)column + 1),
              "\"%.*s\" has %zu currencies (%s%s), and amounts are added up as if they were one; "
              "give them in one currency, or the invoices, whose currencies can have rates",
              VIKT_SHOW(load->sheet->titles[column]), count, codes, count > SHOWN ? ", ..." : "");
}
