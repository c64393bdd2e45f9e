/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"

#include <math.h>

#include "core/base/decimal.h"

static vikt_text trim(vikt_text text)
{
    size_t blank;

    while ((blank = vikt_decimal_blank(text.at, text.length)) > 0) {
        text.at += blank;
        text.length -= blank;
    }
    for (size_t size = 1; size <= 3 && size <= text.length; size++)
        if (vikt_decimal_blank(text.at + text.length - size, size) == size) {
            text.length -= size;
            size = 0;
        }
    return text;
}

typedef struct affixes {
    bool sign, negative, open, closed, currency, percent;
} affixes;

/* Longer ones before those they begin with. */
static const char *const currencies[] = {"kr.", "kr",  "sek", "nok",          "dkk",     "eur",
                                         "usd", "gbp", "$",   "\xe2\x82\xac", "\xc2\xa3"};

static bool same_word(const char *at, const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (vikt_lower(at[i]) != word[i])
            return false;
    return true;
}

/* Bytes of a currency at the front, or (back) at the end; 0 for none. */
static size_t currency_at(vikt_text text, bool back)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        size_t length = strlen(currencies[i]);
        const char *at = back ? text.at + text.length - length : text.at;

        if (text.length >= length && same_word(at, currencies[i], length))
            return length;
    }
    return back && text.length >= 2 && memcmp(text.at + text.length - 2, ":-", 2) == 0 ? 2 : 0;
}

/* Bytes of a minus, a hyphen or U+2212. */
static size_t minus_at(const char *at, size_t length)
{
    if (length >= 1 && *at == '-')
        return 1;
    return length >= 3 && memcmp(at, "\xe2\x88\x92", 3) == 0 ? 3 : 0;
}

static void strip_front(vikt_text *text, affixes *found)
{
    while (text->length && !vikt_is_digit(text->at[0])) {
        size_t length = 0;

        if (!found->sign && (length = minus_at(text->at, text->length)) > 0)
            found->sign = found->negative = true;
        else if (!found->sign && text->at[0] == '+')
            length = found->sign = true;
        else if (!found->open && text->at[0] == '(')
            length = found->open = true;
        else if (!found->currency && (length = currency_at(*text, false)) > 0)
            found->currency = true;
        if (length == 0)
            return;
        *text = trim((vikt_text){text->at + length, text->length - length});
    }
}

static void strip_back(vikt_text *text, affixes *found)
{
    while (text->length && !vikt_is_digit(text->at[text->length - 1])) {
        const char *last = text->at + text->length - 1;
        size_t length = 0;

        if (!found->currency && (length = currency_at(*text, true)) > 0)
            found->currency = true;
        else if (found->open && !found->closed && *last == ')')
            length = found->closed = true;
        else if (!found->percent && *last == '%')
            length = found->percent = true;
        else if (!found->sign && *last == '-')
            length = found->sign = found->negative = true;
        else if (!found->sign && text->length >= 3 && minus_at(last - 2, 3) == 3) {
            found->sign = found->negative = true;
            length = 3;
        }
        if (length == 0)
            return;
        *text = trim((vikt_text){text->at, text->length - length});
    }
}

/* Takes everything off *text but the digits and their marks; false when that cannot be a number. */
static bool strip(vikt_text *text, affixes *found)
{
    *found = (affixes){.sign = false};
    strip_front(text, found);
    strip_back(text, found);
    if (found->open != found->closed || (found->open && found->sign))
        return false;
    found->negative |= found->open;
    return text->length > 0 && !(found->currency && found->percent);
}

static bool is_infinite_word(vikt_text text)
{
    return (text.length == 3 && (same_word(text.at, "nan", 3) || same_word(text.at, "inf", 3))) ||
           (text.length == 8 && same_word(text.at, "infinity", 8));
}

vikt_number_state vikt_number_read(vikt_text cell, vikt_number_format format, double *value,
                                   bool *percent)
{
    affixes found;
    double size;

    if (percent)
        *percent = false;
    if (cell.length && vikt_decimal_plain(cell, format.decimal, value))
        return VIKT_NUMBER_OK;
    cell = trim(cell);
    if (cell.length == 0)
        return VIKT_NUMBER_EMPTY;
    if (!strip(&cell, &found))
        return VIKT_NUMBER_WRONG;
    if (is_infinite_word(cell))
        return VIKT_NUMBER_INFINITE;
    if (!vikt_decimal_read(cell, format, found.percent, &size))
        return VIKT_NUMBER_WRONG;
    if (!isfinite(size))
        return VIKT_NUMBER_INFINITE;
    if (percent)
        *percent = found.percent;
    *value = found.negative ? -size : size;
    return VIKT_NUMBER_OK;
}

bool vikt_number_parse(vikt_text text, double *value)
{
    static const char marks[] = ".eE+-";
    bool negative = text.length > 0 && text.at[0] == '-';
    double size;

    text.at += negative;
    text.length -= negative;
    if (text.length == 0 || !vikt_is_digit(text.at[0]))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!vikt_is_digit(text.at[i]) && !memchr(marks, text.at[i], sizeof marks - 1))
            return false;
        if (text.at[i] == '.' && (i + 1 == text.length || !vikt_is_digit(text.at[i + 1])))
            return false;
    }
    if (!vikt_decimal_read(text, (vikt_number_format){'.', 0}, false, &size) || !isfinite(size))
        return false;
    *value = negative ? -size : size;
    return true;
}

/* A cell that reads with one decimal mark only is sure of it; with both, its mark may be either. */
void vikt_number_vote(vikt_number_votes *votes, vikt_text cell)
{
    affixes found;
    bool point, comma;
    double value;

    cell = trim(cell);
    if (cell.length == 0)
        return;
    if (!strip(&cell, &found)) {
        votes->others++;
        return;
    }
    point = vikt_decimal_read(cell, (vikt_number_format){'.', ','}, false, &value);
    comma = vikt_decimal_read(cell, (vikt_number_format){',', '.'}, false, &value);
    if (!point && !comma && !is_infinite_word(cell)) {
        votes->others++;
        return;
    }
    votes->numbers++;
    votes->point += point && !comma;
    votes->comma += comma && !point;
    if (point && comma) {
        votes->maybe_point += memchr(cell.at, '.', cell.length) != NULL;
        votes->maybe_comma += memchr(cell.at, ',', cell.length) != NULL;
    }
}
