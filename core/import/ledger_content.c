/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_content.h"

#include "core/base/date.h"
#include "core/base/number.h"
#include "core/import/sense.h"

typedef struct content {
    size_t filled, ids, dates, numbers, decimals;
} content;

/* 19970101 is also a number; a year that nobody trades in makes it one. */
static bool is_date(vikt_text cell)
{
    long year, month, day;
    vikt_date date;

    if (!vikt_date_read(cell, &date))
        return false;
    vikt_date_split(date, &year, &month, &day);
    return year >= 1950 && year <= 2100;
}

static content look(const vikt_sheet *sheet, size_t column)
{
    content found = {0};

    for (size_t row = 0; row < sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(sheet, row, column);
        vikt_number_votes votes = {0};

        if (cell.length == 0)
            continue;
        vikt_number_vote(&votes, cell);
        found.filled++;
        found.ids += !vikt_sense_id_fault(cell);
        found.dates += is_date(cell);
        found.numbers += votes.numbers;
        found.decimals += votes.point + votes.comma;
    }
    return found;
}

bool vikt_ledger_holds_ids(const vikt_sheet *sheet, size_t column)
{
    content found = look(sheet, column);

    return found.ids * 2 > sheet->sample_rows && found.decimals == 0 &&
           found.dates * 2 < found.filled;
}

bool vikt_ledger_holds_dates(const vikt_sheet *sheet, size_t column)
{
    content found = look(sheet, column);

    return found.filled > 0 && found.dates == found.filled;
}

bool vikt_ledger_holds_amounts(const vikt_sheet *sheet, size_t column)
{
    content found = look(sheet, column);

    return found.filled > 0 && found.numbers == found.filled && found.decimals * 2 > found.filled;
}
