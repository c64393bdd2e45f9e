/* SPDX-License-Identifier: MIT
 *
 * Headings in a form that can be compared: lower case, no punctuation, without year, currency and
 * scale notes. Knows no field.
 */
#ifndef VIKT_HEADING_H
#define VIKT_HEADING_H

#include "core/base/text.h"

/** When a heading says that something was counted. */
typedef enum vikt_when { VIKT_WHEN_OPEN, VIKT_WHEN_NOW, VIKT_WHEN_BEFORE } vikt_when;

/** Whether VAT is in it, as far as the heading says. */
typedef enum vikt_tax { VIKT_TAX_OPEN, VIKT_TAX_OUT, VIKT_TAX_IN } vikt_tax;

typedef struct vikt_words {
    vikt_text full;  /* "tb kr", "tg %"; the year is cut out */
    vikt_text bare;  /* without currencies and sizes, "kr" and "tkr" */
    vikt_text plain; /* and without % */
    long year;       /* 0: none; the last of several */
    bool has_currency, has_percent;
    bool has_date;  /* a word for a date: "datum", "Fakt.dat" */
    int lift;       /* what "(tkr)" or "in millions" says: all numbers are times 10^lift; else 0 */
    long low, high; /* of a note "(1-10)"; 0: there is none */
    long top;       /* of a note "(5 = low)": 5; 0: there is none */
    vikt_text says; /* and what it means, as written: "low" */
    vikt_text core; /* plain without the words for the next two; empty: there are none, or no others
                       (qualifier.h) */
    vikt_when when;
    vikt_tax tax;
} vikt_words;

/**
 * "*Omsättning_2024 (SEK)" is "omsättning", 2024, with a currency. Ranges in brackets, such as
 * (1-5), are kept apart; so are notes such as (5 = low), because they may turn the meaning
 * round. Other notes stay.
 *
 * @return false without memory
 */
bool vikt_heading_words(vikt_arena *arena, vikt_text heading, vikt_words *out);

/** Behind the name of the object that a CRM puts before its columns: "Namn" of "Företag.Namn" and
 * "Account: Name"; none when there is no such name. */
vikt_text vikt_heading_behind_prefix(vikt_text heading);

/** How a heading is a known spelling. */
typedef enum vikt_fit {
    VIKT_FIT_NONE,
    VIKT_FIT_EXACT, /* all its words; or those without the currency, or without % too */
    VIKT_FIT_FOLDED /* the same when letters of the Nordic languages and German are written in
                       ASCII, or words together */
} vikt_fit;

/** @param spelling  as vikt_heading_words() and the dictionary give it */
vikt_fit vikt_heading_fits(const vikt_words *words, vikt_text spelling);

/** Whether a and b are the same with å, ä, æ, aa and ae as a; ö, ø and oe as o; ü and ue as u; é as
 * e; ß as ss; and without blanks, as programs write "InvoiceDate". */
bool vikt_heading_folded_equal(vikt_text a, vikt_text b);

enum { VIKT_HEADING_KEYS = 1024 };

/** The same number, below VIKT_HEADING_KEYS, for all that are folded equal, or equal but for
 * blanks: of the first and the last letter. */
size_t vikt_heading_key(vikt_text words);

#endif
