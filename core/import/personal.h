/* SPDX-License-Identifier: MIT
 *
 * Numbers that tell who a person is (a sole trader's organisation number is one), and what is kept
 * and shown in their place. Knows neither sheet nor customer.
 *
 * Swedish YYMMDD-NNNN and YYYYMMDD-NNNN (a company's third digit is 2 or more, so it is never such
 * a date), Danish DDMMYY-NNNN, Norwegian DDMMYYNNNNN, Finnish DDMMYY-NNNX. Whether the date exists
 * is not asked: invented and corrected numbers are personal too.
 */
#ifndef VIKT_PERSONAL_H
#define VIKT_PERSONAL_H

#include "core/import/heading.h"

/** What speaks for a column's cells being such numbers. */
typedef enum vikt_personal_trust {
    VIKT_PERSONAL_NONE,   /* nothing: it is left as it is */
    VIKT_PERSONAL_KEY,    /* it is the customers' key: then a hyphen and the check digit must agree,
                             as keys and invoice numbers may have ten digits too */
    VIKT_PERSONAL_HEADING /* the heading says organisation or person number */
} vikt_personal_trust;

enum { VIKT_PERSONAL_MIN = 10, VIKT_PERSONAL_MAX = 40 }; /* bytes of a number; of a masked one */

/** Which headings speak of organisation or person numbers, in five languages. */
void vikt_personal_headings(const vikt_words *words, size_t count, bool *out);

/**
 * The masked form of a cell that is a personal number: "750231-****".
 *
 * @param is_key  a sign is added that differs from number to number, so that two customers born on
 *                one day stay two: "750231-****#1f03a9"
 * @param out     where it is written
 * @return none when the cell is no such number
 */
vikt_text vikt_personal_mask(vikt_text cell, vikt_personal_trust trust, bool is_key,
                             char out[VIKT_PERSONAL_MAX]);

/** A text with every word in it masked that is such a number; the text itself when there is none.
 */
vikt_text vikt_personal_mask_within(vikt_arena *arena, vikt_text text, vikt_personal_trust trust,
                                    bool *failed);

#endif
