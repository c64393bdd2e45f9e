/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double limits[] = {3.8, 2.6, 1};

/* Customers with ratings 5 3 1 and missing: A B C ?; field "late" is slot 1. */
static void company(help *h, const double *late)
{
    static const double ratings[] = {5, 3, 1, NAN};

    help_init(h, 4);
    help_criterion(h, "c", 1, help_rating(help_number(h, "rating", ratings)));
    help_number(h, "late", late);
    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
}

static vikt_rule *late_rule(help *h, const char *name, vikt_rule_kind kind, const char *class_name)
{
    vikt_rule *rule = help_rule(h, name, kind, class_name);

    help_when(h, &rule->when, VIKT_OPERAND_SLOT, 1, VIKT_GREATER, 45, "45");
    return rule;
}

static void expect(vikt_rule_kind kind, const char *class_name, const char *expected)
{
    static const double late[] = {46, 99, 50, 60};
    help h;

    company(&h, late);
    late_rule(&h, "r", kind, class_name);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, false), "ABC?"); /* raw is the scheme's alone */
    cr_assert_str_eq(help_classes(&h, 0, true), expected);
    cr_assert_eq(h.warnings, 0);
    help_clear(&h);
}

Test(rule, at_most_at_least_and_exactly)
{
    expect(VIKT_RULE_AT_MOST, "B", "BBC?");
    expect(VIKT_RULE_AT_LEAST, "B", "ABB?");
    expect(VIKT_RULE_EXACTLY, "B", "BBBB"); /* even of none */
    expect(VIKT_RULE_AT_MOST, "A", "ABC?");
    expect(VIKT_RULE_AT_LEAST, "C", "ABC?");
}

Test(rule, only_those_who_meet_the_condition_are_moved)
{
    static const double late[] = {45, 46, NAN, 46};
    help h;

    company(&h, late);
    late_rule(&h, "late", VIKT_RULE_EXACTLY, "C");
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "ACCC");
    cr_assert(h.classes.rule_held[0][0] == 0 && h.classes.rule_held[0][1] == 1);
    cr_assert_eq(h.classes.rule_held[0][2], 0); /* missing: the condition does not hold */
    cr_assert_eq(h.classes.schemes[0].rule[0], 0);
    cr_assert_eq(h.classes.schemes[0].rule[1], 1);
    cr_assert_eq(h.classes.schemes[0].rule[2], 0);
    cr_assert_eq(h.classes.schemes[0].why[3], VIKT_UNCLASSIFIED_NONE);
    help_clear(&h);
}

Test(rule, one_that_nobody_meets_leaves_nothing_behind)
{
    static const double late[] = {0, 0, 0, 0};
    help h;

    company(&h, late);
    late_rule(&h, "late", VIKT_RULE_EXACTLY, "C");
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert(h.classes.rule_held[0] == NULL);
    cr_assert(h.classes.schemes[0].rule == NULL);
    help_clear(&h);
}

Test(rule, the_later_of_two_that_contradict_counts_and_one_warning_names_both)
{
    static const double late[] = {50, 50, 0, 50};
    help h;

    company(&h, late);
    late_rule(&h, "good", VIKT_RULE_AT_LEAST, "A");
    late_rule(&h, "bad", VIKT_RULE_AT_MOST, "B");
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "BBC?");
    cr_assert_eq(h.warnings, 1);
    cr_assert_str_eq(h.heard, "rule \"bad\" contradicts rule \"good\" for 2 customers, and as the "
                              "later one counts\n");
    cr_assert_eq(h.classes.schemes[0].rule[0], 2);
    help_clear(&h);
}

Test(rule, two_that_can_both_be_met_are_no_contradiction)
{
    static const double late[] = {50, 50, 50, 50};

    for (int floor_first = 0; floor_first < 2; floor_first++) {
        help h;

        company(&h, late);
        late_rule(&h, "one", floor_first ? VIKT_RULE_AT_LEAST : VIKT_RULE_AT_MOST, "B");
        late_rule(&h, "other", floor_first ? VIKT_RULE_AT_MOST : VIKT_RULE_AT_LEAST, "B");
        cr_assert_eq(help_run(&h, 1), VIKT_OK);
        cr_assert_str_eq(help_classes(&h, 0, true), "BBB?");
        cr_assert_eq(h.warnings, 0);
        help_clear(&h);
    }
}

Test(rule, a_class_of_another_scheme_can_be_meant)
{
    static const double late[] = {50, 0, 0, 0};
    help h;

    company(&h, late);
    help_scheme(&h, "other", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    late_rule(&h, "late", VIKT_RULE_EXACTLY, "C")->scheme = 1;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "ABC?");
    cr_assert_str_eq(help_classes(&h, 1, true), "CBC?");
    help_clear(&h);
}

Test(rule, without_a_scheme_the_runs_primary_one_is_meant)
{
    static const double late[] = {50, 0, 0, 0};
    help h;

    company(&h, late);
    help_scheme(&h, "other", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    late_rule(&h, "late", VIKT_RULE_EXACTLY, "C");
    help_presence(&h);
    h.presence.primary = 1;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "ABC?");
    cr_assert_str_eq(help_classes(&h, 1, true), "CBC?");
    help_clear(&h);
}

Test(rule, one_that_is_left_out_or_speaks_of_an_unknown_class_does_nothing)
{
    static const double late[] = {50, 50, 50, 50};
    help h;

    company(&h, late);
    late_rule(&h, "out", VIKT_RULE_EXACTLY, "C");
    late_rule(&h, "unknown", VIKT_RULE_EXACTLY, "Z");
    help_presence(&h);
    h.presence.rules[0] = false;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "ABC?");
    help_clear(&h);
}

Test(rule, hysteresis_never_keeps_a_class_that_a_rule_forbids)
{
    static const double late[] = {0, 46, 0, 0}, was[] = {5, 3.7, 1, NAN};
    static uint8_t known[] = {1, 1, 1, 1}, before[] = {0, 0, 2, VIKT_NO_CLASS};
    static double score[] = {5, 3.9, 1, NAN};
    uint8_t *by_scheme[] = {before};
    help h;

    help_init(&h, 4);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", was)));
    help_number(&h, "late", late);
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits)->hysteresis = 0.15;
    h.previous = (vikt_previous){.run_id = 1,
                                 .as_of = 19990,
                                 .same_profile = true,
                                 .known = known,
                                 .score = score,
                                 .classes = by_scheme,
                                 .raw = by_scheme};
    late_rule(&h, "late payers are never A", VIKT_RULE_AT_MOST, "B");
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_eq(h.classes.schemes[0].flags[1], VIKT_FLAG_KEPT); /* kept A first */
    cr_assert_str_eq(help_classes(&h, 0, true), "ABC?");
    help_clear(&h);
}

/* ---- functions ---- */

static void sees_classes(const vikt_engine_call *call, size_t row)
{
    vikt_text name = call->data->class_of(call->data->classes, call->data->primary, row);

    if (row == 2)
        help_fail_row(call, row, "no");
    else
        call->numbers[row] = vikt_text_is(name, "A");
}

Test(rule, functions_see_the_classes_before_any_rule)
{
    static const double late[] = {50, 0, 0, 0};
    help h;

    company(&h, late);
    late_rule(&h, "first", VIKT_RULE_EXACTLY, "C");
    help_rule(&h, "second", VIKT_RULE_AT_LEAST, "B")->when.function =
        help_add_function(&h, "rule \"second\"", sees_classes, NULL);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_eq(help_classes(&h, 0, true)[0], 'B'); /* it was A when the second was asked */
    cr_assert_eq(h.classes.rule_held[1][0], 1);
    help_clear(&h);
}

Test(rule, whoever_a_rule_failed_for_has_no_class)
{
    static const double late[] = {0, 0, 0, 0};
    help h;

    company(&h, late);
    help_rule(&h, "r", VIKT_RULE_AT_MOST, "B")->when.function =
        help_add_function(&h, "rule \"r\"", sees_classes, NULL);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "BB??");
    cr_assert_str_eq(help_classes(&h, 0, false), "ABC?");
    cr_assert_eq(h.classes.schemes[0].why[2], VIKT_UNCLASSIFIED_FAILED);
    cr_assert_eq(h.classes.schemes[0].why[3], VIKT_UNCLASSIFIED_LOW_COVERAGE); /* as before */
    help_clear(&h);
}

/* Row 2 is C by the first rule, then the second cannot be asked: the first says nothing of a class
 * that is not there. */
Test(rule, a_class_that_is_taken_away_has_no_rule_behind_it)
{
    static const double late[] = {50, 0, 50, 0};
    help h;

    company(&h, late);
    late_rule(&h, "first", VIKT_RULE_AT_LEAST, "B");
    help_rule(&h, "second", VIKT_RULE_AT_MOST, "B")->when.function =
        help_add_function(&h, "rule \"second\"", sees_classes, NULL);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "BB??");
    cr_assert_eq(h.classes.schemes[0].why[2], VIKT_UNCLASSIFIED_FAILED);
    cr_assert_eq(h.classes.schemes[0].rule[2], 0);
    cr_assert_eq(h.classes.schemes[0].rule[0], 2);
    help_clear(&h);
}
