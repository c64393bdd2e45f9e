/* SPDX-License-Identifier: MIT
 *
 * Changes of a profile that its tests notice, or not.
 */
#include <vikt/test.h>

#include "core/run/tests.h"
#include "tests/unit/profile/profile_helper.h"

/* Bands: 1, 3 and 5 points. */
#define MONEY                                                                                      \
    "[profile]\n"                                                                                  \
    "extends = none\n"                                                                             \
    "[field revenue]\n"                                                                            \
    "type = number\n"                                                                              \
    "[criterion money]\n"                                                                          \
    "weight = 1\n"                                                                                 \
    "points = bands revenue 100 1000\n"                                                            \
    "[scheme class]\n"                                                                             \
    "type = by_score\n"                                                                            \
    "classes = A 4, B 2, C 1\n"

#define POINTS(name, revenue, points)                                                              \
    "[test " name "]\ncustomer = revenue " revenue "\npoints = money " points "\n"

static vikt_tests *mutate(const char *text)
{
    folder in = folder_new();
    char path[256];
    vikt_tests *tests = NULL;
    vikt_error error = {0};
    vikt_test_options options = {.rules = folder_file(&in, "rules.ini", path), .mutate = true};

    folder_write(&in, "rules.ini", text);
    cr_assert_eq(vikt_tests_run(&options, NULL, &tests, &error), VIKT_OK, "%s:%ld: %s",
                 error.place.source, error.place.line, error.message);
    folder_done(&in);
    return tests;
}

/* What no test notices, as lines "7 what: from, to", and how many changes were tried. */
static void expect_survivors(const char *text, size_t tried, const char *expected)
{
    vikt_tests *tests = mutate(text);
    char all[4000] = "";
    size_t length = 0;

    for (size_t i = 0; i < tests->mutants.count; i++) {
        const vikt_mutant *mutant = &tests->mutants.items[i];

        length += (size_t)snprintf(all + length, sizeof all - length, "%ld %s: %s, %s\n",
                                   mutant->place.line, mutant->what, mutant->from, mutant->to);
    }
    cr_assert_str_eq(all, expected, "%s", all);
    cr_assert_eq(vikt_tests_mutants(tests), tried, "%zu", vikt_tests_mutants(tests));
    cr_assert_eq(vikt_tests_survivors(tests), tests->mutants.count);
    vikt_tests_free(tests);
}

/* Edges of 100 become 99 and 101, of 1000 990 and 1010; scores are 1, 3 and 5. The weight of the
 * only criterion can only be lost: then there is no score. */
Test(mutant, tests_at_the_edges_notice_and_others_do_not)
{
    expect_survivors(MONEY POINTS("a", "99", "1") POINTS("b", "100", "3") POINTS("c", "999", "3")
                         POINTS("d", "1000", "5") "score = 5\n",
                     9,
                     "8 scheme \"class\": limit of \"A\": 4, 3\n"
                     "8 scheme \"class\": limit of \"A\": 4, 5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 1.5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 3\n");
}

/* 2 is 1 away from 1, which no limit may reach: half the way. */
Test(mutant, what_only_one_side_tries_is_told)
{
    expect_survivors(MONEY POINTS("b", "100", "3") "class = B\n", 9,
                     "5 criterion \"money\": edge 1: 100, 99\n"
                     "5 criterion \"money\": edge 2: 1000, 990\n"
                     "5 criterion \"money\": edge 2: 1000, 1010\n"
                     "8 scheme \"class\": limit of \"A\": 4, 5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 1.5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 3\n");
}

Test(mutant, signs_and_numbers_of_conditions_are_changed)
{
    const char *rule = "[rule small]\nwhen = revenue < 5 and points.money <= 1\nexactly = B\n"
                       "[test a]\ncustomer = revenue 4\nclass = B\n"
                       "[test b]\ncustomer = revenue 5\nclass = C\n";
    char text[2000];

    snprintf(text, sizeof text, "%s%s", MONEY, rule);
    expect_survivors(text, 9 + 6,
                     "5 criterion \"money\": edge 1: 100, 99\n"
                     "5 criterion \"money\": edge 1: 100, 101\n"
                     "5 criterion \"money\": edge 2: 1000, 990\n"
                     "5 criterion \"money\": edge 2: 1000, 1010\n"
                     "8 scheme \"class\": limit of \"A\": 4, 3\n"
                     "8 scheme \"class\": limit of \"A\": 4, 5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 1.5\n"
                     "8 scheme \"class\": limit of \"B\": 2, 3\n"
                     "11 rule \"small\": points.money: 1, 2\n");
}

/* Weights: half as much again, and nothing; a weight of 0 becomes a tenth of all. */
Test(mutant, weights_are_changed_and_lost)
{
    expect_survivors("[profile]\n"
                     "extends = none\n"
                     "[field a]\n"
                     "type = number\n"
                     "[criterion one]\n"
                     "weight = 3\n"
                     "points = rating a\n"
                     "[criterion two]\n"
                     "weight = 1\n"
                     "points = rating a\n"
                     "[criterion shown]\n"
                     "weight = 0\n"
                     "points = rating a\n"
                     "[scheme class]\n"
                     "type = by_rank\n"
                     "field = a\n"
                     "classes = A 1, B 3, C rest\n"
                     "[test a]\n"
                     "customer = a 2\n"
                     "score = 2\n",
                     5 + 3,
                     "5 criterion \"one\": weight: 3, 4.5\n"
                     "5 criterion \"one\": weight: 3, 0\n"
                     "8 criterion \"two\": weight: 1, 1.5\n"
                     "8 criterion \"two\": weight: 1, 0\n"
                     "11 criterion \"shown\": weight: 0, 0.4\n"
                     "14 scheme \"class\": limit of \"A\": 1, 2\n"
                     "14 scheme \"class\": limit of \"B\": 3, 2\n"
                     "14 scheme \"class\": limit of \"B\": 3, 4\n");
}

Test(mutant, the_built_in_profile_is_left_alone)
{
    expect_survivors("[test a]\ncustomer = revenue 1\npoints = revenue 3\n", 0, "");
    expect_survivors("[criterion revenue]\nweight = 40\n"
                     "[test a]\ncustomer = revenue 1\npoints = revenue 3\n",
                     2,
                     "1 criterion \"revenue\": weight: 40, 60\n"
                     "1 criterion \"revenue\": weight: 40, 0\n");
}

/* A statement that the user changes keeps the rest of what others say of it: 15 and 0 are tried in
 * the place of the weight, and not the built-in edges 30 15 5 0 of or_points. */
Test(mutant, only_the_settings_that_the_user_states_are_changed)
{
    expect_survivors("[criterion risk]\nweight = 10\n"
                     "[test a]\ncustomer = revenue 1\npoints = revenue 3\n",
                     2,
                     "1 criterion \"risk\": weight: 10, 15\n"
                     "1 criterion \"risk\": weight: 10, 0\n");
    expect_survivors("[scheme class]\nhysteresis = 0.2\n"
                     "[scheme matrix]\nsplit_x = 3\n"
                     "[test a]\ncustomer = revenue 1\npoints = revenue 3\n",
                     4,
                     "1 scheme \"class\": hysteresis: 0.2, 0.1\n"
                     "1 scheme \"class\": hysteresis: 0.2, 0.3\n"
                     "3 scheme \"matrix\": split of x: 3, 2\n"
                     "3 scheme \"matrix\": split of x: 3, 4\n");
    expect_survivors("[action develop]\nowner = sales\n"
                     "[test a]\ncustomer = revenue 1\npoints = revenue 3\n",
                     0, "");
    expect_survivors("[criterion risk]\nor_points = bands days_late 10\n"
                     "[test a]\ncustomer = revenue 1\npoints = revenue 3\n",
                     2,
                     "1 criterion \"risk\": edge 1: 10, 9\n"
                     "1 criterion \"risk\": edge 1: 10, 11\n");
}

/* Of the criterion risk only its weight, and so the criterion as a whole, is the user's; of the
 * scheme the classes are. */
Test(mutant, only_the_settings_that_the_user_states_are_to_be_reached)
{
    vikt_tests *tests = mutate("[criterion risk]\nweight = 10\n"
                               "[scheme class]\nclasses = A 4, B 1\n"
                               "[test a]\ncustomer = risk 1\npoints = risk 5\n");

    cr_assert_eq(tests->parts, 3u, "%zu", tests->parts);
    vikt_tests_free(tests);
}

/* A test that fails anyway would notice everything. */
Test(mutant, tests_that_fail_do_not_notice)
{
    expect_survivors(MONEY POINTS("a", "100", "1"), 0, "");
}

Test(mutant, rows_of_tables_are_changed_cell_by_cell)
{
    expect_survivors("[profile]\n"
                     "extends = none\n"
                     "[field revenue]\n"
                     "type = number\n"
                     "[field region]\n"
                     "type = text\n"
                     "[scheme segment]\n"
                     "type = decision_table\n"
                     "row 1 = revenue >= 10 and region in North, East: large\n"
                     "row 2 = always: small\n"
                     "[test a]\n"
                     "customer = revenue 10, region East\n"
                     "class = large\n",
                     5,
                     "9 scheme \"segment\": row 1: revenue: 10, 9\n"
                     "9 scheme \"segment\": row 1: region: North, no value of it\n");
}

Test(mutant, steps_are_a_hundredth_or_the_last_place)
{
    cr_assert(vikt_mutants_step(45, "45") == 1);
    cr_assert(vikt_mutants_step(50000, "50000") == 500);
    cr_assert(vikt_mutants_step(0.15, "0.15") == 0.01);
    cr_assert(vikt_mutants_step(5e6, "5e6") == 5e4);
    cr_assert(vikt_mutants_step(-200, "-200") == 2);
    cr_assert(vikt_mutants_round(0.3 - 0.1) == 0.2);
}

/* Tests at both ends of each row notice a day more and a day less. */
Test(mutant, dates_move_by_a_day)
{
    const char *text = "[profile]\n"
                       "extends = none\n"
                       "as_of = 2026-06-01\n"
                       "[field since]\n"
                       "type = date\n"
                       "[scheme s]\n"
                       "type = decision_table\n"
                       "row 1 = since <= 2025-12-31: Old\n"
                       "row 2 = since >= 2026-01-02: New\n"
                       "[test a]\n"
                       "as_of = 2026-06-01\n"
                       "customer = since 2025-12-31\n"
                       "class = Old\n"
                       "[test b]\n"
                       "as_of = 2026-06-01\n"
                       "customer = since 2026-01-01\n"
                       "class = ?\n";

    expect_survivors(text, 6,
                     "9 scheme \"s\": row 2: since: >=, >\n"
                     "9 scheme \"s\": row 2: since: 2026-01-02, 2026-01-03\n");
}
