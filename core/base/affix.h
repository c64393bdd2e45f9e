/* SPDX-License-Identifier: MIT
 *
 * What stands around the digits of a number cell: signs, brackets, a currency, a size such as
 * "tkr", a percent sign. Private to number.c.
 */
#ifndef VIKT_AFFIX_H
#define VIKT_AFFIX_H

#include "core/base/text.h"

typedef struct vikt_affixes {
    bool sign, negative, open, closed, currency, round, percent, sized;
    int lift;            /* the power of ten that the size tells: 3 for "tkr" */
    unsigned currencies; /* a bit for the currency, if it is known which "kr" it is */
} vikt_affixes;

/** Without blanks of any kind at both ends. */
vikt_text vikt_affixes_trim(vikt_text cell);

/**
 * Takes everything off *cell but the digits and their marks.
 * @return false when what stands around them does not go together, or nothing is left
 */
bool vikt_affixes_strip(vikt_text *cell, vikt_affixes *found);

/** Whether a cell is an amount without digits: "-", an en or em dash, "- kr"; nothing stands there.
 */
bool vikt_affixes_are_all(vikt_text cell);

#endif
