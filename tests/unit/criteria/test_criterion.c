/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double rated[] = {4, NAN, 2};

/* One criterion over rated, with a policy for missing. */
static const double *points_with(help *h, vikt_missing missing, double number)
{
    vikt_criterion *criterion;

    help_init(h, 3);
    criterion = help_criterion(h, "c", 1, help_rating(help_number(h, "x", rated)));
    criterion->missing = missing;
    criterion->missing_points = number;
    cr_assert_eq(help_judge(h, 1), VIKT_OK);
    return h->points.points[0];
}

Test(criterion, what_stands_in_for_missing_points_is_no_value)
{
    help h;

    cr_assert(isnan(points_with(&h, VIKT_MISSING_SKIP, 0)[1]));
    cr_assert_eq(h.points.valued[0], 1);
    cr_assert_eq(h.points.valued[1], 0);
    help_clear(&h);
    cr_assert_eq(points_with(&h, VIKT_MISSING_WORST, 0)[1], 1);
    cr_assert_eq(h.points.valued[1], 0);
    help_clear(&h);
    cr_assert_eq(points_with(&h, VIKT_MISSING_MIDDLE, 0)[1], 3);
    help_clear(&h);
    cr_assert_eq(points_with(&h, VIKT_MISSING_POINTS, 2.5)[1], 2.5);
    cr_assert_eq(h.points.valued[1], 0);
    cr_assert_eq(h.points.points[0][0], 4);
    cr_assert(h.points.rejected == NULL && h.points.failed == NULL && h.points.used_or == NULL);
    help_clear(&h);
    cr_assert(isnan(points_with(&h, VIKT_MISSING_REJECT, 0)[1]));
    cr_assert(h.points.rejected[1] == 1 && h.points.rejected[0] == 0);
    help_clear(&h);
}

Test(criterion, carry_takes_the_last_runs_points_if_they_are_still_on_the_scale)
{
    static double before[] = {1, 3.5, 1}, best[] = {1, 5, 1}, worst[] = {5, 1, 5};
    static double above[] = {1, 5.01, 1}, below[] = {1, 0.99, 1}, none[] = {1, NAN, 1};
    static double *const tables[] = {before, best, worst, above, below, none, NULL};
    static const double expected[] = {3.5, 5, 1, NAN, NAN, NAN, NAN};

    for (size_t i = 0; i < 7; i++) {
        double *points[] = {tables[i]};
        vikt_criterion *criterion;
        help h;

        help_init(&h, 3);
        h.previous = (vikt_previous){.run_id = 1, .points = points};
        criterion = help_criterion(&h, "c", 1, help_rating(help_number(&h, "x", rated)));
        criterion->missing = VIKT_MISSING_CARRY;
        cr_assert_eq(help_judge(&h, 1), VIKT_OK);
        cr_assert(isnan(expected[i]) ? isnan(h.points.points[0][1])
                                     : h.points.points[0][1] == expected[i]);
        cr_assert_eq(h.points.points[0][0], 4);
        help_clear(&h);
    }
}

Test(criterion, one_that_is_left_out_has_no_points_at_all)
{
    help h;

    help_init(&h, 3);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "x", rated)));
    help_criterion(&h, "d", 1, help_rating(0));
    help_presence(&h);
    h.presence.criteria[0] = false;
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert(h.points.points[0] == NULL);
    cr_assert(h.points.points[1] != NULL);
    cr_assert_eq(h.points.valued[0], 2);
    help_clear(&h);
}

/* ---- or_points ---- */

Test(criterion, or_points_are_for_those_without_a_value)
{
    static const double ratings[] = {4, NAN, NAN}, days[] = {0, 30, NAN};
    static double edges[] = {30, 15, 5, 0};
    vikt_criterion *criterion;
    help h;

    help_init(&h, 3);
    criterion = help_criterion(&h, "risk", 1, help_rating(help_number(&h, "risk", ratings)));
    criterion->has_or = true;
    criterion->or_points = (vikt_scale){.kind = VIKT_SCALE_BANDS,
                                        .slot = help_number(&h, "days", days),
                                        .edges = edges,
                                        .edge_count = 4};
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert_eq(h.points.points[0][0], 4); /* not the 5 of the days */
    cr_assert_eq(h.points.points[0][1], 2);
    cr_assert(isnan(h.points.points[0][2]));
    cr_assert(h.points.used_or[0] == 0 && h.points.used_or[1] == 1 && h.points.used_or[2] == 0);
    cr_assert(h.points.valued[1] == 1 && h.points.valued[2] == 0);
    cr_assert_eq(vikt_criterion_slot(criterion, false), 0);
    cr_assert_eq(vikt_criterion_slot(criterion, true), 1);
    help_clear(&h);
}

Test(criterion, or_points_take_over_when_points_have_no_data)
{
    static const double days[] = {0, 30, NAN};
    vikt_criterion *criterion;
    help h;

    help_init(&h, 3);
    criterion = help_criterion(&h, "risk", 1, help_rating(help_number(&h, "risk", NULL)));
    criterion->has_or = true;
    criterion->or_points = (vikt_scale){
        .kind = VIKT_SCALE_LINEAR, .slot = help_number(&h, "days", days), .worst = 60, .best = 0};
    help_presence(&h);
    h.presence.use_or[0] = true;
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert_eq(h.points.points[0][0], 5);
    cr_assert_eq(h.points.points[0][1], 3);
    cr_assert(h.points.used_or[0] == 1 && h.points.used_or[2] == 0);
    help_clear(&h);
}

/* ---- functions ---- */

static void judge(const vikt_engine_call *call, size_t row)
{
    double x = help_input(call, 0, row);

    if (x == 99)
        help_fail_row(call, row, "no 99s");
    else if (x > 0)
        call->numbers[row] = x;
    call->reason(call->context, row, VIKT_TEXT("because"));
}

static vikt_scale by_function(help *h, help_function *code, vikt_slot slot)
{
    const vikt_slot inputs[] = {slot, VIKT_SLOT_NONE};

    return (vikt_scale){.kind = VIKT_SCALE_FUNCTION,
                        .slot = VIKT_SLOT_NONE,
                        .function = help_add_function(h, "criterion \"f\"", code, inputs)};
}

Test(criterion, a_function_gives_points_reasons_and_failures)
{
    static const double values[] = {2, NAN, 99, 5.5, -1, 5};
    vikt_criterion *criterion;
    help h;

    help_init(&h, 6);
    criterion = help_criterion(&h, "f", 1, by_function(&h, judge, help_number(&h, "x", values)));
    criterion->missing = VIKT_MISSING_WORST;
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert_eq(h.points.points[0][0], 2);
    cr_assert_eq(h.points.points[0][1], 1);  /* input missing: not called, and then the policy */
    cr_assert(isnan(h.points.points[0][2])); /* failed: no policy */
    cr_assert(isnan(h.points.points[0][3])); /* off the scale: failed */
    cr_assert_eq(h.points.points[0][4], 1);  /* gave nothing */
    cr_assert_eq(h.points.points[0][5], 5);
    cr_assert(h.points.failed[2] == 1 && h.points.failed[3] == 1 && h.points.failed[0] == 0);
    cr_assert_eq(h.script.failure_count, 2);
    cr_assert_str_eq(h.script.failures[0].error.message, "no 99s");
    cr_assert_str_eq(h.script.failures[1].error.message, "gave 5.5, which is off the scale 1 to 5");
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 0), "because"));
    cr_assert(help_note(&h.points.reasons[0], 1).at == NULL);
    cr_assert_eq(vikt_criterion_slot(criterion, false), 0);
    help_clear(&h);
}

static void fails_on_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 3;
    if (row == 1)
        help_fail_row(call, row, "no");
}

Test(criterion, a_measure_that_failed_makes_its_criteria_fail)
{
    vikt_slot slot;
    help h;

    help_init(&h, 3);
    slot = help_script_measure(&h, "m", fails_on_one, NULL);
    help_criterion(&h, "native", 1, help_rating(slot))->missing = VIKT_MISSING_MIDDLE;
    help_criterion(&h, "script", 1, by_function(&h, judge, slot));
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert_eq(h.points.failed[1], 3);
    cr_assert_eq(h.points.failed[0], 0);
    cr_assert(isnan(h.points.points[0][1]) && isnan(h.points.points[1][1]));
    help_clear(&h);
}

static void says_or(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 4;
    call->reason(call->context, row, VIKT_TEXT("instead"));
}

Test(criterion, a_function_behind_or_is_asked_for_those_without_points_alone)
{
    static const double values[] = {2, -1, 99, NAN};
    vikt_criterion *criterion;
    help h;

    help_init(&h, 4);
    criterion = help_criterion(&h, "f", 1, by_function(&h, judge, help_number(&h, "x", values)));
    criterion->has_or = true;
    criterion->or_points = (vikt_scale){.kind = VIKT_SCALE_FUNCTION,
                                        .slot = VIKT_SLOT_NONE,
                                        .function = help_add_function(&h, "or", says_or, NULL)};
    cr_assert_eq(help_judge(&h, 1), VIKT_OK);
    cr_assert_eq(h.points.points[0][0], 2);
    cr_assert_eq(h.points.points[0][1], 4);
    cr_assert(isnan(h.points.points[0][2])); /* failed: not saved by or */
    cr_assert_eq(h.points.points[0][3], 4);
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 0), "because"));
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 1), "instead"));
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 3), "instead"));
    help_clear(&h);
}

Test(criterion, the_number_of_workers_changes_no_points)
{
    enum { N = 20000 };
    static double values[N], first[N];

    for (size_t i = 0; i < N; i++)
        values[i] = i % 900 == 7 ? 99 : (double)(i % 6) - 0.5;
    for (unsigned workers = 0; workers < 6; workers++) {
        help h;

        help_init(&h, N);
        help_criterion(&h, "f", 1, by_function(&h, judge, help_number(&h, "x", values)));
        h.profile.lo = 0;
        cr_assert_eq(help_judge(&h, workers), VIKT_OK);
        if (workers == 0)
            memcpy(first, h.points.points[0], sizeof first);
        cr_assert(memcmp(first, h.points.points[0], sizeof first) == 0);
        cr_assert_eq(h.script.failure_count, 23); /* 7, 907, ..., 19807 */
        help_clear(&h);
    }
}
