/* SPDX-License-Identifier: MIT */
#include "core/base/decimal.h"

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

size_t vikt_decimal_blank(const char *at, size_t length)
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

/* Bytes of a thousands mark at the front; kind tells marks apart that must not be mixed. */
static size_t thousands_at(const char *at, size_t length, vikt_number_format format, char *kind)
{
    size_t blank = *at == ' ' ? 1 : vikt_decimal_blank(at, length);

    if (blank == 1 && *at != ' ')
        return 0; /* a tab or a line end */
    *kind = blank ? ' ' : *at;
    if (blank)
        return blank;
    if (length >= 3 && memcmp(at, "\xe2\x80\x99", 3) == 0) {
        *kind = '\'';
        return 3;
    }
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

        if (vikt_is_digit(*at)) {
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
    if (at == end || !vikt_is_digit(*at))
        return NULL;
    for (; at < end && vikt_is_digit(*at); at++)
        if (exponent < 100000000)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    return at;
}

/* The body of a cell; false when it is no number. */
static bool read_body(vikt_text body, vikt_number_format format, decimal *number)
{
    const char *at = body.at, *end = vikt_text_end(body);
    size_t whole, behind = 0;
    bool grouped;

    number->mantissa = 0; /* the digits stay as they are: clearing them would cost */
    number->count = 0;
    number->exponent = 0;
    number->sticky = false;
    at = read_whole(at, end, format, number, &grouped);
    if (!at)
        return false;
    whole = (size_t)(at - body.at);
    if (at < end && *at == format.decimal)
        for (at++; at < end && vikt_is_digit(*at); at++, behind++)
            add_digit(number, *at, true);
    if (whole + behind == 0)
        return false;
    if (at < end && !grouped && vikt_lower(*at) == 'e')
        at = read_exponent(at + 1, end, number);
    return at == end;
}

bool vikt_decimal_read(vikt_text body, vikt_number_format format, int lift, double *value)
{
    decimal number;

    if (!read_body(body, format, &number))
        return false;
    number.exponent += lift; /* 1.1 % is 0.011, which 1.1 / 100 is not */
    *value = double_of(&number);
    return true;
}

bool vikt_decimal_units(vikt_text body, vikt_number_format format, int lift, uint64_t *units)
{
    decimal number;
    long kept;

    if (!read_body(body, format, &number))
        return false;
    *units = 0;
    kept = (long)number.count + number.exponent + lift + VIKT_AMOUNT_DECIMALS;
    if (number.count == 0 || kept < 0)
        return true;
    if (kept > DIGITS_EXACT) {
        *units = UINT64_MAX;
        return true;
    }
    for (long i = 0; i < kept; i++)
        *units = *units * 10 + (i < (long)number.count ? (uint64_t)(number.digits[i] - '0') : 0);
    if (kept < (long)number.count && number.digits[kept] >= '5')
        ++*units;
    return true;
}

bool vikt_decimal_plain(vikt_text cell, char mark, double *value)
{
    const char *at = cell.at, *end = vikt_text_end(cell), *point = NULL;
    bool negative = cell.length > 0 && *at == '-';
    uint64_t mantissa = 0;

    at += negative;
    if (cell.length > 17 || at == end || !vikt_is_digit(*at))
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
