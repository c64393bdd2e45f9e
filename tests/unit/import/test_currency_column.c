/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "sample_profile.h"

/* The one warning of reading the text, or "" when there is none. */
static void warning_of(const char *text, char message[sizeof((vikt_error *)0)->message])
{
    sample_profile profile;
    vikt_import *import = NULL;
    vikt_error err = {0};
    heard h = {.count = 0};

    sample_profile_init(&profile);
    cr_assert_eq(sample_read(&profile, text, &h, &import, &err), VIKT_OK, "%s", err.message);
    vikt_import_free(import);
    cr_assert(h.warnings <= 1);
    message[0] = '\0';
    for (size_t i = 0; i < h.count; i++)
        if (strstr(h.all[i].message, "currencies"))
            strcpy(message, h.all[i].message);
    cr_assert(h.warnings == (message[0] != '\0'));
}

Test(currency_column, several_currencies_are_told_whatever_the_order_of_the_rows)
{
    char first[sizeof((vikt_error *)0)->message], turned[sizeof first];

    warning_of("id;name;revenue;Valuta\n1;A;10;EUR\n2;B;20;SEK\n3;C;5;sek\n", first);
    warning_of("id;name;revenue;Valuta\n3;C;5;sek\n2;B;20;SEK\n1;A;10;EUR\n", turned);
    cr_assert(strstr(first, "\"Valuta\" has 2 currencies (EUR, SEK), and") != NULL, "%s", first);
    cr_assert_str_eq(first, turned);
}

Test(currency_column, of_many_currencies_the_first_in_order_are_named)
{
    char message[sizeof((vikt_error *)0)->message];

    warning_of("id;name;revenue;Currency\n1;A;1;USD\n2;B;2;SEK\n3;C;3;DKK\n4;D;4;EUR\n", message);
    cr_assert(strstr(message, "has 4 currencies (DKK, EUR, SEK, ...)") != NULL, "%s", message);
}

Test(currency_column, one_currency_and_totals_and_what_is_no_code_are_nothing_to_tell)
{
    char message[sizeof((vikt_error *)0)->message];

    warning_of("id;name;revenue;Valuta\n1;A;10;SEK\n2;B;20;\n3;C;5;-\n;Summa;35;EUR\n", message);
    cr_assert_str_eq(message, "");
    warning_of("id;name;Land\n1;A;SEK\n2;B;EUR\n", message);
    cr_assert_str_eq(message, "");
}

Test(currency_column, without_amounts_currencies_do_not_matter)
{
    char message[sizeof((vikt_error *)0)->message];

    warning_of("id;name;risk;Valuta\n1;A;1;SEK\n2;B;2;EUR\n", message);
    cr_assert_str_eq(message, "");
}
