/* SPDX-License-Identifier: MIT
 *
 * Tests of a profile: customers and expectations, what is wrong in them, and whose tests they are.
 */
#include "tests/unit/profile/profile_helper.h"

Test(compile_test, customers_and_expectations_are_kept)
{
    vikt_profile *profile =
        load_right("[field region]\n"
                   "type = text\n"
                   "[field started]\n"
                   "optional = yes\n"
                   "[action call]\n"
                   "class = B\n"
                   "text = Call\n"
                   "[test a large late payer]\n"
                   "customer = revenue 9000000, days_late 60, region \"North, East\"\n"
                   "population = revenue 70 %, key \"7\" | started 2026-05-12\n"
                   "previous = class B, score 3.1, points.risk 2, classes.abc A\n"
                   "as_of = 2026-06-30\n"
                   "class = B\n"
                   "classes = matrix 2 revenue, abc ?\n"
                   "score = missing\n"
                   "points = risk 2, growth missing\n"
                   "reasons = risk step 2 of 5, \"any, where\", late, abc sum\n"
                   "actions = call\n");
    const vikt_test *test = &profile->tests[0];

    cr_assert_eq(profile->test_count, 1);
    cr_assert(text_is(test->name, "a large late payer"));
    cr_assert_eq(test->place.line, 8);
    cr_assert_eq(test->customer_count, 3);
    cr_assert_eq(test->customers[0].given_count, 3);
    cr_assert(text_is(test->customers[0].key, "customer"));
    cr_assert(text_is(test->customers[0].given[2].text, "North, East"));
    cr_assert(test->customers[0].given[0].number == 9e6);
    cr_assert(test->customers[1].given[0].number == 0.7);
    cr_assert(text_is(test->customers[2].key, "other 2"));
    cr_assert_eq(test->customers[2].given[0].type, VIKT_TYPE_DATE);
    cr_assert(text_is(test->previous_class, "B"));
    cr_assert(test->previous_score == 3.1);
    cr_assert(test->has_as_of);
    cr_assert(test->tolerance == 0.005);
    cr_assert_eq(test->expectation_count, 11);
    cr_assert_eq(test->expectations[0].index, VIKT_INDEX_NONE);
    cr_assert(text_is(test->expectations[1].text, "2 revenue"));
    cr_assert(text_is(test->expectations[2].text, "?"));
    cr_assert_eq(test->expectations[3].kind, VIKT_EXPECT_SCORE);
    cr_assert(isnan(test->expectations[3].number));
    cr_assert(test->expectations[4].number == 2);
    cr_assert(isnan(test->expectations[5].number));
    cr_assert_eq(test->expectations[6].kind, VIKT_EXPECT_CRITERION_REASON);
    cr_assert_eq(test->expectations[7].kind, VIKT_EXPECT_REASON);
    cr_assert(text_is(test->expectations[7].text, "any, where"));
    cr_assert(text_is(test->expectations[8].text, "late"));
    cr_assert_eq(test->expectations[9].kind, VIKT_EXPECT_SCHEME_REASON);
    cr_assert_eq(test->expectations[10].kind, VIKT_EXPECT_ACTION);
    vikt_profile_free(profile);
}

Test(compile_test, all_that_is_wrong_is_told_at_its_line)
{
    EXPECT_WRONG(
        "[field region]\n"
        "type = text\n"
        "[measure both]\n"
        "value = sum revenue revenue_prev\n"
        "[test a]\n"
        "customer = revenu 1, both 3, region 4, days_late x, revenue 5, revenue 6\n"
        "class = A-\n"
        "classes = ab A, abc D\n"
        "score = high\n"
        "tolerance = -1\n"
        "points = rsk 1, risk x\n"
        "actions = cal\n"
        "reasons = rsk late, late payers are never A\n"
        "[test b]\n"
        "custmer = revenue 1\n"
        "[test c]\n"
        "customer = potential 9, revenue\n"
        "previous = clas B, as_of today\n"
        "as_of = today\n"
        "class = A\n"
        "[test d]\n"
        "customer = key \"7\"\n"
        "population = key \"7\"\n"
        "score = 3\n"
        "[test e]\n",
        "vikt.ini:6: test \"a\": customer: there is no field \"revenu\"; did you mean "
        "\"revenue\"?\n"
        "vikt.ini:6: test \"a\": customer: \"both\" is a measure; give the fields that it is made "
        "of\n"
        "vikt.ini:6: test \"a\": customer: region must be a text (in quotes)\n"
        "vikt.ini:6: test \"a\": customer: days_late must be a number\n"
        "vikt.ini:6: test \"a\": customer: revenue is given twice\n"
        "vikt.ini:7: test \"a\": class = \"A-\" is not a class of scheme \"class\" (A, B, C); did "
        "you mean \"A\"?\n"
        "vikt.ini:8: test \"a\": classes: there is no scheme \"ab\"; did you mean \"abc\"?\n"
        "vikt.ini:8: test \"a\": classes = \"D\" is not a class of scheme \"abc\" (A, B, C)\n"
        "vikt.ini:9: test \"a\": score must be a number, or \"missing\"\n"
        "vikt.ini:10: test \"a\": tolerance = -1 is below 0\n"
        "vikt.ini:11: test \"a\": points: there is no criterion \"rsk\"; did you mean \"risk\"?\n"
        "vikt.ini:11: test \"a\": points: risk must be a number, or \"missing\"\n"
        "vikt.ini:12: test \"a\": actions: there is no action \"cal\"\n"
        "vikt.ini:13: test \"a\": reasons: there is no criterion or scheme \"rsk\"; did you mean "
        "\"risk\"? In INI a text with blanks stands in quotation marks: \"rsk late\"\n"
        "vikt.ini:13: test \"a\": reasons: there is no criterion or scheme \"late\"; in INI a text "
        "with blanks stands in quotation marks: \"late payers are never A\"\n"
        "vikt.ini:15: test \"b\": custmer is not a key of a test; did you mean \"customer\"?\n"
        "vikt.ini:17: test \"c\": customer: \"revenue\" lacks its value\n"
        "vikt.ini:18: test \"c\": previous: \"clas\" is nothing that is known of the run before; "
        "did you mean \"class\"?\n"
        "vikt.ini:18: test \"c\": previous: as_of must be a date such as 2026-05-12\n"
        "vikt.ini:19: test \"c\": as_of = \"today\" is not a date such as 2026-05-12\n"
        "vikt.ini:23: test \"d\": population: two customers have the key \"7\"\n"
        "vikt.ini:25: test \"e\": it has no customer, such as customer = revenue 9000000, "
        "days_late 60\n"
        "vikt.ini:25: test \"e\": it expects nothing, such as class = B or points = risk 2\n");
}

/* Scale: 1 to 5, the type of `started` is left open. */
Test(compile_test, values_fit_their_fields_and_each_other)
{
    EXPECT_WRONG("[field started]\n"
                 "optional = yes\n"
                 "[test a]\n"
                 "customer = potential 5.1, started 2026-05-12\n"
                 "population = potential 5, started soon | started 3\n"
                 "class = A\n"
                 "[test dates]\n"
                 "customer = started 2026-05-12\n"
                 "class = A\n",
                 "vikt.ini:4: test \"a\": customer: potential = 5.1 is off the field's scale, and "
                 "would be missing\n"
                 "vikt.ini:5: test \"a\": population: started is a number here and a text for "
                 "another customer\n"
                 "vikt.ini:7: test \"dates\": it gives a date (started), so it needs the day to "
                 "count from, such as as_of = 2026-05-12\n");
}

Test(compile_test, tests_can_be_removed_and_changed)
{
    folder in = folder_new();
    char ini[256], rules[256];
    vikt_profile_options options = {.ini = folder_file(&in, "vikt.ini", ini),
                                    .rules = folder_file(&in, "rules.ini", rules)};
    vikt_profile *profile = NULL;

    folder_write(&in, "vikt.ini",
                 "[test a]\ncustomer = revenue 1\nclass = A\n"
                 "[test b]\ncustomer = revenue 1\nclass = A\n");
    folder_write(&in, "rules.ini", "[remove test a]\n[test b]\nclass = C\n");
    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, NULL), VIKT_OK);
    cr_assert_eq(profile->test_count, 1);
    cr_assert(text_is(profile->tests[0].name, "b"));
    cr_assert(text_is(profile->tests[0].expectations[0].text, "C"));
    vikt_profile_free(profile);
    folder_done(&in);
}

Test(compile_test, tests_of_an_extended_file_stay_there)
{
    folder in = folder_new();
    char rules[256];
    vikt_profile_options options = {.rules = folder_file(&in, "rules.ini", rules)};
    vikt_profile *profile = NULL;

    folder_write(&in, "base.ini", "[test a]\ncustomer = revenue 1\nclass = A\n");
    folder_write(&in, "rules.ini",
                 "[profile]\nextends = base.ini\n[test b]\ncustomer = revenue 1\nclass = C\n");
    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, NULL), VIKT_OK);
    cr_assert_eq(profile->test_count, 1);
    cr_assert(text_is(profile->tests[0].name, "b"));
    vikt_profile_free(profile);
    folder_done(&in);
}

Test(compile_test, the_twin_in_lua_expects_in_a_table_of_its_own)
{
    folder in = folder_new();
    char path[256], *text = NULL;

    folder_write(&in, "a.ini",
                 "[test a]\n"
                 "customer = revenue 1, potential 2\n"
                 "population = revenue 3, potential 4 | revenue 5\n"
                 "class = B\n"
                 "points = risk missing\n");
    cr_assert_eq(vikt_profile_convert(folder_file(&in, "a.ini", path), NULL, &text, NULL), VIKT_OK);
    cr_assert_not_null(strstr(text, "test \"a\" {\n"
                                    "  customer = { revenue = 1, potential = 2 },\n"
                                    "  population = { { revenue = 3, potential = 4 }, "
                                    "{ revenue = 5 } },\n"
                                    "  expect = { class = \"B\", points = { risk = \"missing\" } "
                                    "},\n"
                                    "}\n"));
    vikt_profile_text_free(text);
    folder_done(&in);
}
