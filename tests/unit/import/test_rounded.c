/* SPDX-License-Identifier: MIT */
#include "core/import/rounded.h"

#include "ledger_reading.h"

Test(rounded, numbers_with_an_exponent_and_nothing_else)
{
    static const char *const yes[] = {"5,56E+09", "5.56E+09", "1E+10", "5,560161e+11"};
    static const char *const no[] = {"5560160680", "5E09",   "E+09",     "5,E+09",
                                     "55E+09",     "K5E+09", "5,56E+9x", ""};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_assert(vikt_key_is_rounded(vikt_text_of(yes[i])), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_assert(!vikt_key_is_rounded(vikt_text_of(no[i])), "%s", no[i]);
}

/* They do not repeat, and are not the customers' keys all the same. */
Test(rounded, keys_of_customers_are_warned_of)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.rc =
        sample_read(&g.p, "Kundnr;Namn;Omsättning\n5,56E+09;Alfa;1\n5,57E+09;Beta;2\n9;Gamma;3\n",
                    &g.heard, &g.import, &g.err);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert(has_heard(&g, VIKT_WARNING, "2 keys in \"Kundnr\" were rounded by a spreadsheet"));
    vikt_import_free(g.import);
}

/* Rows of several customers may have become one's. */
Test(rounded, a_ledger_with_such_keys_is_refused)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n5,56E+09;2025-01-01;1\n7;2025-01-01;1\n", NULL);
    cr_assert_eq(g.rc, VIKT_INPUT);
    cr_assert(strstr(g.err.message, "1 key in \"Kundnr\" was rounded by a spreadsheet"), "%s",
              g.err.message);
}
