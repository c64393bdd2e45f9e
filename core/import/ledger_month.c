/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_month.h"

/* The number that `count` digits make; -1: they are none. */
static long digits(const char *at, size_t count)
{
    long number = 0;

    for (size_t i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

static bool is_mark(char c)
{
    return c == '-' || c == '/' || c == '.';
}

/* Year and month as they are written; false: in no such way. */
static bool split(vikt_text cell, long *year, long *month)
{
    const char *at = cell.at;
    bool packed = cell.length == 6, year_first;

    if (!packed && cell.length != 7)
        return false;
    year_first = packed || is_mark(at[4]);
    if (!year_first && !is_mark(at[2]))
        return false;
    *year = digits(year_first ? at : at + 3, 4);
    *month = digits(year_first ? at + (packed ? 4 : 5) : at, 2);
    return !packed || *year % 100 > 12; /* else it may be a day */
}

bool vikt_ledger_month(vikt_text cell, vikt_date *out)
{
    long year, month;

    if (!split(cell, &year, &month) || year < 1950 || year > 2100 || month < 1 || month > 12)
        return false;
    if (!vikt_date_of(month == 12 ? year + 1 : year, month % 12 + 1, 1, out))
        return false;
    --*out;
    return true;
}

bool vikt_ledger_holds_months(const vikt_sheet *sheet, size_t column)
{
    size_t filled = 0, months = 0;

    for (size_t row = 0; row < sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(sheet, row, column);
        vikt_date date;

        filled += cell.length > 0;
        months += vikt_ledger_month(cell, &date);
    }
    return months > 0 && months == filled;
}
