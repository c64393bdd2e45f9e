/* SPDX-License-Identifier: MIT
 *
 * Dates as people and programs write them in a column, told by what all of its cells allow. No
 * clock: a year of two digits is 1969 to 2068.
 */
#ifndef VIKT_DATE_FORM_H
#define VIKT_DATE_FORM_H

#include "core/base/date.h"

/** The order of day, month and year in dates that could be read in several ways. */
typedef enum vikt_date_order {
    VIKT_DATES_LOOK, /* the column's own dates tell */
    VIKT_DATES_YMD,
    VIKT_DATES_DMY,
    VIKT_DATES_MDY
} vikt_date_order;

enum { VIKT_DATE_ORDERS = VIKT_DATES_MDY + 1 };

typedef enum vikt_date_shape {
    VIKT_DATE_YEAR_FIRST,   /* 2024-12-31, 2024/12/31 */
    VIKT_DATE_YEAR_LAST,    /* 31.12.2024, 12/31/2024 */
    VIKT_DATE_SHORT,        /* 31.12.24, 24-12-31 */
    VIKT_DATE_PACKED,       /* 20241231 */
    VIKT_DATE_PACKED_SHORT, /* 241231 */
    VIKT_DATE_NAMED,        /* 31 dec 2024, Dec 31, 2024 */
    VIKT_DATE_SERIAL        /* 45657: days of a spreadsheet, 20000 (1954) to 60000 (2064) */
} vikt_date_shape;

enum { VIKT_DATE_SHAPES = VIKT_DATE_SERIAL + 1 };

/** How the dates of a column are read. All zeros: those that say themselves what they are. */
typedef struct vikt_date_form {
    vikt_date_order order;  /* of 1/2/2024 and 1/2/24; LOOK: they are not read */
    vikt_date_order packed; /* of 241231 and 31122024; LOOK: YMD */
    bool serial;            /* 45657 is a date, in the 1900 system */
} vikt_date_form;

/** What the cells of a column allow. The same for any order of the rows. */
typedef struct vikt_date_votes {
    size_t shapes[VIKT_DATE_SHAPES]; /* cells that are a date in some way */
    size_t others;                   /* and those that are not */
    size_t fits[VIKT_DATE_ORDERS];   /* YEAR_LAST and SHORT: cells that are a date in this order */
    size_t open;                     /* among them: different dates in two orders */
    size_t packed[VIKT_DATE_ORDERS]; /* PACKED and PACKED_SHORT */
    size_t dots, slashes, dashes;    /* marks of YEAR_LAST and SHORT */
} vikt_date_votes;

typedef enum vikt_date_state { VIKT_DATE_OK, VIKT_DATE_EMPTY, VIKT_DATE_WRONG } vikt_date_state;

/** Adds one cell. Empty cells and empty dates do not count. */
void vikt_date_vote(vikt_date_votes *votes, vikt_text cell);

/** All cells that are a date in some way. */
size_t vikt_date_votes_dates(const vikt_date_votes *votes);

/** The order that most cells allow, when it is one only and some cell is a date in no other; else
 *  LOOK. */
vikt_date_order vikt_date_votes_sure(const vikt_date_votes *votes);

/**
 * The form of a column.
 *
 * @param told  by the user, who is right unless not one cell is a date in that order
 * @param file  what other columns of the file say; taken when the column itself does not tell
 * @return false when it can be read in two ways; then *out reads what is sure
 */
bool vikt_date_form_of(const vikt_date_votes *votes, vikt_date_order told, vikt_date_order file,
                       vikt_date_form *out);

/**
 * Reads a cell: a date of one of the shapes with months in figures or by name (Swedish, English,
 * Norwegian, Danish, German), maybe with a time behind it, which is ignored. What programs write
 * for no date (0000-00-00, 0001-01-01, 1753-01-01, 1899-12-30 ...) is VIKT_DATE_EMPTY, as "" and a
 * lone dash are.
 *
 * @param[out] out  as before unless VIKT_DATE_OK
 */
vikt_date_state vikt_date_cell(vikt_text cell, vikt_date_form form, vikt_date *out);

/** "Y-M-D", "D.M.Y", "YYMMDD", ...: what most cells are; "" when there are none. */
const char *vikt_date_form_name(const vikt_date_votes *votes, vikt_date_form form);

#endif
