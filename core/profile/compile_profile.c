/* SPDX-License-Identifier: MIT
 *
 * The `profile` statement.
 */
#include "core/base/fail.h"
#include "core/profile/compile.h"
#include "core/profile/twin.h"

static void compile_scale_range(vikt_compiler *c)
{
    const vikt_setting *setting =
        vikt_compile_of_kind(c, "scale", VIKT_VALUE_LIST, "two numbers, such as 1 5");
    const vikt_entry *entries;

    if (!setting)
        return;
    entries = setting->value.entries;
    if (setting->value.count != 2 || entries[0].value.kind != VIKT_VALUE_NUMBER ||
        entries[1].value.kind != VIKT_VALUE_NUMBER ||
        !(entries[0].value.number < entries[1].value.number) ||
        !(entries[0].value.number >= -VIKT_SCALE_END_MAX) ||
        !(entries[1].value.number <= VIKT_SCALE_END_MAX)) {
        vikt_compile_wrong(c, setting->place,
                           "scale must be two rising numbers from -%d to %d, such as 1 5",
                           VIKT_SCALE_END_MAX, VIKT_SCALE_END_MAX);
        return;
    }
    c->profile->lo = entries[0].value.number;
    c->profile->hi = entries[1].value.number;
}

static void compile_as_of(vikt_compiler *c)
{
    const vikt_setting *setting;
    vikt_text text;

    if (!vikt_compile_text(c, "as_of", &text))
        return;
    c->profile->has_as_of = vikt_date_read(text, &c->profile->as_of);
    setting = vikt_compile_setting(c, "as_of");
    if (!c->profile->has_as_of)
        vikt_compile_wrong(c, setting->place, "as_of = \"%.*s\" is not a date such as 2026-05-12",
                           VIKT_SHOW(text));
}

/* A rate is kept exactly with nine decimals when invoices are converted. */
#define RATE_MIN 0.000001
#define RATE_MAX 1000000

static void compile_rates(vikt_compiler *c)
{
    const vikt_setting *setting = vikt_compile_of_kind(
        c, "rates", VIKT_VALUE_LIST, "currencies with their rates, such as EUR 11.42");
    size_t count = setting ? setting->value.count : 0;
    vikt_rate *rates = vikt_compile_new(c, count, sizeof *rates);

    for (size_t i = 0; rates && i < count; i++) {
        const vikt_entry *entry = &setting->value.entries[i];

        rates[i] = (vikt_rate){entry->key, entry->value.number};
        if (entry->key.length && entry->value.kind == VIKT_VALUE_NUMBER &&
            entry->value.number >= RATE_MIN && entry->value.number <= RATE_MAX)
            continue;
        vikt_compile_wrong(c, setting->place,
                           "rates: the price of one %.*s must be a number from 0.000001 to 1000000",
                           VIKT_SHOW(entry->key.length ? entry->key : VIKT_TEXT("unit")));
        return;
    }
    c->profile->rates = rates;
    c->profile->rate_count = rates ? count : 0;
}

static void compile_profile(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, personal;
    const vikt_statement *statement;

    profile->lo = 1;
    profile->hi = 5;
    profile->min_coverage = 0.6;
    profile->min_weight = 0.5;
    profile->max_failures = 1000;
    profile->name = VIKT_TEXT("profile");
    profile->language = VIKT_TEXT("en");
    statement = vikt_compile_next(c, VIKT_STATEMENT_PROFILE, &at);
    if (!statement)
        return;
    if (statement->name.length)
        profile->name = statement->name;
    vikt_compile_text(c, "name", &profile->name);
    vikt_compile_text(c, "language", &profile->language);
    vikt_compile_text(c, "currency", &profile->currency);
    compile_rates(c);
    compile_scale_range(c);
    vikt_compile_number(c, "min_coverage", 0, 1, &profile->min_coverage);
    vikt_compile_number(c, "min_weight", 0, 1, &profile->min_weight);
    vikt_compile_count(c, "max_failures", 0, 1000000000, &profile->max_failures);
    compile_as_of(c);
    if (vikt_compile_choice(c, "personal", "mask keep", &personal))
        profile->keeps_personal = personal == 1;
}

/* Its name stands before the table. */
static void write_profile(vikt_twin *w, const vikt_statement *profile)
{
    vikt_twin_settings(w, profile, "name");
}

static const vikt_spec keys[] = {
    {"extends", VIKT_SPEC_TEXT, NULL},     {"require", VIKT_SPEC_TEXTS, NULL},
    {"name", VIKT_SPEC_TEXT, NULL},        {"language", VIKT_SPEC_TEXT, NULL},
    {"currency", VIKT_SPEC_TEXT, NULL},    {"rates", VIKT_SPEC_VALUES, NULL},
    {"scale", VIKT_SPEC_NUMBERS, NULL},    {"min_coverage", VIKT_SPEC_SHARE, NULL},
    {"min_weight", VIKT_SPEC_SHARE, NULL}, {"max_failures", VIKT_SPEC_NUMBER, NULL},
    {"as_of", VIKT_SPEC_TEXT, NULL},       {"personal", VIKT_SPEC_TEXT, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_profile = {
    .owner = "a profile",
    .keys = keys,
    .of_company = true,
    .compile = compile_profile,
    .write = write_profile,
};
