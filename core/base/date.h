/* SPDX-License-Identifier: MIT
 *
 * Calendar dates (proleptic Gregorian) as days since 1970-01-01. No clock and no time zone.
 */
#ifndef VIKT_DATE_H
#define VIKT_DATE_H

#include <stdbool.h>

#include "core/base/text.h"

/** Days since 1970-01-01, -719162 (0001-01-01) to 2932896 (9999-12-31). */
typedef long vikt_date;

/** The date of a year, month and day; false when there is no such day. */
bool vikt_date_of(long year, long month, long day, vikt_date *out);

/** Splits a date. */
void vikt_date_split(vikt_date date, long *year, long *month, long *day);

/** Reads 2026-05-12, 20260512 or 2026-05-12T10:00:00 (the time is ignored); false otherwise. */
bool vikt_date_read(vikt_text text, vikt_date *out);

/** Writes "2026-05-12" with a final NUL. */
void vikt_date_write(vikt_date date, char text[11]);

#endif
