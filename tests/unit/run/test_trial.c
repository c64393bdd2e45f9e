/* SPDX-License-Identifier: MIT
 *
 * Tests of a profile, run: what goes in, what is held against what comes out.
 */
#include <vikt/test.h>

#include "core/run/tests.h"
#include "tests/unit/profile/profile_helper.h"

/* Bands: 1, 3 and 5 points below 100, from 100 and from 1000. */
#define STATEMENTS                                                                                 \
    "[field key]\n"                                                                                \
    "optional = yes\n"                                                                             \
    "[field revenue]\n"                                                                            \
    "type = number\n"                                                                              \
    "optional = yes\n"                                                                             \
    "[field late]\n"                                                                               \
    "type = number\n"                                                                              \
    "optional = yes\n"                                                                             \
    "[criterion money]\n"                                                                          \
    "weight = 60\n"                                                                                \
    "points = bands revenue 100 1000\n"                                                            \
    "[criterion payment]\n"                                                                        \
    "weight = 40\n"                                                                                \
    "points = linear late worst 40 best 0\n"                                                       \
    "[scheme class]\n"                                                                             \
    "type = by_score\n"                                                                            \
    "classes = A 4, B 2, C 1\n"                                                                    \
    "hysteresis = 0.5\n"

#define MONEY "[profile]\nextends = none\n" STATEMENTS

static vikt_tests *run_tests(const char *text, const char *filter)
{
    folder in = folder_new();
    char path[256];
    vikt_tests *tests = NULL;
    vikt_error error = {0};
    vikt_test_options options = {.rules = folder_file(&in, "rules.ini", path), .filter = filter};

    folder_write(&in, "rules.ini", text);
    cr_assert_eq(vikt_tests_run(&options, NULL, &tests, &error), VIKT_OK, "%s:%ld: %s",
                 error.place.source, error.place.line, error.message);
    folder_done(&in);
    return tests;
}

/* All differences of a test as lines "what: expected, got". */
static const char *differences(const vikt_tests *tests, size_t test, char text[1000])
{
    const vikt_test_result *result = &tests->items[test];
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < result->difference_count; i++)
        length += (size_t)snprintf(text + length, 1000 - length, "%s: %s, %s\n",
                                   result->differences[i].what, result->differences[i].expected,
                                   result->differences[i].got);
    return text;
}

static void expect_differences(const char *profile, const char *expected)
{
    char text[1000];
    vikt_tests *tests = run_tests(profile, NULL);

    cr_assert_eq(tests->items[0].error.code, VIKT_OK, "%s", tests->items[0].error.message);
    cr_assert_str_eq(differences(tests, 0, text), expected);
    cr_assert_eq(vikt_tests_failed(tests), *expected != '\0');
    vikt_tests_free(tests);
}

/* 0.6 x 5 + 0.4 x (1 + 4 x 30 / 40 = 4) = 4.6 */
Test(trial, a_customer_goes_through_all_stages)
{
    expect_differences(MONEY "[action keep]\n"
                             "class = A\n"
                             "text = Keep\n"
                             "[test a]\n"
                             "customer = revenue 1000, late 10\n"
                             "class = A\n"
                             "score = 4.6\n"
                             "points = money 5, payment 4\n"
                             "actions = keep\n",
                       "");
}

Test(trial, everything_that_differs_is_told)
{
    expect_differences(MONEY "[action keep]\n"
                             "class = A\n"
                             "text = Keep\n"
                             "[rule late]\n"
                             "when = late > 5\n"
                             "at_most = B\n"
                             "[test a]\n"
                             "customer = revenue 1000, late 10\n"
                             "class = A\n"
                             "classes = class C\n"
                             "score = missing\n"
                             "points = payment 3\n"
                             "reasons = late, early, payment slow\n"
                             "actions = keep\n",
                       "class: A, B\n"
                       "class in \"class\": C, B\n"
                       "score: missing, 4.6\n"
                       "points of \"payment\": 3, 4\n"
                       "reason: early, late\n"
                       "reason of \"payment\": slow, none\n"
                       "action \"keep\": applies, does not apply\n");
}

Test(trial, score_and_points_may_be_off_by_the_tolerance)
{
    const char *customer = "[test a]\ncustomer = revenue 1000, late 10\n";
    char text[2000];

    snprintf(text, sizeof text, "%s%sscore = 4.605\npoints = payment 3.995\n", MONEY, customer);
    expect_differences(text, "");
    snprintf(text, sizeof text, "%s%sscore = 4.6051\n", MONEY, customer);
    expect_differences(text, "score: 4.6051, 4.6\n");
    snprintf(text, sizeof text, "%s%sscore = 4.7\ntolerance = 0.1\n", MONEY, customer);
    expect_differences(text, "");
    snprintf(text, sizeof text, "%s%sscore = 4.6\ntolerance = 0\n", MONEY, customer);
    expect_differences(text, "");
}

/* An optional field that nobody gives is a column that the data lacks; one that another customer
 * gives is a value that this customer lacks: 60 % of the weight, below the 70 % asked for. */
Test(trial, a_value_is_missing_only_where_somebody_has_one)
{
#define STRICT "[profile]\nextends = none\nmin_coverage = 0.7\n" STATEMENTS
    expect_differences(STRICT "[test a]\ncustomer = revenue 1000\nclass = A\nscore = 5\n", "");
    expect_differences(STRICT "[test a]\n"
                              "customer = revenue 1000\n"
                              "population = late 1\n"
                              "class = A\n"
                              "score = 5\n",
                       "class: A, ? (too_little_known)\n");
}

/* Weight 60 of 100 has no column, and that is more than half. */
Test(trial, too_little_data_gives_no_class)
{
    expect_differences(MONEY "[test a]\ncustomer = late 0\nclass = A\n",
                       "class: A, ? (no scheme has the data that it needs)\n");
}

/* 9 of 100 is a share of 0.09. */
Test(trial, the_others_are_the_population)
{
    expect_differences("[profile]\n"
                       "extends = none\n"
                       "[field revenue]\n"
                       "type = number\n"
                       "[criterion size]\n"
                       "weight = 1\n"
                       "points = share_bands revenue 0.09 0.1\n"
                       "[scheme class]\n"
                       "type = by_rank\n"
                       "field = revenue\n"
                       "classes = A 1, B rest\n"
                       "[test a]\n"
                       "customer = revenue 9\n"
                       "population = revenue 90 | revenue 1\n"
                       "points = size 3\n"
                       "class = B\n",
                       "");
}

Test(trial, customers_stand_in_the_order_of_their_keys)
{
    expect_differences(MONEY "[test a]\n"
                             "customer = key \"z\", revenue 100, late 0\n"
                             "population = key \"a\", revenue 1000, late 40\n"
                             "points = money 3, payment 5\n",
                       "");
}

/* 0.6 x 5 + 0.4 x 2.25 = 3.9 is a B by 0.1; from an A one falls only by 0.5 and more. */
Test(trial, the_run_before_is_known)
{
    const char *customer = "[test a]\ncustomer = revenue 1000, late 27.5\n";
    char text[2000];

    snprintf(text, sizeof text, "%s%sclass = B\n", MONEY, customer);
    expect_differences(text, "");
    snprintf(text, sizeof text, "%s%sprevious = class A, score 4\nclass = A\n", MONEY, customer);
    expect_differences(text, "");
    snprintf(text, sizeof text, "%s%sprevious = classes.class A, score 4\nclass = A\n", MONEY,
             customer);
    expect_differences(text, "");
}

/* 0.6 x 5 + 0.4 x 2 */
Test(trial, points_are_carried_from_the_run_before)
{
    expect_differences("[profile]\nextends = none\n"
                       "[field revenue]\ntype = number\n"
                       "[field late]\ntype = number\n"
                       "[criterion money]\nweight = 60\npoints = bands revenue 100 1000\n"
                       "[criterion payment]\nweight = 40\nmissing = carry\n"
                       "points = linear late worst 40 best 0\n"
                       "[scheme class]\ntype = by_score\nclasses = A 4, B 2, C 1\n"
                       "[test a]\n"
                       "customer = revenue 1000\n"
                       "previous = points.payment 2, as_of 2026-01-01\n"
                       "as_of = 2026-06-30\n"
                       "score = 3.8\n",
                       "");
}

/* From the last of June on there are 30 days to the last of July. */
Test(trial, dates_count_from_the_day_of_the_test)
{
    expect_differences("[profile]\n"
                       "extends = none\n"
                       "[field ordered]\n"
                       "[measure age]\n"
                       "value = days_since ordered\n"
                       "[criterion recent]\n"
                       "weight = 1\n"
                       "points = bands age 31 30\n"
                       "[scheme class]\n"
                       "type = by_score\n"
                       "classes = A 4, B 1\n"
                       "[test a]\n"
                       "customer = ordered 2026-06-30\n"
                       "as_of = 2026-07-30\n"
                       "points = recent 5\n"
                       "[test b]\n"
                       "customer = ordered 2026-06-30\n"
                       "as_of = 2026-07-31\n"
                       "points = recent 3\n",
                       "");
}

/* Criteria 2, steps 3, classes 3, the rule: 9 parts. An A reaches both criteria, step 3, class A:
 * 4; a B by the rule the same and the rule. The population reaches nothing. */
Test(trial, coverage_counts_the_customers_that_are_looked_at)
{
    vikt_tests *tests = run_tests(MONEY "[rule late]\n"
                                        "when = late > 5\n"
                                        "at_most = B\n"
                                        "[test good]\n"
                                        "customer = revenue 1000, late 0\n"
                                        "population = revenue 1, late 40\n"
                                        "class = A\n"
                                        "[test late]\n"
                                        "customer = revenue 1000, late 10\n"
                                        "class = B\n",
                                  NULL);

    cr_assert_eq(vikt_tests_count(tests), 2);
    cr_assert_eq(vikt_tests_failed(tests), 0);
    cr_assert_eq(tests->parts, 9);
    cr_assert_eq(tests->reached, 5);
    cr_assert(vikt_tests_coverage(tests) == 5.0 / 9);
    vikt_tests_free(tests);
}

Test(trial, a_filter_chooses_by_part_of_the_name)
{
    vikt_tests *tests = run_tests(MONEY "[test good payer]\n"
                                        "customer = revenue 1000, late 0\n"
                                        "class = A\n"
                                        "[test late payer]\n"
                                        "customer = revenue 1000, late 0\n"
                                        "class = B\n",
                                  "late");

    cr_assert_eq(vikt_tests_count(tests), 1);
    cr_assert_str_eq(vikt_tests_name(tests, 0), "late payer");
    cr_assert(vikt_tests_has_failed(tests, 0));
    vikt_tests_free(tests);
}

Test(trial, a_filter_that_fits_no_test_is_wrong_use)
{
    folder in = folder_new();
    char path[256];
    vikt_tests *tests = NULL;
    vikt_error error = {0};
    vikt_test_options options = {.rules = folder_file(&in, "rules.ini", path), .filter = "lat"};

    folder_write(&in, "rules.ini", MONEY);
    cr_assert_eq(vikt_tests_run(&options, NULL, &tests, &error), VIKT_USAGE);
    cr_assert_null(tests);
    folder_done(&in);
}

Test(trial, a_profile_without_tests_has_none)
{
    vikt_tests *tests = run_tests(MONEY, NULL);

    cr_assert_eq(vikt_tests_count(tests), 0);
    cr_assert(vikt_tests_coverage(tests) == 0);
    vikt_tests_free(tests);
}

/* 0.6 x 5 + 0.4 x 2 = 3.8, a B that was an A and stays one; key a comes before the customer's. */
Test(trial, the_run_before_knew_the_customer_of_the_test)
{
    expect_differences(MONEY "[test a]\n"
                             "customer = key b, revenue 1000, late 30\n"
                             "population = key a, revenue 5\n"
                             "previous = class A, score 4\n"
                             "class = A\n"
                             "score = 3.8\n",
                       "");
}

Test(trial, one_thing_to_expect_is_enough)
{
    static const char *const lines[] = {"class = A",        "classes = class A", "score = 5",
                                        "points = money 5", "reasons = grow",    "actions = keep"};

    for (size_t i = 0; i < 6; i++) {
        char text[2000];
        vikt_tests *tests;

        snprintf(text, sizeof text,
                 "%s[rule grow]\nwhen = revenue > 1\nexactly = A\n[action keep]\nclass = A\n"
                 "text = Keep\n[test a]\ncustomer = revenue 1000, late 0\n%s\n",
                 MONEY, lines[i]);
        tests = run_tests(text, NULL);
        cr_assert_eq(vikt_tests_failed(tests), 0, "%s", lines[i]);
        vikt_tests_free(tests);
    }
}
