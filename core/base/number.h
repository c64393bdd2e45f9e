/* SPDX-License-Identifier: MIT
 *
 * Reading and writing numbers, without a locale. Reading is exact (the double that strtod gives);
 * writing for machines is the shortest text that reads back to the same double.
 */
#ifndef VIKT_NUMBER_H
#define VIKT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/text.h"

/** How the numbers of a column are written. */
typedef struct vikt_number_format {
    char decimal;   /* '.' or ',' */
    char thousands; /* '.' or ',' or '\'' or 0; spaces and no-break spaces are always allowed */
} vikt_number_format;

typedef enum vikt_number_state { VIKT_NUMBER_OK, VIKT_NUMBER_EMPTY, VIKT_NUMBER_WRONG, VIKT_NUMBER_INFINITE } vikt_number_state;

/**
 * Reads a cell: optional sign (-, +, U+2212), digits with thousands in groups of three, decimals, exponent,
 * trailing minus, parentheses for negative; a currency word or sign (kr, SEK, EUR, €, $, ...) before or behind,
 * or a %. "NaN", "inf" and overflow are VIKT_NUMBER_INFINITE.
 *
 * @param[out] percent  true when a % stands behind the number; value is then divided by 100. May be NULL.
 */
vikt_number_state vikt_number_read(vikt_text cell, vikt_number_format format, double *value, bool *percent);

/** Reads the strict form of profiles and options: -12, 0.5, 50e3; nothing around it. */
bool vikt_number_parse(vikt_text text, double *value);

/** What the marks in a cell say of the format; see vikt_number_vote(). */
typedef struct vikt_number_votes {
    size_t point, comma;          /* surely this decimal mark: not three digits behind it, or both marks */
    size_t maybe_point, maybe_comma; /* one mark and three digits behind it: decimals or thousands */
    size_t numbers, others;       /* cells that look like numbers at all, and that do not */
} vikt_number_votes;

/** Adds one cell to the votes. Empty cells do not count. */
void vikt_number_vote(vikt_number_votes *votes, vikt_text cell);

enum { VIKT_NUMBER_MAX = 32 };

/** The shortest text that reads back to value, JSON-compatible ("-1.5", "1e+300"); returns its length. -0 is "0".
 *  NaN and infinity must not be passed. Fast: no printf for common values. */
size_t vikt_number_write(double value, char text[VIKT_NUMBER_MAX]);

/** For people: rounded (half away from zero) to decimals 0..6, thousands by a plain space, decimal mark as given:
 *  "1 845 200,50". Text of at least 64 bytes. Returns its length. */
size_t vikt_number_show(double value, int decimals, char decimal, char text[64]);

#endif
