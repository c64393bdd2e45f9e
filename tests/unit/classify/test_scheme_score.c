/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double limits[] = {3.8, 2.6, 1};

static void by_score(help *h, size_t count, const double *ratings)
{
    help_init(h, count);
    help_criterion(h, "c", 1, help_rating(help_number(h, "rating", ratings)));
    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
}

Test(scheme_score, a_class_is_reached_at_its_threshold)
{
    static const double ratings[] = {5, 3.8, 3.79, 2.6, 2.59, 1};
    help h;

    by_score(&h, 6, ratings);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "AABBCC");
    cr_assert_str_eq(help_classes(&h, 0, false), "AABBCC");
    help_clear(&h);
}

Test(scheme_score, a_score_that_is_on_the_threshold_on_paper_reaches_it)
{
    /* .3 * 5 + .7 * 3 = 3.6 on paper, 3.5999999999999996 in binary */
    static const double a[] = {5}, b[] = {3}, to[] = {3.6, 2, 1};
    help h;

    help_init(&h, 1);
    help_criterion(&h, "a", 30, help_rating(help_number(&h, "a", a)));
    help_criterion(&h, "b", 70, help_rating(help_number(&h, "b", b)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", to);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "A");
    help_clear(&h);
}

Test(scheme_score, thresholds_above_the_foot_of_the_scale_leave_the_rest_in_the_last_class)
{
    static const double ratings[] = {1}, high[] = {5, 4, 3};
    help h;

    help_init(&h, 1);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", high);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "C");
    help_clear(&h);
}

/* 60 % of the weight known is enough, less is not. */
Test(scheme_score, too_little_known_is_no_class)
{
    static const double a[] = {4, NAN, 4}, b[] = {NAN, 4, 4};
    help h;

    help_init(&h, 3);
    help_criterion(&h, "a", 60, help_rating(help_number(&h, "a", a)));
    help_criterion(&h, "b", 40, help_rating(help_number(&h, "b", b)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "A?A");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_LOW_COVERAGE);
    cr_assert_eq(h.score.score[1], 4); /* the score is there all the same */
    help_clear(&h);
}

Test(scheme_score, coverage_of_small_weights_does_not_trip_over_rounding)
{
    /* .1 + .2 of .5 is .6 on paper */
    static const double there[] = {4}, not_there[] = {NAN};
    help h;

    help_init(&h, 1);
    help_criterion(&h, "a", 0.1, help_rating(help_number(&h, "a", there)));
    help_criterion(&h, "b", 0.2, help_rating(help_number(&h, "b", there)));
    help_criterion(&h, "c", 0.2, help_rating(help_number(&h, "c", not_there)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "A");
    help_clear(&h);
}

Test(scheme_score, thin_data_classifies_nobody)
{
    static const double ratings[] = {5, 1};
    help h;

    by_score(&h, 2, ratings);
    help_presence(&h);
    h.presence.thin = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "??");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_THIN_DATA);
    cr_assert_str_eq(vikt_unclassified_word(VIKT_UNCLASSIFIED_THIN_DATA), "thin_data");
    help_clear(&h);
}

Test(scheme_score, reject_and_failure_have_their_own_reasons)
{
    static const double a[] = {5, NAN, 5}, b[] = {4, 4, NAN};
    help h;

    help_init(&h, 3);
    help_criterion(&h, "a", 1, help_rating(help_number(&h, "a", a)))->missing = VIKT_MISSING_REJECT;
    help_criterion(&h, "b", 9, help_rating(help_number(&h, "b", b)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    h.profile.min_coverage = 0;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "A?A");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_REJECTED);
    help_clear(&h);
}

static void fails_on_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 4;
    if (row == 1)
        help_fail_row(call, row, "no");
}

static void with_failing_criterion(help *h, double weight)
{
    static const double ratings[] = {4, 4, 4};

    by_score(h, 3, ratings);
    help_criterion(
        h, "f", weight,
        (vikt_scale){.kind = VIKT_SCALE_FUNCTION,
                     .slot = VIKT_SLOT_NONE,
                     .function = help_add_function(h, "criterion \"f\"", fails_on_one, NULL)});
    cr_assert_eq(help_run(h, 1), VIKT_OK);
}

Test(scheme_score, a_failed_function_costs_the_class_only_where_it_counts)
{
    help h;

    with_failing_criterion(&h, 0.1);
    cr_assert_str_eq(help_classes(&h, 0, true), "A?A");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_FAILED);
    help_clear(&h);
    with_failing_criterion(&h, 0);
    cr_assert_str_eq(help_classes(&h, 0, true), "AAA");
    help_clear(&h);
}

Test(scheme_score, a_scheme_that_is_left_out_has_no_classes)
{
    static const double ratings[] = {5};
    help h;

    by_score(&h, 1, ratings);
    help_presence(&h);
    h.presence.schemes[0] = false;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert(!h.classes.schemes[0].present);
    cr_assert_str_eq(help_classes(&h, 0, true), "?");
    cr_assert_eq(vikt_scheme_meant(&h.presence, 0), VIKT_INDEX_NONE);
    help_clear(&h);
}
