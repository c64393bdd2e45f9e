/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_says.h"

#include <string.h>

#include "core/base/literal.h"

/* The whole cell or its last words. "Storno" is what books an invoice back; what was "storniert" is
 * the invoice itself. */
static const char *const credit_words[] = {"kredit",
                                           "kreditfaktura",
                                           "kreditnota",
                                           "kreditnote",
                                           "kreditering",
                                           "kreditorder",
                                           "credit",
                                           "credit note",
                                           "credit memo",
                                           "credit invoice",
                                           "creditnote",
                                           "retur",
                                           "returfaktura",
                                           "return",
                                           "refund",
                                           "återbetalning",
                                           "gutschrift",
                                           "stornorechnung",
                                           "storno",
                                           "rechnungskorrektur",
                                           NULL};

static const char *const cancelled_words[] = {"makulerad",  "makulerat", "makuleret",  "annullerad",
                                              "annullerat", "annullert", "annulleret", "kansellert",
                                              "cancelled",  "canceled",  "void",       "voided",
                                              "storniert",  "struken",   NULL};

static bool ends_with(vikt_text cell, const char *word)
{
    size_t length = strlen(word), before = cell.length - length;

    if (cell.length < length)
        return false;
    if (before && cell.at[before - 1] != ' ' && cell.at[before - 1] != '-')
        return false;
    return vikt_literal_same((vikt_text){cell.at + before, length}, (vikt_text){word, length});
}

static bool says(vikt_text cell, const char *const *words)
{
    for (; *words; words++)
        if (ends_with(cell, *words))
            return true;
    return false;
}

bool vikt_ledger_says_credit(vikt_text cell)
{
    return says(cell, credit_words);
}

bool vikt_ledger_says_cancelled(vikt_text cell)
{
    return says(cell, cancelled_words);
}
