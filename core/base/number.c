/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"

#include <math.h>

#include "core/base/affix.h"
#include "core/base/decimal.h"

enum { DASH = 0xe2 /* the first byte of an en or em dash; no digits begin so */ };

static bool same_word(vikt_text text, const char *word)
{
    if (text.length != strlen(word))
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (vikt_lower(text.at[i]) != word[i])
            return false;
    return true;
}

static bool is_infinite_word(vikt_text text)
{
    return same_word(text, "nan") || same_word(text, "inf") || same_word(text, "infinity");
}

/* Most texts are told apart here. */
static bool may_be_dash(vikt_text cell)
{
    return cell.length > 0 &&
           (memchr(cell.at, '-', cell.length) || memchr(cell.at, DASH, cell.length));
}

/* No digit, no dash, and neither "inf" nor "nan": nearly all texts are told by this. */
static bool is_text(vikt_text cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.at[i];

        if (vikt_is_digit(c) || c == '-' || (unsigned char)c == DASH)
            return false;
        if ((c == 'n' || c == 'N' || c == 'i' || c == 'I') && i + 3 <= cell.length &&
            (same_word((vikt_text){cell.at + i, 3}, "nan") ||
             same_word((vikt_text){cell.at + i, 3}, "inf")))
            return false;
    }
    return true;
}

/* The cell without all that stands around its digits. */
static vikt_number_state take_body(vikt_text *cell, vikt_affixes *found)
{
    vikt_text whole = *cell = vikt_affixes_trim(*cell);

    if (whole.length == 0)
        return VIKT_NUMBER_EMPTY;
    if (is_text(whole))
        return VIKT_NUMBER_WRONG;
    if (vikt_affixes_strip(cell, found) && (unsigned char)cell->at[0] != DASH)
        return is_infinite_word(*cell) ? VIKT_NUMBER_INFINITE : VIKT_NUMBER_OK;
    return may_be_dash(whole) && vikt_affixes_are_all(whole) ? VIKT_NUMBER_EMPTY
                                                             : VIKT_NUMBER_WRONG;
}

/* The size in the cell counts, not that of the heading. */
static int lift_of(const vikt_affixes *found, vikt_number_format format)
{
    return found->percent ? -2 : found->sized ? found->lift : format.lift;
}

vikt_number_state vikt_number_read(vikt_text cell, vikt_number_format format, double *value,
                                   bool *percent)
{
    vikt_affixes found;
    vikt_number_state state;
    double size;

    if (percent)
        *percent = false;
    if (cell.length && format.lift == 0 && vikt_decimal_plain(cell, format.decimal, value))
        return VIKT_NUMBER_OK;
    state = take_body(&cell, &found);
    if (state != VIKT_NUMBER_OK)
        return state;
    if (!vikt_decimal_read(cell, format, lift_of(&found, format), &size))
        return VIKT_NUMBER_WRONG;
    if (!isfinite(size))
        return VIKT_NUMBER_INFINITE;
    if (percent)
        *percent = found.percent;
    *value = found.negative ? -size : size;
    return VIKT_NUMBER_OK;
}

/* A minus, digits, at most four decimals: what most amounts are. */
static bool read_plain_amount(vikt_text cell, char mark, int64_t *units)
{
    enum { DIGITS_MAX = 14 };
    const char *at = cell.at, *end = vikt_text_end(cell);
    bool negative = cell.length > 0 && *at == '-';
    size_t digits = 0, decimals = 0;
    int64_t value = 0;

    at += negative;
    for (; at < end && vikt_is_digit(*at) && digits < DIGITS_MAX; at++, digits++)
        value = value * 10 + (*at - '0');
    if (digits == 0 || (at < end && *at++ != mark))
        return false;
    for (; at < end && vikt_is_digit(*at) && decimals < VIKT_AMOUNT_DECIMALS; at++, decimals++)
        value = value * 10 + (*at - '0');
    if (at != end)
        return false;
    for (; decimals < VIKT_AMOUNT_DECIMALS; decimals++)
        value *= 10;
    *units = negative ? -value : value;
    return true;
}

vikt_number_state vikt_amount_read(vikt_text cell, vikt_number_format format, int64_t *units)
{
    vikt_affixes found;
    vikt_number_state state;
    uint64_t size;

    if (format.lift == 0 && read_plain_amount(cell, format.decimal, units))
        return VIKT_NUMBER_OK;
    state = take_body(&cell, &found);
    if (state != VIKT_NUMBER_OK)
        return state;
    if (found.percent || !vikt_decimal_units(cell, format, lift_of(&found, format), &size))
        return VIKT_NUMBER_WRONG;
    if (size > INT64_MAX)
        return VIKT_NUMBER_INFINITE;
    *units = found.negative ? -(int64_t)size : (int64_t)size;
    return VIKT_NUMBER_OK;
}

bool vikt_number_is_dash(vikt_text cell)
{
    enum { LONGEST = 16 };

    if (cell.length > LONGEST || !may_be_dash(cell))
        return false;
    cell = vikt_affixes_trim(cell);
    return vikt_affixes_are_all(cell);
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
    if (!vikt_decimal_read(text, (vikt_number_format){.decimal = '.'}, 0, &size) || !isfinite(size))
        return false;
    *value = negative ? -size : size;
    return true;
}

/* Which marks stand between the digits. */
static void see_marks(vikt_number_votes *votes, vikt_text body)
{
    for (size_t i = 0; i < body.length; i++) {
        votes->points |= body.at[i] == '.';
        votes->commas |= body.at[i] == ',';
        votes->apostrophes |= body.at[i] == '\'' || body.at[i] == '\x99';
        votes->blanks |= vikt_decimal_blank(body.at + i, body.length - i) > 0;
    }
}

/* Whether nothing but one of two letters stands behind the digits. */
static bool has_letter(vikt_text cell, char one, char other)
{
    char last = cell.length ? vikt_lower(cell.at[cell.length - 1]) : 0;

    if (last != one && last != other)
        return false;
    cell.length--;
    cell = vikt_affixes_trim(cell);
    return cell.length && vikt_is_digit(cell.at[cell.length - 1]) &&
           (vikt_is_digit(cell.at[0]) || cell.at[0] == '-');
}

/* A cell that reads with one decimal mark only is sure of it; with both, its mark may be either. */
static void vote_body(vikt_number_votes *votes, vikt_text body)
{
    double value;
    bool point = vikt_decimal_read(body, (vikt_number_format){'.', ',', 0}, 0, &value);
    bool comma = vikt_decimal_read(body, (vikt_number_format){',', '.', 0}, 0, &value);

    if (!point && !comma) {
        votes->others++;
        votes->debits += has_letter(body, 'd', 's'); /* debit, debet or Soll */
        return;
    }
    votes->numbers++;
    votes->point += point && !comma;
    votes->comma += comma && !point;
    if (point && comma) {
        votes->maybe_point += memchr(body.at, '.', body.length) != NULL;
        votes->maybe_comma += memchr(body.at, ',', body.length) != NULL;
    }
    see_marks(votes, body);
}

void vikt_number_vote(vikt_number_votes *votes, vikt_text cell)
{
    size_t numbers = votes->numbers;
    vikt_text whole = cell;
    vikt_affixes found;

    switch (take_body(&cell, &found)) {
    case VIKT_NUMBER_EMPTY:
        return;
    case VIKT_NUMBER_WRONG:
        votes->others++;
        return;
    case VIKT_NUMBER_INFINITE:
        votes->numbers++;
        return;
    case VIKT_NUMBER_OK:
        break;
    }
    vote_body(votes, cell);
    if (votes->numbers == numbers)
        return;
    votes->percents += found.percent;
    votes->sizes |= found.sized;
    votes->letters += found.sized && has_letter(vikt_affixes_trim(whole), 'k', 'k');
    votes->currencies |= found.currencies;
}
