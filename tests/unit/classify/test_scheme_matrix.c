/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

/* y: revenue with a split, x: points of potential >= 4. Cells 1 (high, high), r (revenue), p
 * (potential), 3. */
static vikt_scheme *matrix(help *h, size_t count, const double *revenue, const double *ratings)
{
    vikt_scheme *scheme;

    help_init(h, count);
    help_number(h, "revenue", revenue);
    help_criterion(h, "potential", 1, help_rating(help_number(h, "potential", ratings)));
    scheme = help_scheme(h, "matrix", VIKT_SCHEME_MATRIX, "1rp3", NULL);
    scheme->y = (vikt_axis){.index = 0, .split = VIKT_SPLIT_SHARE, .value = 0.8};
    scheme->x = (vikt_axis){.is_points = true, .split = VIKT_SPLIT_NUMBER, .value = 4};
    return scheme;
}

Test(matrix, high_revenue_is_the_group_that_starts_before_the_share)
{
    /* T 100: 60 (0), 20 (.6), 15 (.8: not before), 5 */
    static const double revenue[] = {60, 20, 15, 5}, ratings[] = {4, 3.99, 5, 1};
    help h;

    matrix(&h, 4, revenue, ratings);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "1rp3");
    cr_assert_eq(h.classes.schemes[0].total, 100);
    cr_assert_eq(h.classes.cuts.count, 1);
    cr_assert(vikt_text_is(h.classes.cuts.items[0].name, "high revenue from"));
    cr_assert_eq(h.classes.cuts.items[0].value, 20);
    help_clear(&h);
}

Test(matrix, ties_with_a_high_customer_are_high)
{
    static const double revenue[] = {20, 20, 20, 20, 20}, ratings[] = {1, 1, 1, 1, 1};
    help h;

    matrix(&h, 5, revenue, ratings);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "rrrrr"); /* the fifth starts at .8 */
    help_clear(&h);
}

Test(matrix, a_missing_potential_is_low_and_flagged_and_a_missing_revenue_no_class)
{
    static const double revenue[] = {90, NAN, -5, 10}, ratings[] = {NAN, 5, 5, NAN};
    const vikt_scheme_result *r;
    help h;

    matrix(&h, 4, revenue, ratings);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "r?p3");
    cr_assert_eq(r->flags[0], VIKT_FLAG_POTENTIAL_MISSING);
    cr_assert_eq(r->flags[3], VIKT_FLAG_POTENTIAL_MISSING);
    cr_assert_eq(r->flags[2], 0);
    cr_assert_eq(r->why[1], VIKT_UNCLASSIFIED_MISSING_VALUE);
    cr_assert_eq(r->outside, -5);
    help_clear(&h);
}

Test(matrix, nothing_to_share_is_no_class)
{
    static const double revenue[] = {0, -1}, ratings[] = {5, 5};
    help h;

    matrix(&h, 2, revenue, ratings);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "??");
    cr_assert_eq(h.classes.schemes[0].why[0], VIKT_UNCLASSIFIED_ALL_ZERO);
    help_clear(&h);
}

static void split(vikt_split_kind kind, double value, const char *expected, double cut)
{
    static const double revenue[] = {10, 20, 30, 40}, ratings[] = {1, 1, 1, 1};
    help h;

    matrix(&h, 4, revenue, ratings)->y = (vikt_axis){.index = 0, .split = kind, .value = value};
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), expected);
    cr_assert_eq(h.classes.cuts.count, isnan(cut) ? 0 : 1);
    if (!isnan(cut))
        cr_assert_eq(h.classes.cuts.items[0].value, cut);
    help_clear(&h);
}

Test(matrix, other_splits_of_an_axis)
{
    split(VIKT_SPLIT_MEDIAN, 0, "33rr", 25);
    split(VIKT_SPLIT_PERCENTILE, 1.0 / 3, "3rrr", 20); /* type 7: 1 + 3/3 = 2nd value */
    split(VIKT_SPLIT_PERCENTILE, 1, "333r", 40);
    split(VIKT_SPLIT_NUMBER, 30, "33rr", NAN);
    split(VIKT_SPLIT_NUMBER, 30.01, "333r", NAN);
}

Test(matrix, points_can_be_split_by_the_median_too)
{
    static const double revenue[] = {1, 1, 1, 1}, ratings[] = {1, 2, 4, 5}; /* median 3 */
    help h;

    matrix(&h, 4, revenue, ratings)->x = (vikt_axis){.is_points = true, .split = VIKT_SPLIT_MEDIAN};
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "rr11");
    cr_assert(vikt_text_is(h.classes.cuts.items[1].name, "high points of potential from"));
    cr_assert_eq(h.classes.cuts.items[1].value, 3);
    help_clear(&h);
}

static size_t warnings_with(size_t low, size_t count)
{
    static double revenue[100], ratings[100];
    size_t warnings;
    help h;

    for (size_t i = 0; i < count; i++) {
        revenue[i] = i < low ? 1 : 1000;
        ratings[i] = 1;
    }
    matrix(&h, count, revenue, ratings)->y =
        (vikt_axis){.index = 0, .split = VIKT_SPLIT_NUMBER, .value = 500};
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    warnings = h.warnings;
    help_clear(&h);
    return warnings;
}

Test(matrix, the_low_cell_should_hold_50_to_85_percent)
{
    cr_assert_eq(warnings_with(9, 20), 1);
    cr_assert_eq(warnings_with(10, 20), 0);
    cr_assert_eq(warnings_with(17, 20), 0);
    cr_assert_eq(warnings_with(18, 20), 1);
    cr_assert_eq(warnings_with(49, 100), 1);
    cr_assert_eq(warnings_with(50, 100), 0);
    cr_assert_eq(warnings_with(85, 100), 0);
    cr_assert_eq(warnings_with(86, 100), 1);
}

static void fails_on_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 5;
    if (row == 1)
        help_fail_row(call, row, "no");
}

Test(matrix, a_failure_on_either_axis_is_no_class)
{
    static const double revenue[] = {90, 90};
    vikt_scheme *scheme;
    vikt_slot slot;
    help h;

    help_init(&h, 2);
    help_number(&h, "revenue", revenue);
    slot = help_script_measure(&h, "m", fails_on_one, NULL);
    help_criterion(&h, "potential", 1, help_rating(slot));
    scheme = help_scheme(&h, "matrix", VIKT_SCHEME_MATRIX, "1rp3", NULL);
    scheme->y = (vikt_axis){.index = 0, .split = VIKT_SPLIT_NUMBER, .value = 1};
    scheme->x = (vikt_axis){.is_points = true, .split = VIKT_SPLIT_NUMBER, .value = 4};
    scheme = help_scheme(&h, "other", VIKT_SCHEME_MATRIX, "1rp3", NULL);
    scheme->y = (vikt_axis){.index = slot, .split = VIKT_SPLIT_NUMBER, .value = 1};
    scheme->x = (vikt_axis){.index = 0, .split = VIKT_SPLIT_NUMBER, .value = 4};
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "1?");
    cr_assert_str_eq(help_classes(&h, 1, true), "1?");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_FAILED);
    cr_assert_eq(h.classes.schemes[1].why[1], VIKT_UNCLASSIFIED_FAILED);
    help_clear(&h);
}
