/* SPDX-License-Identifier: MIT */
#include "core/classify/condition.h"

#include "tests/unit/help.h"

/* Who meets a condition, as "yes" rows of a word: 1 and 0. Asked by a rule that says exactly B. */
static void expect(help *h, const char *expected)
{
    char held[16] = "";

    cr_assert_eq(help_run(h, 1), VIKT_OK);
    for (size_t row = 0; row < h->count; row++)
        held[row] = h->classes.rule_held[0] && h->classes.rule_held[0][row] ? '1' : '0';
    cr_assert_str_eq(held, expected);
    help_clear(h);
}

/* Five customers; x: 1 2 3 missing 2, branch, date and yes/no; rule 0 has no condition yet. */
static vikt_condition *company(help *h)
{
    static const double x[] = {1, 2, 3, NAN, 2}, dates[] = {10, 11, 12, NAN, 11};
    static const double truths[] = {1, 0, 1, NAN, 0}, ratings[] = {1, 2, 3, 4, NAN};
    static const char *const branches[] = {"Bygg", "handel", " BYGG ", NULL, "skog"};
    static const double limits[] = {3, 2, 1};

    help_init(h, 5);
    help_number(h, "x", x);
    help_text(h, "branch", branches);
    help_field(h, "date", VIKT_TYPE_DATE, dates);
    help_field(h, "member", VIKT_TYPE_TRUTH, truths);
    help_criterion(h, "c", 1, help_rating(help_number(h, "rating", ratings)));
    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    return &help_rule(h, "r", VIKT_RULE_EXACTLY, "B")->when;
}

static void compare(vikt_operator operator_, const char *expected)
{
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_SLOT, 0, operator_, 2, "2");
    expect(&h, expected);
}

Test(condition, numbers_are_compared_and_missing_ones_never_hold)
{
    compare(VIKT_LESS, "10000");
    compare(VIKT_AT_MOST, "11001");
    compare(VIKT_EQUAL, "01001");
    compare(VIKT_UNEQUAL, "10100");
    compare(VIKT_AT_LEAST, "01101");
    compare(VIKT_GREATER, "00100");
}

Test(condition, texts_are_equal_without_regard_to_case)
{
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_SLOT, 1, VIKT_EQUAL, NAN, "bygg");
    expect(&h, "10100");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_SLOT, 1, VIKT_UNEQUAL, NAN, "bygg");
    expect(&h, "01001");
}

Test(condition, dates_and_truths_are_compared_with_what_is_written)
{
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_SLOT, 2, VIKT_AT_LEAST, NAN, "1970-01-12");
    expect(&h, "01101");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_SLOT, 3, VIKT_EQUAL, NAN, "yes");
    expect(&h, "10100");
}

Test(condition, one_of_several_values_is_enough)
{
    static vikt_literal numbers[] = {{1, {"1", 1}}, {3, {"3", 1}}};
    static vikt_literal words[] = {{NAN, {"bygg", 4}}, {NAN, {"skog", 4}}};
    static vikt_literal dates[] = {{NAN, {"1970-01-11", 10}}, {NAN, {"1970-01-13", 10}}};
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_SLOT, 0, VIKT_ONE_OF, NAN, "");
    when->comparisons[0].choices = numbers;
    when->comparisons[0].choice_count = 2;
    expect(&h, "10100");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_SLOT, 1, VIKT_ONE_OF, NAN, "");
    when->comparisons[0].choices = words;
    when->comparisons[0].choice_count = 2;
    expect(&h, "10101");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_SLOT, 2, VIKT_ONE_OF, NAN, "");
    when->comparisons[0].choices = dates;
    when->comparisons[0].choice_count = 2;
    expect(&h, "10100");
}

Test(condition, all_comparisons_must_hold)
{
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_SLOT, 0, VIKT_AT_LEAST, 2, "2");
    help_when(&h, when, VIKT_OPERAND_SLOT, 1, VIKT_EQUAL, NAN, "handel");
    expect(&h, "01000");
}

Test(condition, points_score_and_coverage_can_be_asked_for)
{
    help h;
    vikt_condition *when = company(&h);

    help_when(&h, when, VIKT_OPERAND_POINTS, 0, VIKT_AT_LEAST, 3, "3");
    expect(&h, "00110");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_SCORE, 0, VIKT_LESS, 3, "3");
    expect(&h, "11000");
    when = company(&h);
    help_when(&h, when, VIKT_OPERAND_COVERAGE, 0, VIKT_LESS, 0.5, "0.5");
    expect(&h, "00001");
}

Test(condition, a_comparison_of_what_is_not_there_does_not_hold)
{
    help h;
    vikt_condition *when;

    help_init(&h, 2);
    help_number(&h, "x", NULL);
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", (const double[]){3, 2, 1});
    when = &help_rule(&h, "r", VIKT_RULE_EXACTLY, "B")->when;
    help_when(&h, when, VIKT_OPERAND_SLOT, 0, VIKT_UNEQUAL, 2, "2");
    expect(&h, "00");
}

static void fails_on_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 3;
    if (row == 1)
        help_fail_row(call, row, "no");
}

Test(condition, over_a_measure_that_failed_it_cannot_be_told)
{
    static const double ratings[] = {3, 3, 3};
    vikt_condition *when;
    vikt_slot slot;
    help h;

    help_init(&h, 3);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    slot = help_script_measure(&h, "m", fails_on_one, NULL);
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", (const double[]){3, 2, 1});
    when = &help_rule(&h, "r", VIKT_RULE_EXACTLY, "B")->when;
    help_when(&h, when, VIKT_OPERAND_SLOT, slot, VIKT_EQUAL, 3, "3");
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "B?B");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_FAILED);
    help_clear(&h);
}

/* No customers: nothing to write to, which memset() must not be told. */
Test(condition, of_nobody_needs_no_memory)
{
    vikt_condition when = {.count = 0};
    vikt_classifier run;
    help h;

    help_init(&h, 0);
    help_number(&h, "x", NULL);
    help_when(&h, &when, VIKT_OPERAND_SLOT, 0, VIKT_UNEQUAL, 2, "2");
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    run = (vikt_classifier){.population = h.population,
                            .points = &h.points,
                            .score = &h.score,
                            .operands = {.population = h.population}};
    cr_assert_eq(vikt_condition_hold(&run, &when, NULL, NULL, NULL, NULL), VIKT_OK);
    help_clear(&h);
}
