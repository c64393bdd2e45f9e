/* SPDX-License-Identifier: MIT
 *
 * The currencies of a ledger's rows and what one unit of each is worth. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_CURRENCY_H
#define VIKT_LEDGER_CURRENCY_H

#include <vikt/error.h>

#include "core/profile/profile.h"

enum { VIKT_CURRENCIES_MAX = 64, VIKT_CURRENCY_BYTES = 16 };

typedef struct vikt_currency {
    char code[VIKT_CURRENCY_BYTES]; /* in capitals, EUR for its sign; "KR": nobody says whose; "":
                                       the row does not say */
    size_t rows;
    double rate;     /* 0: none is known */
    bool is_foreign; /* amounts are converted */
} vikt_currency;

typedef struct vikt_currencies {
    vikt_currency items[VIKT_CURRENCIES_MAX];
    size_t count;
    vikt_text own; /* the profile's; what "kr" is, and "$", where it is called so */
} vikt_currencies;

/** Whether a sign or a code ("kr", "$", "sek") can be the currency of this code: kr is that of four
 * countries, and $ of more. */
bool vikt_currency_is(vikt_text sign, vikt_text code);

/** The currency of a cell, new when there is none yet; NULL when there are too many, or the cell is
 * no name of a currency. */
vikt_currency *vikt_currencies_of(vikt_currencies *currencies, vikt_text cell);

/**
 * Finds the rates of all that occur. The company's own currency is the profile's; else the only one
 * without a rate.
 *
 * @return VIKT_INPUT when a rate is lacking: the message counts the rows of each such currency
 */
VIKT_MUST_CHECK vikt_code vikt_currencies_settle(vikt_currencies *currencies,
                                                 const vikt_profile *profile, const char *source,
                                                 const vikt_listener *listener, vikt_error *err);

#endif
