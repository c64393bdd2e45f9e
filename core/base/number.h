/* SPDX-License-Identifier: MIT
 *
 * Reading and writing numbers, without a locale. Reading is exact (the double that strtod gives);
 * writing for machines is the shortest text that reads back to the same double.
 */
#ifndef VIKT_NUMBER_H
#define VIKT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

/** How the numbers of a column are written. */
typedef struct vikt_number_format {
    char decimal;   /* '.' or ',' */
    char thousands; /* '.' or ',' or 0; blanks of all kinds and apostrophes are always allowed */
    int lift;       /* the power of ten that cells without a size of their own are multiplied by: 3
                       under "(tkr)" */
} vikt_number_format;

typedef enum vikt_number_state {
    VIKT_NUMBER_OK,
    VIKT_NUMBER_EMPTY,
    VIKT_NUMBER_WRONG,
    VIKT_NUMBER_INFINITE
} vikt_number_state;

/**
 * Reads a cell: optional sign (-, U+2212, an en dash, +), digits with thousands in groups of three,
 * decimals, exponent, trailing minus, parentheses for negative; a currency word or sign (kr, SEK,
 * EUR, $, ...) and a size (tkr, MSEK, k, mio. kr) before or behind, or a %. A lone dash is
 * VIKT_NUMBER_EMPTY, "NaN", "inf" and overflow are VIKT_NUMBER_INFINITE.
 *
 * @param[out] value    as before unless the state is VIKT_NUMBER_OK
 * @param[out] percent  true when a % stands behind the number; value is then a hundredth of it
 *                      (1.1 % is 0.011). May be NULL
 */
vikt_number_state vikt_number_read(vikt_text cell, vikt_number_format format, double *value,
                                   bool *percent);

enum { VIKT_AMOUNT_DECIMALS = 4, VIKT_AMOUNT_UNITS = 10000 };

/**
 * The same cell exactly, as an amount of money in units of 1 / VIKT_AMOUNT_UNITS: half away from
 * zero beyond four decimals. A cell with % is VIKT_NUMBER_WRONG; more than an int64_t holds (922
 * million millions) is VIKT_NUMBER_INFINITE.
 */
vikt_number_state vikt_amount_read(vikt_text cell, vikt_number_format format, int64_t *units);

/** Whether a cell says that there is no amount: a lone dash of any length, "- kr". */
bool vikt_number_is_dash(vikt_text cell);

/** Reads the strict form of profiles and options: -12, 0.5, 50e3; nothing around it. */
bool vikt_number_parse(vikt_text text, double *value);

/** What the marks in the cells of a column say of their format; see vikt_number_vote(). */
typedef struct vikt_number_votes {
    size_t point, comma; /* surely this decimal mark: the cell makes no sense with the other */
    size_t maybe_point, maybe_comma; /* 1.234: one mark, three digits behind it; both make sense */
    size_t numbers, others; /* cells that look like numbers at all (also NaN), and that do not */
    size_t percents;        /* among numbers */
    size_t letters;         /* among numbers: "12,50 K", a size or the credit of an account */
    size_t debits;          /* among others: "12,50 D" and "12,50 S", the other side of one */
    bool blanks, apostrophes, points, commas; /* marks that stand in a number, as whatever */
    bool sizes;                               /* tkr, MSEK, ... in cells */
    unsigned currencies;                      /* a bit for each that was seen */
} vikt_number_votes;

/** Adds one cell to the votes. Empty cells and lone dashes do not count. */
void vikt_number_vote(vikt_number_votes *votes, vikt_text cell);

enum { VIKT_NUMBER_MAX = 32 };

/** The shortest text that reads back to value, JSON-compatible ("-1.5", "1e+300"); returns its
 *  length. -0 is "0". NaN and infinity must not be passed. Fast: no printf for common values. */
size_t vikt_number_write(double value, char text[VIKT_NUMBER_MAX]);

/** For people: rounded to decimals 0..6, half away from zero as its shortest text reads (1.005 is
 *  "1.01"), thousands by a plain space, decimal mark as given: "1 845 200,50"; from 1e21 on as
 *  vikt_number_write() does. Text of at least 64 bytes. Returns its length. */
size_t vikt_number_show(double value, int decimals, char decimal, char text[64]);

#endif
