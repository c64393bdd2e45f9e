/* SPDX-License-Identifier: MIT */
#include "core/base/formula_error.h"

static bool is_one_of(vikt_text cell, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (vikt_text_is(cell, words[i]))
            return true;
    return false;
}

/* "#SAKNAS!", "#DIVISION/0!", "#NAMN?": capitals between a # and a ! or ?, whatever the language.
 */
static bool is_shouted(vikt_text cell)
{
    const char *at = cell.at + 1, *end = cell.at + cell.length - 1;

    if (cell.length < 5 || (*end != '!' && *end != '?'))
        return false;
    while (at < end) {
        uint32_t code = vikt_text_next(&at, end);
        bool is_mark = code == '/' || code == '0' || code == '_';

        if (!is_mark && vikt_text_lower(code) == code)
            return false;
    }
    return true;
}

static bool is_narrow(vikt_text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (cell.at[i] != '#')
            return false;
    return cell.length >= 3;
}

/* LibreOffice: "Err:502", in Swedish "Fel:502". */
static bool is_numbered(vikt_text cell)
{
    static const char *const words[] = {"Err", "Fel", "Feil", "Fejl", "Fehler"};
    vikt_text rest = cell, word = vikt_text_cut(&rest, ':');

    return rest.length == 3 && rest.at[0] == '5' && rest.at[1] >= '0' && rest.at[1] <= '9' &&
           rest.at[2] >= '0' && rest.at[2] <= '9' &&
           is_one_of(word, words, sizeof words / sizeof *words);
}

bool vikt_formula_error_is(vikt_text cell)
{
    /* Those of Excel without a mark at the end: English, German, Norwegian and Danish. */
    static const char *const bare[] = {"#N/A", "#NV", "#I/T", "#GETTING_DATA"};

    if (cell.length < 3)
        return false;
    if (cell.at[0] != '#')
        return (cell.at[0] == 'E' || cell.at[0] == 'F') && is_numbered(cell);
    return is_one_of(cell, bare, sizeof bare / sizeof *bare) || is_shouted(cell) || is_narrow(cell);
}
