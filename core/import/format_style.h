/* SPDX-License-Identifier: MIT
 *
 * The number formats of a workbook: which of its numbers are dates, times, shares or numbers with
 * leading zeros, and such a number as text. Knows nothing of sheets.
 */
#ifndef VIKT_FORMAT_STYLE_H
#define VIKT_FORMAT_STYLE_H

#include "core/base/number.h"
#include "core/import/format_zip.h"

typedef enum vikt_style_kind {
    VIKT_STYLE_NUMBER,
    VIKT_STYLE_PERCENT,
    VIKT_STYLE_DATE,    /* with a time or not */
    VIKT_STYLE_TIME,    /* of the day */
    VIKT_STYLE_ELAPSED, /* hours and minutes that may be more than a day's */
    VIKT_STYLE_DIGITS   /* nothing but zeros, perhaps with dashes between: "000000-0000" */
} vikt_style_kind;

enum { VIKT_STYLE_DIGITS_MAX = 20, VIKT_STYLE_TEXT_MAX = 64 };

typedef struct vikt_style {
    vikt_style_kind kind;
    unsigned char lift; /* of VIKT_STYLE_NUMBER: "0.0,," shows millions, 6; else 0 */
    char digits[VIKT_STYLE_DIGITS_MAX + 1]; /* of VIKT_STYLE_DIGITS, without quotes and escapes */
} vikt_style;

typedef struct vikt_styles {
    vikt_style *items; /* as cells refer to them */
    size_t count;
} vikt_styles;

/** Reads the workbook's styles into the arena. */
VIKT_MUST_CHECK vikt_code vikt_styles_read(vikt_zip *zip, const char *part, vikt_arena *arena,
                                           vikt_styles *out, vikt_error *err);

/**
 * Writes a number as its style shows it: ISO dates, with a time only if they have one; shares as
 * percent, exactly; what is shown in thousands or millions with that word, so that a heading which
 * says so too does not count again; else the shortest text that reads back to it.
 *
 * @param is_1904   days are counted from 1904-01-01, not from 1899-12-31 with a 29th of February
 * 1900
 * @param[out] is_number  the text is a number, or one with %
 * @return its length
 */
size_t vikt_style_write(const vikt_style *style, double value, bool is_1904,
                        char text[VIKT_STYLE_TEXT_MAX], bool *is_number);

#endif
