/* SPDX-License-Identifier: MIT
 *
 * The text of the Lua twin; that both forms give equal plans is tested with the Lua binding.
 */
#include "tests/unit/profile/profile_helper.h"

static vikt_code convert(const char *text, char **lua, heard *all)
{
    folder in = folder_new();
    char path[256];
    vikt_listener listener = {hear_line, all};
    vikt_code rc;

    folder_write(&in, "vikt.ini", text);
    *all = (heard){0};
    rc = vikt_profile_convert(folder_file(&in, "vikt.ini", path), &listener, lua, NULL);
    folder_done(&in);
    return rc;
}

/* The first line names the file. */
static void expect_lua(const char *ini, const char *expected)
{
    heard all;
    char *lua;

    cr_assert_eq(convert(ini, &lua, &all), VIKT_OK, "%s", all.text);
    cr_assert_eq(strncmp(lua, "-- Written by vikt convert from /tmp/", 37), 0);
    cr_expect_str_eq(strchr(lua, '\n') + 2, expected);
    vikt_profile_text_free(lua);
}

Test(profile_lua, every_section_becomes_its_statement)
{
    expect_lua("[profile]\nname = Acme \"Industri\" AB\nlanguage = sv\nscale = 1 5\n"
               "[field revenue]\ncolumn = Omsättning 12 mån\noptional = no\n"
               "[field region]\ntype = text\nsynonyms = a, b c\n"
               "[measure growth]\nvalue = growth revenue revenue_prev\n"
               "[criterion revenue]\nweight = 30\npoints = bands revenue 50000 250e3 1000000\n"
               "[criterion line]\nweight = 5\npoints = lookup branch Bygg 5 \"Handel och el\" 3 "
               "otherwise 2\n"
               "missing = 2.5\n"
               "[group money]\ncap = 0.3\n"
               "[rule late payers are never A]\nwhen = days_late > 45\nat_most = B\n"
               "[remove criterion product mix]\n"
               "[sources]\ncustomers = kunder.csv\n"
               "[database]\npath = C:\\vikt.db\n",
               "profile \"Acme \\\"Industri\\\" AB\" { language = \"sv\", scale = { 1, 5 } }\n"
               "\n"
               "field \"revenue\" { column = \"Omsättning 12 mån\", optional = false }\n"
               "field \"region\" { type = \"text\", synonyms = { \"a\", \"b c\" } }\n"
               "\n"
               "measure \"growth\" (growth(\"revenue\", \"revenue_prev\"))\n"
               "\n"
               "criterion \"revenue\" { weight = 30, points = bands(\"revenue\", { 50000, 250000, "
               "1000000 }) "
               "}\n"
               "criterion \"line\" {\n"
               "  weight = 5,\n"
               "  points = lookup(\"branch\", { Bygg = 5, [\"Handel och el\"] = 3 }, 2),\n"
               "  missing = 2.5,\n"
               "}\n"
               "\n"
               "group \"money\" { cap = 0.3 }\n"
               "\n"
               "rule \"late payers are never A\" { when = \"days_late > 45\", at_most = \"B\" }\n"
               "\n"
               "remove \"criterion\" \"product mix\"\n"
               "\n"
               "sources { customers = \"kunder.csv\" }\n"
               "\n"
               "database { path = \"C:\\\\vikt.db\" }\n");
}

Test(profile_lua, schemes_become_calls)
{
    expect_lua(
        "[scheme class]\ntype = by_score\nclasses = A+ 3.8, end 1\nhysteresis = 0.15\n"
        "[scheme abc]\nclasses = A 70 %, B 100 %\ntype = by_cumulative_share\nfield = revenue\n"
        "ties = by_key\n"
        "[scheme top]\ntype = by_rank\nfield = score\nclasses = T 3, M 10, R rest\n"
        "[scheme m]\ntype = matrix\ny = value revenue\nx = points potential\nsplit_y = median\n"
        "[scheme n]\nhysteresis = 0.2\nclasses = A 4, B 1\n",
        "scheme \"class\" (by_score { [\"A+\"] = 3.8, [\"end\"] = 1, hysteresis = 0.15 })\n"
        "scheme \"abc\" (by_cumulative_share(\"revenue\", { A = 0.7, B = 1, ties = \"by_key\" }))\n"
        "scheme \"top\" (by_rank(\"score\", { T = 3, M = 10, R = rest }))\n"
        "scheme \"m\" (matrix { y = value(\"revenue\"), x = points(\"potential\"), split = { y = "
        "median "
        "} })\n"
        "scheme \"n\" { hysteresis = 0.2, classes = { A = 4, B = 1 } }\n");
}

/* In a table by name, the limits would put them into another order than their letters. */
Test(profile_lua, classes_against_the_alphabet_become_a_list)
{
    expect_lua(
        "[scheme a]\ntype = by_score\nclasses = C 4, B 2.5, A 1\nhysteresis = 0.1\n"
        "[scheme b]\ntype = by_rank\nfield = score\nclasses = B 3, A 10, C rest\n"
        "[scheme c]\ntype = by_rank\nfield = score\nclasses = B 3, A rest\n"
        "[scheme d]\nclasses = B 3, A 1\n",
        "scheme \"a\" (by_score { classes = { { \"C\", 4 }, { \"B\", 2.5 }, { \"A\", 1 } }, "
        "hysteresis = 0.1 })\n"
        "scheme \"b\" (by_rank(\"score\", { classes = { { \"B\", 3 }, { \"A\", 10 }, { \"C\", "
        "rest } } }))\n"
        "scheme \"c\" (by_rank(\"score\", { B = 3, A = rest }))\n"
        "scheme \"d\" { classes = { { \"B\", 3 }, { \"A\", 1 } } }\n");
}

Test(profile_lua, a_profile_without_a_name_has_none)
{
    expect_lua("[profile]\nlanguage = sv\n", "profile { language = \"sv\" }\n");
    expect_lua("[profile]\n", "profile {}\n");
}

Test(profile_lua, a_wrong_file_is_not_converted)
{
    heard all;
    char *lua;

    cr_assert_eq(convert("[criterion a]\nweight = x\n[criterion a]\n[measure m]\n", &lua, &all),
                 VIKT_PROFILE);
    cr_assert_null(lua);
    cr_assert_str_eq(all.text,
                     "vikt.ini:2: criterion \"a\": weight: \"x\" is not a number\n"
                     "vikt.ini:3: criterion \"a\" is already stated in line 1\n"
                     "vikt.ini:4: measure \"m\": it has no value, such as value = sum a b c\n");
    cr_assert_eq(vikt_profile_convert("/nowhere/x.ini", NULL, &lua, NULL), VIKT_INPUT);
    cr_assert_null(lua);
    cr_assert_eq(vikt_profile_convert("/dev/null", NULL, &lua, NULL), VIKT_USAGE);
}

Test(profile_lua, the_builtin_profile_has_a_twin)
{
    char *lua;

    cr_assert_eq(vikt_profile_convert(NULL, NULL, &lua, NULL), VIKT_OK);
    cr_assert_not_null(
        strstr(lua, "scheme \"class\" (by_score { A = 3.8, B = 2.6, C = 1, hysteresis = 0.15 "
                    "})\n"));
    cr_assert_not_null(strstr(lua, "criterion \"admin_time\" { weight = 15, points = "
                                   "percentile(\"admin_hours\", { best = \"low\" }) }\n"));
    vikt_profile_text_free(lua);
}

/* A table has no order of its own, and an option's name in it is that option. */
Test(profile_lua, classes_that_a_table_would_change_are_a_list)
{
    expect_lua("[scheme a]\ntype = by_score\nclasses = type 4, B 1\n"
               "[scheme b]\ntype = by_score\nclasses = hysterisis 4, B 1\n"
               "[scheme c]\ntype = by_value\nfield = f\nclasses = North 1, South 2\n"
               "[scheme d]\nclasses = A 4, A 3\n"
               "[scheme e]\nclasses = type 4, field 3\n",
               "scheme \"a\" (by_score { classes = { { \"type\", 4 }, { \"B\", 1 } } })\n"
               "scheme \"b\" (by_score { classes = { { \"hysterisis\", 4 }, { \"B\", 1 } } })\n"
               "scheme \"c\" (by_value(\"f\", { classes = { { \"North\", 1 }, { \"South\", 2 } } "
               "}))\n"
               "scheme \"d\" { classes = { { \"A\", 4 }, { \"A\", 3 } } }\n"
               "scheme \"e\" { classes = { type = 4, field = 3 } }\n");
}

/* What is missing is told by the compiler, so both forms say the same. */
Test(profile_lua, calls_that_lack_arguments_stay_calls)
{
    expect_lua("[criterion a]\npoints = quantiles\nor_points = rating best low\n"
               "[scheme m]\ntype = matrix\nsplit_x = median\n",
               "criterion \"a\" { points = quantiles(), or_points = rating({ best = \"low\" }) }\n"
               "\n"
               "scheme \"m\" (matrix { split = { x = median } })\n");
}
