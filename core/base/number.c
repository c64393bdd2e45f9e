/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    DIGITS_EXACT = 19, /* as many as fit in 64 bits */
    DIGITS_KEPT = 780, /* more than the 767 that can decide the rounding of a double */
    POWERS = 23        /* 10^0 to 10^22 are exact doubles */
};

#define MANTISSA_MAX (UINT64_C(1) << 53)

static const double powers[POWERS] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* digits * 10^exponent */
typedef struct decimal {
    uint64_t mantissa; /* the digits, if there are at most DIGITS_EXACT */
    size_t count;
    long exponent;
    bool sticky; /* a digit other than 0 lies behind the kept ones */
    char digits[DIGITS_KEPT];
} decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static void add_digit(decimal *number, char digit, bool behind_mark)
{
    if (number->count == 0 && digit == '0') {
        number->exponent -= behind_mark;
        return;
    }
    if (number->count == DIGITS_KEPT) {
        number->sticky |= digit != '0';
        number->exponent += !behind_mark;
        return;
    }
    if (number->count < DIGITS_EXACT)
        number->mantissa = number->mantissa * 10 + (uint64_t)(digit - '0');
    number->digits[number->count++] = digit;
    number->exponent -= behind_mark;
}

/* A product or quotient of two exact doubles is rounded once, so it is what strtod gives. For the
 * rest strtod gets an integer with an exponent, which reads the same in every locale. */
static double double_of(const decimal *number)
{
    char text[DIGITS_KEPT + 32];
    size_t length = number->count;
    long exponent = number->exponent;

    if (length == 0)
        return 0;
    if (length <= DIGITS_EXACT && number->mantissa <= MANTISSA_MAX && exponent > -POWERS &&
        exponent < POWERS)
        return exponent < 0 ? (double)number->mantissa / powers[-exponent]
                            : (double)number->mantissa * powers[exponent];
    memcpy(text, number->digits, length);
    if (number->sticky) {
        text[length++] = '1';
        exponent--;
    }
    snprintf(text + length, sizeof text - length, "e%ld", exponent);
    return strtod(text, NULL);
}

/* Bytes of a blank at the front: ASCII, U+00A0, U+2009, U+202F. */
static size_t blank_at(const char *at, size_t length)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (length == 0)
        return 0;
    if (byte[0] == ' ' || byte[0] == '\t' || byte[0] == '\r' || byte[0] == '\n')
        return 1;
    if (length >= 2 && byte[0] == 0xc2 && byte[1] == 0xa0)
        return 2;
    if (length >= 3 && byte[0] == 0xe2 && byte[1] == 0x80 && (byte[2] == 0x89 || byte[2] == 0xaf))
        return 3;
    return 0;
}

static vikt_text trim(vikt_text text)
{
    size_t blank;

    while ((blank = blank_at(text.at, text.length)) > 0) {
        text.at += blank;
        text.length -= blank;
    }
    for (size_t size = 1; size <= 3 && size <= text.length; size++)
        if (blank_at(text.at + text.length - size, size) == size) {
            text.length -= size;
            size = 0;
        }
    return text;
}

/* ---- the digits ---- */

/* Bytes of a thousands mark at the front; kind tells marks apart that must not be mixed. */
static size_t thousands_at(const char *at, size_t length, vikt_number_format format, char *kind)
{
    size_t blank = *at == ' ' ? 1 : blank_at(at, length);

    if (blank == 1 && *at != ' ')
        return 0; /* a tab or a line end */
    *kind = blank ? ' ' : *at;
    if (blank)
        return blank;
    if (*at == '\'' || (*at == format.thousands && (*at == '.' || *at == ',')))
        return *at != format.decimal;
    return 0;
}

/* Digits in front of the decimal mark. Returns where they end, NULL when groups are wrong. */
static const char *read_whole(const char *at, const char *end, vikt_number_format format,
                              decimal *number, bool *grouped)
{
    const char *start = at;
    size_t run = 0;
    char kind = 0, here;

    *grouped = false;
    while (at < end) {
        size_t mark;

        if (is_digit(*at)) {
            add_digit(number, *at++, false);
            run++;
            continue;
        }
        mark = thousands_at(at, (size_t)(end - at), format, &here);
        if (mark == 0)
            break;
        if (run == 0 || run > 3 || (kind && (kind != here || run != 3)))
            return NULL;
        kind = here;
        run = 0;
        at += mark;
    }
    *grouped = kind != 0;
    /* 070 123 456 is a telephone number. */
    return *grouped && (run != 3 || *start == '0') ? NULL : at;
}

/* e-12 and such; NULL when wrong. Far beyond the range of double the size does not matter. */
static const char *read_exponent(const char *at, const char *end, decimal *number)
{
    long exponent = 0;
    bool negative = false;

    if (at < end && (*at == '-' || *at == '+'))
        negative = *at++ == '-';
    if (at == end || !is_digit(*at))
        return NULL;
    for (; at < end && is_digit(*at); at++)
        if (exponent < 100000000)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    return at;
}

static bool read_digits(vikt_text body, vikt_number_format format, bool percent, double *value)
{
    const char *at = body.at, *end = body.length ? body.at + body.length : body.at;
    decimal number;
    size_t whole, behind = 0;
    bool grouped;

    number.mantissa = 0; /* the digits stay as they are: clearing them would cost */
    number.count = 0;
    number.exponent = 0;
    number.sticky = false;
    at = read_whole(at, end, format, &number, &grouped);
    if (!at)
        return false;
    whole = (size_t)(at - body.at);
    if (at < end && *at == format.decimal)
        for (at++; at < end && is_digit(*at); at++, behind++)
            add_digit(&number, *at, true);
    if (whole + behind == 0)
        return false;
    if (at < end && !grouped && lower(*at) == 'e')
        at = read_exponent(at + 1, end, &number);
    if (at != end)
        return false;
    if (percent)
        number.exponent -= 2; /* 1.1 % is 0.011, which 1.1 / 100 is not */
    *value = double_of(&number);
    return true;
}

/* ---- what stands around them ---- */

typedef struct affixes {
    bool sign, negative, open, closed, currency, percent;
} affixes;

/* Longer ones before those they begin with. */
static const char *const currencies[] = {"kr.", "kr",  "sek", "nok",          "dkk",     "eur",
                                         "usd", "gbp", "$",   "\xe2\x82\xac", "\xc2\xa3"};

static bool same_word(const char *at, const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (lower(at[i]) != word[i])
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
    while (text->length && !is_digit(text->at[0])) {
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
    while (text->length && !is_digit(text->at[text->length - 1])) {
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

/* The cells that most files are full of: a sign, digits and one mark, 2^53 at most. */
static bool read_plain(vikt_text cell, char mark, double *value)
{
    const char *at = cell.at, *end = cell.at + cell.length, *point = NULL;
    bool negative = cell.length > 0 && *at == '-';
    uint64_t mantissa = 0;

    at += negative;
    if (cell.length > 17 || at == end || !is_digit(*at))
        return false;
    for (; at < end; at++) {
        unsigned digit = (unsigned)(unsigned char)*at - '0';

        if (digit <= 9)
            mantissa = mantissa * 10 + digit;
        else if (*at == mark && !point)
            point = at;
        else
            return false;
    }
    if (mantissa > MANTISSA_MAX)
        return false;
    *value = (double)mantissa;
    if (point)
        *value /= powers[end - point - 1];
    if (negative)
        *value = -*value;
    return true;
}

vikt_number_state vikt_number_read(vikt_text cell, vikt_number_format format, double *value,
                                   bool *percent)
{
    affixes found;
    double size;

    if (percent)
        *percent = false;
    if (cell.length && read_plain(cell, format.decimal, value))
        return VIKT_NUMBER_OK;
    cell = trim(cell);
    if (cell.length == 0)
        return VIKT_NUMBER_EMPTY;
    if (!strip(&cell, &found))
        return VIKT_NUMBER_WRONG;
    if (is_infinite_word(cell))
        return VIKT_NUMBER_INFINITE;
    if (!read_digits(cell, format, found.percent, &size))
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
    bool negative = text.length > 0 && text.at[0] == '-';
    double size;

    text.at += negative;
    text.length -= negative;
    if (text.length == 0 || !is_digit(text.at[0]))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i]) && !memchr(".eE+-", text.at[i], 5))
            return false;
        if (text.at[i] == '.' && (i + 1 == text.length || !is_digit(text.at[i + 1])))
            return false;
    }
    if (!read_digits(text, (vikt_number_format){'.', 0}, false, &size) || !isfinite(size))
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
    point = read_digits(cell, (vikt_number_format){'.', ','}, false, &value);
    comma = read_digits(cell, (vikt_number_format){',', '.'}, false, &value);
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
