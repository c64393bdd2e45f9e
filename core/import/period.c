/* SPDX-License-Identifier: MIT */
#include "core/import/period.h"

#include <stdio.h>

#include "core/base/date_form.h"
#include "core/import/kind.h"

/* What is left of "jan 2024" and "2024-01" without the year. */
static bool is_month(vikt_text rest)
{
    char date[32];
    vikt_date ignored;

    if (rest.length == 0 || rest.length > 12)
        return false;
    if (rest.length == 5 &&
        vikt_kind_of(rest) == VIKT_KIND_FIGURE) /* "2024-01-31", a month's end */
        snprintf(date, sizeof date, "2024-%.2s-%.2s", rest.at, rest.at + 3);
    else if (rest.length == 2 && vikt_kind_of(rest) == VIKT_KIND_FIGURE)
        snprintf(date, sizeof date, "2024-%.*s-01", VIKT_SHOW(rest));
    else
        snprintf(date, sizeof date, "1 %.*s 2024", VIKT_SHOW(rest));
    return vikt_date_cell(vikt_text_of(date), (vikt_date_form){.order = VIKT_DATES_LOOK},
                          &ignored) == VIKT_DATE_OK;
}

/* "q1", "kv 1", "kvartal 1". */
static bool is_quarter(vikt_text rest)
{
    static const char *const words[] = {"q", "kv", "kvartal", "quarter", "quartal"};
    char last = rest.length ? rest.at[rest.length - 1] : 0;

    if (last < '1' || last > '4')
        return false;
    rest = vikt_text_trim((vikt_text){rest.at, rest.length - 1});
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_text_is(rest, words[i]))
            return true;
    return false;
}

bool vikt_period_is_part(const vikt_words *words)
{
    return is_month(words->full) || is_quarter(words->full);
}

bool vikt_period_is(const vikt_words *words)
{
    if (words->full.length == 0 || (words->when && words->core.length == 0))
        return words->year != 0 && !words->has_percent;
    if (words->year == 0 && vikt_kind_of(words->full) == VIKT_KIND_FIGURE)
        return false;
    return vikt_period_is_part(words);
}

/* Most cells are figures. */
static bool holds_figures(const vikt_sheet *sheet, size_t column)
{
    size_t figures = 0, others = 0;

    for (size_t row = 0; row < sheet->sample_rows; row++) {
        vikt_kind kind = vikt_kind_of(vikt_sheet_cell(sheet, row, column));

        figures += kind == VIKT_KIND_FIGURE;
        others += kind == VIKT_KIND_WORD;
    }
    return figures > others;
}

bool vikt_period_is_relative(const vikt_words *words)
{
    return words->when && words->core.length == 0 && words->year == 0 && !words->has_percent;
}

bool vikt_period_is_column(const vikt_sheet *sheet, const vikt_words *words, size_t column)
{
    return (vikt_period_is(&words[column]) || vikt_period_is_relative(&words[column])) &&
           holds_figures(sheet, column);
}

size_t vikt_period_months(const vikt_sheet *sheet, const vikt_words *words)
{
    size_t months = 0;

    for (size_t i = 0; i < sheet->width; i++)
        if (vikt_period_is_column(sheet, words, i))
            months += is_month(words[i].full) ? 1 : is_quarter(words[i].full) ? 3 : 12;
    return months;
}
