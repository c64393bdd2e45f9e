/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

/* Criteria a, b, c with the given weights over fields of ratings, one row a customer. */
static void weigh(help *h, size_t count, const double weights[3], const double *a, const double *b,
                  const double *c)
{
    const double *columns[] = {a, b, c};
    static const char *const names[] = {"a", "b", "c"};

    help_init(h, count);
    for (size_t i = 0; i < 3; i++)
        help_criterion(h, names[i], weights[i], help_rating(help_number(h, names[i], columns[i])));
}

static double contribution_sum(const help *h, size_t row, double weights[VIKT_CRITERIA_MAX])
{
    double sum = 0;

    vikt_score_weights(&h->profile, &h->presence, &h->points, row, weights);
    for (size_t c = 0; c < h->profile.criterion_count; c++)
        if (weights[c] > 0)
            sum += weights[c] * h->points.points[c][row];
    return sum;
}

static const double w[] = {50, 30, 20};

Test(score, is_the_weighted_mean_of_the_points)
{
    /* .5 * 5 + .3 * 3 + .2 * 1 = 3.6; without b: (50 * 4 + 20 * 2) / 70 = 24/7; without any: none
     */
    static const double a[] = {5, 4, NAN}, b[] = {3, NAN, NAN}, c[] = {1, 2, NAN};
    double weights[VIKT_CRITERIA_MAX];
    help h;

    weigh(&h, 3, w, a, b, c);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    help_near(h.score.score[0], 3.6);
    help_near(h.score.score[1], 24.0 / 7);
    cr_assert(isnan(h.score.score[2]));
    cr_assert_eq(h.score.coverage[0], 1);
    cr_assert_eq(h.score.coverage[1], 0.7);
    cr_assert_eq(h.score.coverage[2], 0);
    cr_assert(!h.score.capped);
    for (size_t row = 0; row < 2; row++)
        help_near(contribution_sum(&h, row, weights), h.score.score[row]);
    vikt_score_weights(&h.profile, &h.presence, &h.points, 1, weights);
    help_near(weights[0], 5.0 / 7);
    cr_assert_eq(weights[1], 0);
    help_near(weights[2], 2.0 / 7);
    vikt_score_weights(&h.profile, &h.presence, &h.points, 2, weights);
    cr_assert(weights[0] == 0 && weights[1] == 0 && weights[2] == 0);
    help_clear(&h);
}

Test(score, is_rounded_once)
{
    /* .3 * 5 + .7 * 3 adds up to 3.5999999999999996; 360 / 100 is 3.6. All fours are 4 with any
     * weights. */
    static const double thirds[] = {30, 70, 0}, odd[] = {0.1, 0.7, 1.3};
    static const double a[] = {5, 4}, b[] = {3, 4}, c[] = {NAN, 4};
    help h;

    weigh(&h, 2, thirds, a, b, c);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert_eq(h.score.score[0], 3.6);
    cr_assert_eq(h.score.score[1], 4);
    help_clear(&h);
    weigh(&h, 2, odd, a, b, c);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    help_near(h.score.score[1], 4.0);
    help_clear(&h);
}

Test(score, a_weight_of_zero_is_shown_and_never_counted)
{
    static const double weights[] = {50, 50, 0};
    static const double a[] = {4, NAN}, b[] = {2, NAN}, c[] = {5, 5};
    help h;

    weigh(&h, 2, weights, a, b, c);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert_eq(h.score.score[0], 3);
    cr_assert(isnan(h.score.score[1])); /* only the uncounted one is known */
    cr_assert_eq(h.score.coverage[0], 1);
    cr_assert_eq(h.score.coverage[1], 0);
    help_clear(&h);
}

Test(score, points_by_a_policy_count_but_do_not_cover)
{
    static const double a[] = {5}, b[] = {NAN}, c[] = {NAN};
    help h;

    weigh(&h, 1, w, a, b, c);
    h.profile.criteria[1].missing = VIKT_MISSING_WORST;
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    help_near(h.score.score[0], (50 * 5 + 30 * 1) / 80.0);
    cr_assert_eq(h.score.coverage[0], 0.5);
    help_clear(&h);
}

Test(score, a_criterion_that_is_left_out_lowers_nobodys_coverage)
{
    static const double a[] = {5}, b[] = {3}, c[] = {1};
    help h;

    weigh(&h, 1, w, a, b, c);
    help_presence(&h);
    h.presence.criteria[0] = false;
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    help_near(h.score.score[0], (30 * 3 + 20 * 1) / 50.0);
    cr_assert_eq(h.score.coverage[0], 1);
    help_clear(&h);
}

/* ---- group caps ---- */

static void group(help *h, size_t criterion, size_t number, double cap)
{
    h->profile.groups[number] = (vikt_group){.name = VIKT_TEXT("g"), .cap = cap};
    h->profile.criteria[criterion].group = number;
    if (number >= h->profile.group_count)
        h->profile.group_count = number + 1;
}

static void expect_weights(help *h, size_t row, double a, double b, double c)
{
    double weights[VIKT_CRITERIA_MAX];

    help_near(contribution_sum(h, row, weights), h->score.score[row]);
    help_near(weights[0], a);
    help_near(weights[1], b);
    help_near(weights[2], c);
}

Test(score, a_group_over_its_cap_is_cut_and_the_rest_spread_in_proportion)
{
    /* a, b in a group of 80 %, cap 40 %: a .25, b .15, c takes .6 */
    static const double a[] = {5, 5, NAN}, b[] = {3, NAN, 3}, c[] = {1, 1, 1};
    help h;

    weigh(&h, 3, w, a, b, c);
    group(&h, 0, 0, 0.4);
    group(&h, 1, 0, 0.4);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert(h.score.capped);
    expect_weights(&h, 0, 0.25, 0.15, 0.6);
    expect_weights(&h, 1, 0.4, 0, 0.6); /* 50 of 70 is over 40 % too */
    expect_weights(&h, 2, 0, 0.4, 0.6); /* 30 of 50 */
    help_clear(&h);
}

Test(score, a_group_within_its_cap_is_left_alone)
{
    static const double a[] = {5}, b[] = {3}, c[] = {1};
    help h;

    weigh(&h, 1, w, a, b, c);
    group(&h, 1, 0, 0.3); /* exactly at it */
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert(!h.score.capped);
    expect_weights(&h, 0, 0.5, 0.3, 0.2);
    help_clear(&h);
}

Test(score, spreading_may_lift_another_group_over_its_cap)
{
    /* a .5 cut to .2: b .3 * .8/.5 = .48 over its .4, so b is cut too and c takes .4 */
    static const double a[] = {5}, b[] = {3}, c[] = {1};
    help h;

    weigh(&h, 1, w, a, b, c);
    group(&h, 0, 0, 0.2);
    group(&h, 1, 1, 0.4);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    expect_weights(&h, 0, 0.2, 0.4, 0.4);
    help_clear(&h);
}

Test(score, weights_stay_when_all_of_them_are_in_groups_over_their_caps)
{
    static const double a[] = {5}, b[] = {3}, c[] = {NAN};
    help h;

    weigh(&h, 1, w, a, b, c);
    group(&h, 0, 0, 0.2);
    group(&h, 1, 1, 0.4);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert(!h.score.capped);
    expect_weights(&h, 0, 0.625, 0.375, 0);
    help_clear(&h);
}

/* ---- properties ---- */

Test(score, contributions_add_up_and_better_points_never_lower_it)
{
    enum { N = 216 }; /* all combinations of missing, 1..5 */
    static double a[N], b[N], c[N];
    double weights[VIKT_CRITERIA_MAX];
    help h;

    for (size_t i = 0; i < N; i++) {
        a[i] = i % 6 ? (double)(i % 6) : (double)NAN;
        b[i] = i / 6 % 6 ? (double)(i / 6 % 6) : (double)NAN;
        c[i] = i / 36 % 6 ? (double)(i / 36 % 6) : (double)NAN;
    }
    weigh(&h, N, w, a, b, c);
    group(&h, 0, 0, 0.45);
    cr_assert_eq(help_weigh(&h, 1), VIKT_OK);
    cr_assert(isnan(h.score.score[0]));
    for (size_t i = 1; i < N; i++) {
        double sum = 0;

        help_near(contribution_sum(&h, i, weights), h.score.score[i]);
        for (size_t k = 0; k < 3; k++)
            sum += weights[k];
        help_near(sum, 1.0);
        if (i % 6 > 1) /* the one before has a point less in a */
            cr_assert(h.score.score[i] > h.score.score[i - 1]);
    }
    help_clear(&h);
}
