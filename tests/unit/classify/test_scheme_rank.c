/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static void rank(help *h, vikt_scheme_kind kind, const double *limits, const double *values,
                 size_t count)
{
    help_init(h, count);
    help_number(h, "revenue", values);
    help_scheme(h, "r", kind, "ABC", limits)->slot = 0;
    cr_assert_eq(help_run(h, 1), VIKT_OK);
}

static void expect(vikt_scheme_kind kind, const double *limits, const double *values, size_t count,
                   const char *expected)
{
    help h;

    rank(&h, kind, limits, values, count);
    cr_assert_str_eq(help_classes(&h, 0, true), expected);
    help_clear(&h);
}

static const double shares[] = {0.2, 0.5, 1};

Test(rank, the_best_twenty_and_fifty_percent)
{
    static const double ten[] = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    static const double four[] = {1, 2, 3, 4}; /* ceil(.2 * 4) = 1, ceil(.5 * 4) = 2 */

    expect(VIKT_SCHEME_BY_RANK_SHARE, shares, ten, 10, "AABBBCCCCC");
    expect(VIKT_SCHEME_BY_RANK_SHARE, shares, four, 4, "CCBA");
}

Test(rank, ties_across_the_border_get_the_better_class)
{
    static const double values[] = {9, 8, 8, 8, 5, 5, 5, 1, 1, 0}; /* ranks 1, 2, 5, 8, 10 of 10 */

    expect(VIKT_SCHEME_BY_RANK_SHARE, shares, values, 10, "AAAABBBCCC");
}

Test(rank, missing_customers_do_not_count)
{
    static const double values[] = {NAN, 5, NAN, 4, 3, 2, 1};
    help h;

    rank(&h, VIKT_SCHEME_BY_RANK_SHARE, shares, values, 7); /* n 5: 1 and 3 */
    cr_assert_str_eq(help_classes(&h, 0, true), "?A?BBCC");
    cr_assert_eq(h.classes.schemes[0].why[0], VIKT_UNCLASSIFIED_MISSING_VALUE);
    help_clear(&h);
}

Test(rank, places_are_counted_in_whole_numbers)
{
    /* .6 * 100000 in floating point may be 60000.00000000001, whose ceiling is one too many */
    enum { N = 100000 };
    static double values[N];
    static const double sixty[] = {0.6, 0.9, 1};
    size_t counts[3] = {0, 0, 0};
    help h;

    for (size_t i = 0; i < N; i++)
        values[i] = (double)(N - i);
    rank(&h, VIKT_SCHEME_BY_RANK_SHARE, sixty, values, N);
    for (size_t i = 0; i < N; i++)
        counts[h.classes.schemes[0].raw[i]]++;
    cr_assert_eq(counts[0], 60000);
    cr_assert_eq(counts[1], 30000);
    cr_assert_eq(counts[2], 10000);
    help_clear(&h);
}

Test(rank, top_n_includes_ties_at_n)
{
    static const double limits[] = {2, 4, INFINITY};
    static const double values[] = {9, 8, 8, 7, 6, 5}; /* places 1 2 2 4 5 6 */

    expect(VIKT_SCHEME_BY_RANK, limits, values, 6, "AAABCC");
}

Test(rank, top_n_of_fewer_customers_is_all_of_them)
{
    static const double limits[] = {10, 40, INFINITY};
    static const double values[] = {1, 2};

    expect(VIKT_SCHEME_BY_RANK, limits, values, 2, "AA");
}

Test(rank, customers_behind_the_last_place_are_in_the_last_class)
{
    static const double limits[] = {1, 2, 3};
    static const double values[] = {1, 2, 3, 4, 5};

    expect(VIKT_SCHEME_BY_RANK, limits, values, 5, "CCCBA");
}

Test(rank, by_score_takes_the_scores_and_leaves_out_who_has_none)
{
    static const double ratings[] = {2, 5, NAN, 4, 3};
    help h;

    help_init(&h, 5);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_scheme(&h, "r", VIKT_SCHEME_BY_RANK_SHARE, "ABC", shares)->by_score_order = true;
    cr_assert_eq(help_run(&h, 1), VIKT_OK); /* n 4: 1 and 2 */
    cr_assert_str_eq(help_classes(&h, 0, true), "CA?BC");
    cr_assert_eq(h.classes.schemes[0].why[2], VIKT_UNCLASSIFIED_LOW_COVERAGE);
    help_clear(&h);
}

Test(rank, fixed_amounts_are_reached_at_their_limit)
{
    static const double limits[] = {1e6, 2e5, 0};
    static const double values[] = {1e6, 999999.99, 2e5, 199999, 0, -1, NAN};
    help h;

    rank(&h, VIKT_SCHEME_BY_VALUE, limits, values, 7);
    cr_assert_str_eq(help_classes(&h, 0, true), "ABBCCC?");
    help_near(h.classes.schemes[0].total, 1e6 + 999999.99 + 2e5 + 199999);
    cr_assert_eq(h.classes.schemes[0].outside, -1);
    cr_assert_eq(h.classes.cuts.count, 0); /* nothing hangs on the data */
    help_clear(&h);
}

Test(rank, the_lowest_value_of_each_class_is_kept)
{
    static const double values[] = {10, 20, 30, 40, 50}; /* ceil(.2 * 5) = 1, ceil(.5 * 5) = 3 */
    help h;

    rank(&h, VIKT_SCHEME_BY_RANK_SHARE, shares, values, 5);
    cr_assert_eq(h.classes.cuts.count, 3);
    cr_assert_eq(h.classes.cuts.items[0].value, 50);
    cr_assert_eq(h.classes.cuts.items[1].value, 30);
    cr_assert_eq(h.classes.cuts.items[2].value, 10);
    help_clear(&h);
}

Test(rank, text_is_an_error_that_names_the_scheme)
{
    static const char *const texts[] = {"a"};
    help h;

    help_init(&h, 1);
    help_text(&h, "branch", texts);
    help_scheme(&h, "r", VIKT_SCHEME_BY_RANK_SHARE, "ABC", shares)->slot = 0;
    cr_assert_eq(help_run(&h, 1), VIKT_INPUT);
    cr_assert_str_eq(h.err.message, "scheme \"r\" needs numbers, but \"branch\" holds text");
    help_clear(&h);
}
