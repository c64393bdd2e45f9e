/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "profile_helper.h"

/* Something in what is told of a wrong vikt.ini. */
static void expect_wrong(const char *ini, const char *told)
{
    vikt_profile *profile;
    heard all;

    cr_expect_eq(load_text(ini, &all, &profile), VIKT_PROFILE);
    cr_expect(strstr(all.text, told), "%s", all.text);
    vikt_profile_free(profile);
}

Test(compile_source, rates_are_prices_of_one_unit)
{
    vikt_profile *profile = load_right("[profile]\nrates = EUR 11.42, USD 10.5\n");

    cr_assert_eq(profile->rate_count, 2);
    cr_assert(text_is(profile->rates[0].currency, "EUR"));
    cr_assert_float_eq(profile->rates[0].rate, 11.42, 0);
    cr_assert(text_is(profile->rates[1].currency, "USD"));
    vikt_profile_free(profile);
}

Test(compile_source, a_rate_is_a_number_above_zero_and_not_without_end)
{
    expect_wrong("[profile]\nrates = EUR 0\n", "the price of one EUR must be a number");
    expect_wrong("[profile]\nrates = EUR -1\n", "the price of one EUR must be a number");
    expect_wrong("[profile]\nrates = EUR 1000001\n", "the price of one EUR must be a number");
    expect_wrong("[profile]\nrates = EUR much\n", "the price of one EUR must be a number");
    vikt_profile_free(load_right("[profile]\nrates = A 0.000001, B 1000000\n"));
}

Test(compile_source, columns_of_a_ledger_are_headings_or_numbers)
{
    vikt_profile *profile =
        load_right("[source invoices]\ncustomer = 2\ndate = Bokf datum\nproduct_group = Grupp\n");
    const vikt_text *columns = profile->sources[VIKT_SOURCE_INVOICES].columns;

    cr_assert(text_is(columns[VIKT_LEDGER_CUSTOMER], "2"));
    cr_assert(text_is(columns[VIKT_LEDGER_DATE], "Bokf datum"));
    cr_assert(text_is(columns[VIKT_LEDGER_GROUP], "Grupp"));
    cr_assert_eq(columns[VIKT_LEDGER_NET].length, 0);
    vikt_profile_free(profile);
}

Test(compile_source, columns_of_a_ledger_belong_to_invoices)
{
    expect_wrong("[source customers]\ndue = Förfaller\n",
                 "due names a column of invoices; write it under [source invoices]");
}
