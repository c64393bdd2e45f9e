/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

enum { A, B, C };

static const double limits[] = {3.8, 2.6, 1};

/* Ratings 5 3 1 and missing: A B C ?. */
static void company(help *h)
{
    static const double ratings[] = {5, 3, 1, NAN};

    help_init(h, 4);
    help_criterion(h, "c", 1, help_rating(help_number(h, "rating", ratings)));
    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
}

static void decide(help *h, size_t row, size_t scheme, uint8_t class_index)
{
    if (!h->decisions.items)
        h->decisions.items = help_new(h, 8, sizeof *h->decisions.items);
    h->decisions.items[h->decisions.count++] =
        (vikt_manual_decision){.id = (int64_t)h->decisions.count,
                               .row = row,
                               .scheme_number = scheme,
                               .class_index = class_index};
}

Test(manual_decision, outranks_the_scheme_and_is_told_from_it)
{
    help h;

    company(&h);
    decide(&h, 0, 0, C);
    decide(&h, 3, 0, B);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, false), "ABC?"); /* raw stays the scheme's */
    cr_assert_str_eq(help_classes(&h, 0, true), "CBCB");
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_DECIDED);
    cr_assert_eq(h.classes.schemes[0].flags[1], 0);
    cr_assert_eq(h.classes.schemes[0].why[3], VIKT_UNCLASSIFIED_NONE);
    cr_assert_eq(h.classes.decided_count, 2);
    cr_assert_eq(h.classes.decided[0].own, A);
    cr_assert_eq(h.classes.decided[1].own, VIKT_NO_CLASS);
    cr_assert_eq(h.classes.decided[1].decision, &h.decisions.items[1]);
    help_clear(&h);
}

/* The rule makes everybody a C; the engine's own class is the one after it. */
Test(manual_decision, outranks_rules_too)
{
    help h;

    company(&h);
    help_when(&h, &help_rule(&h, "poor", VIKT_RULE_AT_MOST, "C")->when, VIKT_OPERAND_SLOT, 0,
              VIKT_GREATER, 0, "0");
    decide(&h, 1, 0, A);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "CAC?");
    cr_assert_eq(h.classes.decided[0].own, C);
    help_clear(&h);
}

/* Was B at 3.7, is A at 3.85: kept B by the margin, which is what the engine says. */
Test(manual_decision, comes_after_hysteresis)
{
    static const double ratings[] = {3.85};
    uint8_t known[] = {1}, before[] = {B};
    int32_t since[] = {19990};
    double score[] = {3.7};
    uint8_t *classes[] = {before}, *raw[] = {before};
    int32_t *sinces[] = {since};
    help h;

    help_init(&h, 1);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits)->hysteresis = 0.15;
    h.previous = (vikt_previous){.run_id = 1,
                                 .as_of = 19990,
                                 .same_profile = true,
                                 .known = known,
                                 .score = score,
                                 .classes = classes,
                                 .raw = raw,
                                 .since = sinces};
    decide(&h, 0, 0, C);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, false), "A");
    cr_assert_str_eq(help_classes(&h, 0, true), "C");
    cr_assert_eq(h.classes.decided[0].own, B);
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_KEPT | VIKT_FLAG_DECIDED);
    cr_assert_eq(h.classes.schemes[0].since[0], 20000);
    help_clear(&h);
}

Test(manual_decision, of_somebody_or_something_that_is_gone_does_nothing)
{
    help h;

    company(&h);
    decide(&h, VIKT_INDEX_NONE, 0, A);
    decide(&h, 1, VIKT_INDEX_NONE, VIKT_NO_CLASS);
    decide(&h, 2, 0, VIKT_NO_CLASS);
    decide(&h, 2, 0, B);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "ABB?");
    cr_assert_eq(h.classes.decided_count, 1);
    cr_assert_eq(h.classes.decided[0].decision, &h.decisions.items[3]);
    help_clear(&h);
}

Test(manual_decision, is_what_actions_follow)
{
    help h;

    company(&h);
    h.profile.actions[h.profile.action_count++] =
        (vikt_action){.name = VIKT_TEXT("end"), .scheme = 0, .class_name = VIKT_TEXT("C")};
    decide(&h, 0, 0, C);
    decide(&h, 2, 0, A);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert(vikt_action_applies(&h.profile, &h.presence, &h.classes, 0, 0));
    cr_assert_not(vikt_action_applies(&h.profile, &h.presence, &h.classes, 0, 2));
    help_clear(&h);
}
