/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_currency.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static bool same_code(const char *code, vikt_text name)
{
    if (name.length >= VIKT_CURRENCY_BYTES || strlen(code) != name.length)
        return false;
    for (size_t i = 0; i < name.length; i++)
        if (code[i] != upper(name.at[i]))
            return false;
    return true;
}

/* What stands for a code in cells. A sign of several currencies is that of the company's own if
 * that is one of them. */
static const struct sign {
    const char *sign, *means, *codes;
} signs[] = {
    {"\xe2\x82\xac", "EUR", "EUR"},  {"EURO", "EUR", "EUR"},
    {"\xc2\xa3", "GBP", "GBP"},      {"$", "USD", "USD CAD AUD NZD SGD HKD"},
    {"US$", "USD", "USD"},           {"KR.", "KR", "SEK NOK DKK ISK"},
    {"KR", "KR", "SEK NOK DKK ISK"}, {"KRONOR", "KR", "SEK"},
    {"KRONER", "KR", "NOK DKK"},     {"SKR", "SEK", "SEK"},
    {"NKR", "NOK", "NOK"},           {"DKR", "DKK", "DKK"},
    {"FR.", "CHF", "CHF"},           {"SFR", "CHF", "CHF"},
    {"Z\xc5\x82", "PLN", "PLN"},
};

static const struct sign *sign_of(vikt_text cell)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (same_code(signs[i].sign, cell))
            return &signs[i];
    return NULL;
}

bool vikt_currency_is(vikt_text sign, vikt_text code)
{
    const struct sign *known = sign_of(sign);
    vikt_text rest = vikt_text_of(known ? known->codes : "");
    char capital[VIKT_CURRENCY_BYTES] = "";

    if (code.length == 0 || code.length >= sizeof capital)
        return false;
    for (size_t i = 0; i < code.length; i++)
        capital[i] = upper(code.at[i]);
    while (rest.length)
        if (vikt_text_is(vikt_text_cut(&rest, ' '), capital))
            return true;
    return same_code(capital, sign);
}

static void name_of(const struct sign *sign, vikt_text cell, vikt_text own,
                    char code[VIKT_CURRENCY_BYTES])
{
    memset(code, 0, VIKT_CURRENCY_BYTES); /* codes are compared with all that is behind them */
    if (!vikt_currency_is(cell, own)) {
        memcpy(code, sign->means, strlen(sign->means) + 1);
        return;
    }
    for (size_t i = 0; i < own.length; i++)
        code[i] = upper(own.at[i]);
}

static vikt_currency *find(vikt_currencies *currencies, const char *code)
{
    for (size_t i = 0; i < currencies->count; i++)
        if (memcmp(currencies->items[i].code, code, VIKT_CURRENCY_BYTES) == 0)
            return &currencies->items[i];
    return NULL;
}

vikt_currency *vikt_currencies_of(vikt_currencies *currencies, vikt_text cell)
{
    char code[VIKT_CURRENCY_BYTES] = "";
    const struct sign *sign;
    vikt_currency *known;

    if (cell.length >= sizeof code)
        return NULL;
    for (size_t i = 0; i < cell.length; i++)
        code[i] = upper(cell.at[i]);
    known = find(currencies, code);
    if (known)
        return known;
    sign = sign_of(cell);
    if (sign) {
        name_of(sign, cell, currencies->own, code);
        known = find(currencies, code);
    }
    if (known)
        return known;
    if (currencies->count == VIKT_CURRENCIES_MAX)
        return NULL;
    known = &currencies->items[currencies->count++];
    *known = (vikt_currency){.rows = 0};
    memcpy(known->code, code, sizeof code);
    return known;
}

static double rate_of(const vikt_profile *profile, const char *code)
{
    for (size_t i = 0; i < profile->rate_count; i++)
        if (same_code(code, profile->rates[i].currency))
            return profile->rates[i].rate;
    return 0;
}

/* In the order of their codes, which is not that of the file. */
static void sort(vikt_currencies *currencies)
{
    for (size_t i = 1; i < currencies->count; i++)
        for (size_t j = i;
             j > 0 && strcmp(currencies->items[j - 1].code, currencies->items[j].code) > 0; j--) {
            vikt_currency swapped = currencies->items[j];

            currencies->items[j] = currencies->items[j - 1];
            currencies->items[j - 1] = swapped;
        }
}

/* The company's own: it is worth 1. Without a name it is the one that has no rate, if it is alone.
 */
static vikt_currency *find_own(vikt_currencies *currencies, const vikt_profile *profile)
{
    vikt_currency *own = NULL;

    for (size_t i = 0; i < currencies->count; i++) {
        vikt_currency *currency = &currencies->items[i];

        if (profile->currency.length && same_code(currency->code, profile->currency))
            return currency;
        if (profile->currency.length || currency->rate > 0)
            continue;
        if (own)
            return NULL;
        own = currency;
    }
    return own;
}

static void list(const vikt_currencies *currencies, char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < currencies->count; i++) {
        const vikt_currency *currency = &currencies->items[i];

        if (currency->rate > 0 || length + 60 > size)
            continue;
        length += (size_t)snprintf(text + length, size - length, "%s%zu in %s", length ? ", " : "",
                                   currency->rows,
                                   currency->code[0] ? currency->code : "no stated currency");
    }
}

/* The rarest is the likely foreign one. */
static const char *example_of(const vikt_currencies *currencies)
{
    const vikt_currency *rarest = NULL;

    for (size_t i = 0; i < currencies->count; i++) {
        const vikt_currency *currency = &currencies->items[i];

        if (currency->rate == 0 && currency->code[0] && (!rarest || currency->rows < rarest->rows))
            rarest = currency;
    }
    return rarest ? rarest->code : "EUR";
}

static vikt_code fail(const vikt_currencies *currencies, const char *source, vikt_error *err)
{
    const char *example = example_of(currencies);
    char lacking[256];

    list(currencies, lacking, sizeof lacking);
    if (currencies->own.length == 0)
        return vikt_fail(
            err, VIKT_INPUT, vikt_place_of(source, 0, 0),
            "amounts are in several currencies, rows without a rate: %s; say which is the "
            "company's own with currency = CODE under [profile], and what one unit of the others "
            "is worth with rates = %s NUMBER, or --set \"profile.rates=%s NUMBER\"",
            lacking, example, example);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(source, 0, 0),
                     "amounts are in several currencies, rows without a rate: %s; say what one "
                     "unit is worth in the company's own currency with rates = %s NUMBER under "
                     "[profile], or --set \"profile.rates=%s NUMBER\"",
                     lacking, example, example);
}

static void note(const vikt_currencies *currencies, const char *source,
                 const vikt_listener *listener)
{
    for (size_t i = 0; i < currencies->count; i++) {
        const vikt_currency *currency = &currencies->items[i];
        char rate[VIKT_NUMBER_MAX + 1] = "";

        if (!currency->is_foreign)
            continue;
        rate[vikt_number_write(currency->rate, rate)] = '\0';
        vikt_tell(listener, VIKT_NOTE, VIKT_OK, vikt_place_of(source, 0, 0),
                  "%zu %s in %s, each at %s", currency->rows,
                  vikt_plural(currency->rows, "row is", "rows are"), currency->code, rate);
    }
}

vikt_code vikt_currencies_settle(vikt_currencies *currencies, const vikt_profile *profile,
                                 const char *source, const vikt_listener *listener, vikt_error *err)
{
    vikt_currency *own;

    sort(currencies);
    for (size_t i = 0; i < currencies->count; i++) {
        currencies->items[i].rate = rate_of(profile, currencies->items[i].code);
        currencies->items[i].is_foreign = true;
        if (!currencies->items[i].code[0] && profile->currency.length) {
            currencies->items[i].rate = 1; /* systems leave the own one blank */
            currencies->items[i].is_foreign = false;
        }
    }
    own = find_own(currencies, profile);
    if (own) {
        own->rate = 1;
        own->is_foreign = false;
    }
    for (size_t i = 0; i < currencies->count; i++)
        if (currencies->items[i].rate == 0)
            return fail(currencies, source, err);
    note(currencies, source, listener);
    return VIKT_OK;
}
