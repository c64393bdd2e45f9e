/* SPDX-License-Identifier: MIT
 *
 * Headings in a form that can be compared: lower case, no punctuation, without year, currency and
 * scale notes. Knows no field.
 */
#ifndef VIKT_HEADING_H
#define VIKT_HEADING_H

#include "core/base/text.h"

typedef struct vikt_words {
    vikt_text full;  /* "tb kr", "tg %"; the year is cut out */
    vikt_text bare;  /* without currencies and sizes, "kr" and "tkr" */
    vikt_text plain; /* and without % */
    long year;       /* 0: none; the last of several */
    bool has_currency, has_percent;
    bool has_date; /* a word for a date: "datum", "Fakt.dat" */
    int lift;      /* what "(tkr)" or "in millions" says: all numbers are times 10^lift; else 0 */
} vikt_words;

/**
 * "*Omsättning_2024 (SEK)" is "omsättning", 2024, with a currency. Ranges in brackets, such as
 * (1-5), are left out; other notes, such as (5 = low), stay, because they may turn the meaning
 * round.
 *
 * @return false without memory
 */
bool vikt_heading_words(vikt_arena *arena, vikt_text heading, vikt_words *out);

#endif
