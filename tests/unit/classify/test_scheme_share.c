/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double limits[] = {0.7, 0.9, 1};

/* Classes by cumulative share of the values; options are set on the scheme by the caller before
 * help_run. */
static vikt_scheme *by_share(help *h, const double *values, size_t count)
{
    vikt_scheme *scheme;

    help_init(h, count);
    help_number(h, "revenue", values);
    scheme = help_scheme(h, "abc", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", limits);
    scheme->slot = 0;
    return scheme;
}

static void expect(const double *values, size_t count, vikt_boundary boundary, const char *expected)
{
    const vikt_scheme_result *result;
    const char *classes;
    help h;

    by_share(&h, values, count)->boundary = boundary;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    classes = help_classes(&h, 0, true);
    cr_assert_str_eq(classes, expected);
    result = &h.classes.schemes[0];
    cr_assert_eq(result->last_share[2], 1); /* exactly, always */
    help_clear(&h);
}

/* ---- boundaries ---- */

Test(share, a_customer_exactly_on_the_limit)
{
    /* shares 0-70, 70-90, 90-100: all boundaries agree, no rounding */
    static const double values[] = {70, 20, 10};

    expect(values, 3, VIKT_BOUNDARY_START, "ABC");
    expect(values, 3, VIKT_BOUNDARY_END, "ABC");
    expect(values, 3, VIKT_BOUNDARY_NEAREST, "ABC");
}

Test(share, limits_hold_for_hundredths_too)
{
    static const double values[] = {0.07, 0.02, 0.01};

    expect(values, 3, VIKT_BOUNDARY_START, "ABC");
    expect(values, 3, VIKT_BOUNDARY_END, "ABC");
    expect(values, 3, VIKT_BOUNDARY_NEAREST, "ABC");
}

/* T is 2.6e308, beyond 1.8e308: 0-58 %, 58-96 % crosses 70, 96-100. */
Test(share, a_total_beyond_the_range_of_numbers_has_shares_too)
{
    static const double values[] = {1.5e308, 1e308, 1e307};

    expect(values, 3, VIKT_BOUNDARY_START, "AAC");
    expect(values, 3, VIKT_BOUNDARY_END, "ACC");
}

Test(share, the_crossing_customer_goes_up_by_start_and_down_by_end)
{
    /* 0-50, 50-75 crosses 70, 75-95 crosses 90, 95-100; nearest: 70-50 >= 75-70 up, 90-75 >= 95-90
     * up */
    static const double values[] = {50, 25, 20, 5};

    expect(values, 4, VIKT_BOUNDARY_START, "AABC");
    expect(values, 4, VIKT_BOUNDARY_END, "ABCC");
    expect(values, 4, VIKT_BOUNDARY_NEAREST, "AABC");
}

Test(share, nearest_goes_down_when_most_of_the_customer_is_behind_the_limit)
{
    /* 0-65, 65-85: 70-65 < 85-70 down; 85-100: 90-85 < 100-90 down */
    static const double values[] = {65, 20, 15};

    expect(values, 3, VIKT_BOUNDARY_START, "AAB");
    expect(values, 3, VIKT_BOUNDARY_NEAREST, "ABC");
}

Test(share, nearest_goes_up_when_the_limit_is_right_in_the_middle)
{
    /* 60-80: 70-60 = 80-70 up; 80-91: 90-80 >= 91-90 up; 91-100 */
    static const double values[] = {60, 20, 11, 9};

    expect(values, 4, VIKT_BOUNDARY_NEAREST, "AABC");
}

Test(share, a_single_customer_is_in_the_first_class)
{
    static const double values[] = {5};

    expect(values, 1, VIKT_BOUNDARY_START, "A");
    expect(values, 1, VIKT_BOUNDARY_END, "A"); /* ends at 100 %, but is the first */
    expect(values, 1, VIKT_BOUNDARY_NEAREST, "A");
}

Test(share, one_huge_customer_does_not_pull_the_second_up)
{
    static const double values[] = {95, 3, 2}; /* starts 0, .95, .98 */

    expect(values, 3, VIKT_BOUNDARY_START, "ACC");
    expect(values, 3, VIKT_BOUNDARY_END, "ACC");
}

/* ---- ties ---- */

Test(share, equal_customers_are_all_in_one_class)
{
    static const double values[] = {4, 4, 4, 4, 4};

    expect(values, 5, VIKT_BOUNDARY_START, "AAAAA");
}

Test(share, ties_take_the_class_of_their_first_or_go_by_key)
{
    /* rows by value 40, 20 20 20: starts 0, .4, .6, .8 */
    static const double values[] = {20, 40, 20, 20};
    help h;

    expect(values, 4, VIKT_BOUNDARY_START, "AAAA");
    by_share(&h, values, 4)->ties_by_key = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "AAAB");
    help_clear(&h);
}

/* ---- zero, negative, missing ---- */

Test(share, zero_and_negative_are_last_flagged_and_outside_the_total)
{
    static const double values[] = {70, 0, 20, -30, 10, NAN};
    const vikt_scheme_result *r;
    help h;

    by_share(&h, values, 6);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "ACBCC?");
    cr_assert_eq(r->total, 100);
    cr_assert_eq(r->outside, -30);
    cr_assert_eq(r->flags[1], VIKT_FLAG_NOT_POSITIVE);
    cr_assert_eq(r->flags[3], VIKT_FLAG_NOT_POSITIVE);
    cr_assert_eq(r->flags[4], 0);
    cr_assert_eq(r->why[5], VIKT_UNCLASSIFIED_MISSING_VALUE);
    cr_assert_eq(r->last_share[0], 0.7);
    cr_assert_eq(r->last_share[1], 0.9);
    cr_assert_eq(r->last_share[2], 1);
    help_clear(&h);
}

Test(share, nobody_is_classified_when_there_is_nothing_to_share)
{
    static const double values[] = {0, -5, NAN};
    const vikt_scheme_result *r;
    help h;

    by_share(&h, values, 3);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "???");
    cr_assert_eq(r->why[0], VIKT_UNCLASSIFIED_ALL_ZERO);
    cr_assert_eq(r->why[1], VIKT_UNCLASSIFIED_ALL_ZERO);
    cr_assert_eq(r->why[2], VIKT_UNCLASSIFIED_MISSING_VALUE);
    cr_assert_eq(r->total, 0);
    cr_assert_eq(r->outside, -5);
    cr_assert(r->last_share == NULL);
    cr_assert_str_eq(vikt_unclassified_word(VIKT_UNCLASSIFIED_ALL_ZERO), "all_zero");
    help_clear(&h);
}

Test(share, a_net_base_keeps_the_negative_ones_in_the_curve)
{
    /* T = 80; from the largest: 60 (0-.75), 40 (.75-1.25: the curve passes 100 %), 0, -20 */
    static const double values[] = {60, 40, 0, -20};
    const vikt_scheme_result *r;
    help h;

    by_share(&h, values, 4)->base_net = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "ABCC");
    cr_assert_eq(r->total, 80);
    cr_assert_eq(r->outside, 0);
    cr_assert_eq(r->flags[3], 0);
    cr_assert_eq(r->last_share[0], 0.75);
    cr_assert_eq(r->last_share[1], 1.25);
    cr_assert_eq(r->last_share[2], 1);
    help_clear(&h);
}

Test(share, a_net_total_of_nothing_classifies_nobody)
{
    static const double values[] = {10, -10};
    help h;

    by_share(&h, values, 2)->base_net = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "??");
    help_clear(&h);
}

/* ---- in the order of the score ---- */

Test(share, customers_can_be_taken_by_score)
{
    /* by score: row 2 (30 of 100), row 0 (50: .3-.8), row 1 (20: .8-1); row 3 has no score */
    static const double values[] = {50, 20, 30, 99}, ratings[] = {3, 2, 5, NAN};
    const vikt_scheme_result *r;
    vikt_scheme *scheme;
    help h;

    scheme = by_share(&h, values, 4);
    scheme->by_score_order = true;
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "ABA?");
    cr_assert_eq(r->why[3], VIKT_UNCLASSIFIED_LOW_COVERAGE);
    cr_assert_eq(r->total, 100);
    cr_assert_eq(r->last_share[0], 0.8);
    cr_assert_eq(r->last_share[1], 1);
    cr_assert_eq(r->last_share[2], 1);
    help_clear(&h);
}

Test(share, taken_by_score_ties_go_by_value_and_zero_keeps_its_place)
{
    /* score 5: row 1 (60), row 0 (20), row 2 (0); then row 3 (20: .8-1): ties in score alone are no
     * ties */
    static const double values[] = {20, 60, 0, 20}, ratings[] = {5, 5, 5, 2};
    const vikt_scheme_result *r;
    help h;

    by_share(&h, values, 4)->by_score_order = true;
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "AABB"); /* 0-.6, .6-.8, .8-.8, .8-1 */
    cr_assert_eq(r->flags[2], 0);
    cr_assert_eq(r->last_share[0], 0.8);
    cr_assert_eq(r->last_share[1], 1);
    help_clear(&h);
}

Test(share, thin_data_classifies_nobody_by_score_order)
{
    static const double values[] = {50, 20}, ratings[] = {3, 2};
    help h;

    by_share(&h, values, 2)->by_score_order = true;
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_presence(&h);
    h.presence.thin = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "??");
    cr_assert_eq(h.classes.schemes[0].why[0], VIKT_UNCLASSIFIED_THIN_DATA);
    help_clear(&h);
}

/* ---- what is kept ---- */

Test(share, the_lowest_value_of_each_class_is_kept)
{
    static const double values[] = {70, 20, 10, 0};
    static const char *const names[] = {"A from", "B from", "C from"};
    help h;

    by_share(&h, values, 4);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_eq(h.classes.cuts.count, 3);
    for (size_t k = 0; k < 3; k++) {
        cr_assert(vikt_text_is(h.classes.cuts.items[k].name, names[k]));
        cr_assert(vikt_text_is(h.classes.cuts.items[k].statement, "scheme \"abc\""));
        cr_assert_eq(h.classes.cuts.items[k].value, values[k]);
    }
    help_clear(&h);
}

/* ---- properties ---- */

enum { N = 3000 };

static void fill(double *values, double unit)
{
    uint32_t state = 7;

    for (size_t i = 0; i < N; i++) {
        state = state * 1664525U + 1013904223U;
        values[i] = state >> 27 == 0 ? -3 : nearbyint(exp((double)(state >> 20) / 400) * 100) / 100;
        values[i] *= unit;
    }
}

Test(share, scaling_all_money_leaves_shares_and_classes_alone)
{
    static const double units[] = {1, 100, 0.125, 9.37, 1e-9, 1e12};
    static double values[N];
    static uint8_t first[N];
    double shares[3] = {0, 0, 0};

    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        help h;

        fill(values, units[u]);
        by_share(&h, values, N);
        cr_assert_eq(help_run(&h, 1), VIKT_OK);
        if (u == 0) {
            memcpy(first, h.classes.schemes[0].raw, N);
            memcpy(shares, h.classes.schemes[0].last_share, sizeof shares);
        }
        cr_assert(memcmp(first, h.classes.schemes[0].raw, N) == 0);
        for (size_t k = 0; k < 3; k++)
            help_near(shares[k], h.classes.schemes[0].last_share[k]);
        cr_assert_eq(h.classes.schemes[0].last_share[2], 1);
        help_clear(&h);
    }
}

Test(share, better_values_never_have_a_worse_class_and_everybody_has_one)
{
    static double values[N];
    size_t counts[3] = {0, 0, 0};
    const uint8_t *classes;
    help h;

    fill(values, 1);
    by_share(&h, values, N);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    classes = h.classes.schemes[0].raw;
    for (size_t i = 0; i < N; i++) {
        counts[classes[i]]++;
        for (size_t j = 0; j < N; j += 7)
            cr_assert(!(values[i] >= values[j]) || classes[i] <= classes[j]);
    }
    cr_assert_eq(counts[0] + counts[1] + counts[2], N);
    cr_assert(counts[0] > 0 && counts[1] > 0 && counts[2] > 0);
    help_clear(&h);
}
