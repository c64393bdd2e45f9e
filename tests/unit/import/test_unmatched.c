/* SPDX-License-Identifier: MIT
 *
 * What is asked of headings that do not say what their columns hold.
 */
#include <criterion/criterion.h>

#include "sample_profile.h"

static sample_profile profile;

static void begin(void)
{
    sample_profile_init(&profile);
}

TestSuite(unmatched, .init = begin);

static vikt_code read_text(const char *text, vikt_error *err)
{
    vikt_import *import = NULL;
    vikt_code rc;

    *err = (vikt_error){.code = VIKT_OK};
    rc = sample_read(&profile, text, NULL, &import, err);
    vikt_import_free(import);
    return rc;
}

static void expect_said(const char *text, long column, const char *said)
{
    vikt_error err;

    cr_assert(read_text(text, &err) == VIKT_INPUT, "%s", text);
    cr_assert(err.place.column == column, "%ld", err.place.column);
    cr_assert(strstr(err.message, said) != NULL, "%s", err.message);
}

Test(unmatched, headings_that_fit_nothing_are_told_with_the_options)
{
    static const char text[] = "Foo;Omsattningar i ar;X\na;b;c\nd;e;f\n";

    expect_said(text, 0, "no heading fits a field: the headings are Foo, Omsattningar i ar, X");
    expect_said(text, 0, "--heading ROW");
    expect_said(text, 0, "--separator NAME");
    expect_said(text, 0, "column = HEADING under [field NAME]");
    expect_said(text, 0, "vikt sniff FILE");
    expect_said("Foo;Kunders namn\n-;-\n", 0, "\"Kunders namn\" is nearest to name");
}

Test(unmatched, years_are_a_question)
{
    static const char text[] = "Kund;2022;2023;2024\nA;1;2;3\nB;4;5;6\n";

    expect_said(text, 4,
                "headings that say when, and not what was counted: \"2022\", \"2023\", "
                "\"2024\"; if it is revenue, write column = 2024 under [field revenue] "
                "and column = 2023 under [field revenue_prev]");
    expect_said("Kund;2024\nA;100\nB;400\n", 2, "write column = 2024 under [field revenue]");
    expect_said("Kund;Summa av 2024\nA;100\nB;400\n", 2, "under [field revenue]");
}

Test(unmatched, months_are_to_be_added_up)
{
    expect_said("Kund;2023-12;2024-01\nA;100;200\nB;400;500\n", 3, "sum m1 m2 ...");
    expect_said("Kund;Q1 2024;Q2 2024\nA;100;200\nB;400;500\n", 2, "\"Q1 2024\", \"Q2 2024\"");
    expect_said("Kund;jan;feb;mar\nA;100;200;50\nB;400;500;60\n", 2, "sum m1 m2 ...");
    expect_said("Kund;dec 2023;jan 2024\nA;100;200\nB;400;500\n", 3, "sum m1 m2 ...");
}

Test(unmatched, years_beside_revenue_or_told_are_no_question)
{
    vikt_error err;

    cr_assert(read_text("Kund;Omsättning;2023;2024\nA;1;2;3\nB;4;5;6\n", &err) == VIKT_OK);
    cr_assert(read_text("Kund;Mar;Dec\nA;1;7\nB;4;8\n", &err) == VIKT_OK);
    cr_assert(read_text("Kund;Byggår 2023\nA;1\nB;4\n", &err) == VIKT_OK);
    profile.fields[3].column = vikt_text_of("2023");
    cr_assert(read_text("Kund;2023;2024\nA;1;2\nB;4;5\n", &err) == VIKT_OK);
}
