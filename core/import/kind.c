/* SPDX-License-Identifier: MIT */
#include "core/import/kind.h"

#include "core/base/literal.h"

static bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

/* 1990..2099 at the end of the cell. */
static bool ends_with_year(vikt_text cell)
{
    const char *at;

    if (cell.length < 4)
        return false;
    at = cell.at + cell.length - 4;
    if (cell.length > 4 && is_digit(at[-1]))
        return false;
    return ((at[0] == '1' && at[1] == '9' && at[2] == '9') || (at[0] == '2' && at[1] == '0')) &&
           is_digit(at[2]) && is_digit(at[3]);
}

/* "2024" and "2024-01". */
static bool is_year(vikt_text cell)
{
    const char *month;

    if (cell.length != 7 || cell.at[4] != '-')
        return cell.length == 4 && ends_with_year(cell);
    month = cell.at + 5;
    return ends_with_year((vikt_text){cell.at, 4}) &&
           ((month[0] == '0' && month[1] >= '1' && month[1] <= '9') ||
            (month[0] == '1' && month[1] >= '0' && month[1] <= '2'));
}

vikt_kind vikt_kind_of(vikt_text cell)
{
    const char *at = cell.at, *end = vikt_text_end(cell);
    size_t digits = 0, letters = 0;

    if (is_year(cell))
        return VIKT_KIND_YEAR;
    while (at < end) {
        uint32_t code = vikt_text_next(&at, end);

        digits += code >= '0' && code <= '9';
        letters += (code | 0x20) - 'a' < 26 || code >= 0xc0;
    }
    if (digits + letters == 0)
        return VIKT_KIND_EMPTY;
    if (letters && !is_digit(*cell.at) && ends_with_year(cell))
        return VIKT_KIND_WORD;
    return digits > letters || (digits > 2 && digits == letters) ? VIKT_KIND_FIGURE
                                                                 : VIKT_KIND_WORD;
}

bool vikt_kind_is_blank(vikt_text cell)
{
    static const char *const words[] = {"(blank)", "(tom)", "(tomt)", "(leer)"};

    if (cell.length == 0 || *cell.at != '(')
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_literal_same(cell, vikt_text_of(words[i])))
            return true;
    return false;
}

bool vikt_kind_is_line(vikt_text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!memchr("-=_*+~", cell.at[i], 6))
            return false;
    return cell.length >= 3;
}
