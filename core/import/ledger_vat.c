/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_vat.h"

#include <math.h>
#include <string.h>

#include "core/base/literal.h"

/* Rates of the North; of Germany, Austria and Switzerland's neighbours; of these and Britain,
 * France, the Netherlands, Spain and Finland. A fifth of an amount is 20 % without VAT and 25 %
 * with it: where both are known it says nothing. */
static const int northern[] = {250, 150, 120, 60, 0};
static const int german[] = {200, 190, 130, 100, 70, 0};
static const int all[] = {255, 250, 240, 210, 200, 190, 150, 140, 120, 100, 90, 70, 60, 50, 0};

static bool has_word(vikt_text heading, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= heading.length; i++)
        if (vikt_literal_same((vikt_text){heading.at + i, length}, (vikt_text){word, length}))
            return true;
    return false;
}

const int *vikt_vat_rates(vikt_text heading)
{
    if (has_word(heading, "moms") || has_word(heading, "mva"))
        return northern;
    if (has_word(heading, "mwst") || has_word(heading, "ust") || has_word(heading, "umsatzsteuer"))
        return german;
    return all;
}

/* Rates lie 4 % apart or more; VAT is rounded to a hundredth, some totals to whole units. */
static bool is_rate_of(double vat, double base, const int *rates)
{
    for (; *rates; rates++) {
        double expected = base * *rates / 1000;

        if (fabs(vat - expected) <= fabs(expected) / 100 + 60)
            return true;
    }
    return false;
}

void vikt_vat_vote(vikt_vat_votes *votes, int64_t amount, int64_t vat)
{
    bool net, gross;

    if (vat == 0)
        return;
    net = is_rate_of((double)vat, (double)amount, votes->rates);
    gross = is_rate_of((double)vat, (double)(amount - vat), votes->rates);
    votes->net += net && !gross;
    votes->gross += gross && !net;
    votes->others += net == gross;
}

vikt_vat_side vikt_vat_decide(const vikt_vat_votes *votes)
{
    if (votes->net + votes->gross + votes->others == 0)
        return VIKT_VAT_NONE;
    if (votes->gross == 0 && votes->net > votes->others)
        return VIKT_VAT_NET;
    if (votes->net == 0 && votes->gross > votes->others)
        return VIKT_VAT_GROSS;
    return VIKT_VAT_UNKNOWN;
}
