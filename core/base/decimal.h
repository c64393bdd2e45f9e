/* SPDX-License-Identifier: MIT
 *
 * Digits with their marks to a double: the inside of a number cell. Private to number.c.
 */
#ifndef VIKT_DECIMAL_H
#define VIKT_DECIMAL_H

#include "core/base/number.h"

static inline bool vikt_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline char vikt_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/** Bytes of the blank that text begins with: ASCII, U+00A0, U+2009, U+202F; 0 for none. */
size_t vikt_decimal_blank(const char *at, size_t length);

/** The cells that most files are full of: minus, digits and one mark, 2^53 at most. */
bool vikt_decimal_plain(vikt_text cell, char mark, double *value);

/** Digits in groups or not, decimals, exponent; no sign; may be infinity. lift: the power of ten
 *  that it is multiplied by. */
bool vikt_decimal_read(vikt_text body, vikt_number_format format, int lift, double *value);

/** The same exactly, in VIKT_AMOUNT_UNITS, half rounded up; more than INT64_MAX when that is not
 *  possible. */
bool vikt_decimal_units(vikt_text body, vikt_number_format format, int lift, uint64_t *units);

#endif
