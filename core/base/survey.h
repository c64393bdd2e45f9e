/* SPDX-License-Identifier: MIT
 *
 * What the bytes of a file are like, in one fast pass. Knows no encoding but UTF-8.
 */
#ifndef VIKT_SURVEY_H
#define VIKT_SURVEY_H

#include "core/base/text.h"

typedef struct vikt_survey {
    size_t newlines;
    size_t sequences; /* sound UTF-8 sequences of two bytes and more */
    size_t invalid;   /* bytes that belong to none */
    bool has_nul;
} vikt_survey;

void vikt_survey_of(vikt_text bytes, vikt_survey *out);

#endif
