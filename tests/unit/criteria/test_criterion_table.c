/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

/* x: 1 2 3 missing; three rows: x >= 1, x >= 2, x >= 3 with the points given. */
static void company(help *h, vikt_hit hit, const double points[3])
{
    static const double x[] = {1, 2, 3, NAN};
    static const char *const edges[] = {"1", "2", "3"};
    vikt_decision *decision;

    help_init(h, 4);
    help_number(h, "x", x);
    decision = help_new(h, 1, sizeof *decision);
    decision->hit = hit;
    decision->row_count = 3;
    decision->rows = help_new(h, 3, sizeof *decision->rows);
    decision->inputs = help_new(h, 1, sizeof *decision->inputs);
    decision->input_count = 1;
    decision->failing = help_add_function(h, "criterion \"c\"", NULL, NULL);
    for (size_t i = 0; i < 3; i++) {
        decision->rows[i].points = points[i];
        decision->rows[i].when.text = VIKT_TEXT("x is so");
        help_when(h, &decision->rows[i].when, VIKT_OPERAND_SLOT, 0, VIKT_AT_LEAST, (double)i + 1,
                  edges[i]);
    }
    help_criterion(h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_DECISION_TABLE, .decision = decision});
    cr_assert_eq(help_judge(h, 1), VIKT_OK, "%s", h->err.message);
}

static void expect(help *h, double a, double b, double c)
{
    const double *points = h->points.points[0];

    cr_assert_eq(points[0], a);
    cr_assert_eq(points[1], b);
    cr_assert_eq(points[2], c);
    cr_assert(isnan(points[3]));
    cr_assert_eq(h->points.valued[3], 0);
    cr_assert_str_eq(h->heard, "criterion \"c\": no row of its decision table holds for 1 "
                               "customer, first k00003\n");
}

Test(criterion_table, the_hit_policy_says_which_row_gives_the_points)
{
    static const double points[] = {2, 4, 3};
    help h;

    company(&h, VIKT_HIT_FIRST, points);
    expect(&h, 2, 2, 2);
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 2), "row 1: x is so"));
    help_clear(&h);
    company(&h, VIKT_HIT_PRIORITY, points);
    expect(&h, 2, 4, 4);
    help_clear(&h);
    company(&h, VIKT_HIT_COLLECT_MAX, points);
    expect(&h, 2, 4, 4);
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 2), "row 2: x is so"));
    help_clear(&h);
    company(&h, VIKT_HIT_COLLECT_MIN, (const double[]){4, 2, 3});
    expect(&h, 4, 2, 2);
    help_clear(&h);
}

Test(criterion_table, of_rows_as_good_the_first_is_the_reason)
{
    static const vikt_hit hits[] = {VIKT_HIT_PRIORITY, VIKT_HIT_COLLECT_MIN, VIKT_HIT_COLLECT_MAX};

    for (size_t i = 0; i < 3; i++) {
        help h;

        company(&h, hits[i], (const double[]){3, 3, 3});
        expect(&h, 3, 3, 3);
        cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 2), "row 1: x is so"));
        help_clear(&h);
    }
}

/* 1 + 1.5 = 2.5, and 2.5 more is the top of the scale. */
Test(criterion_table, a_sum_names_its_rows)
{
    help h;

    company(&h, VIKT_HIT_COLLECT_SUM, (const double[]){1, 1.5, 2.5});
    expect(&h, 1, 2.5, 5);
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 0), "row 1: x is so"));
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 1), "rows 1, 2: 1 + 1.5"));
    cr_assert(vikt_text_is(help_note(&h.points.reasons[0], 2), "rows 1, 2, 3: 1 + 1.5 + 2.5"));
    cr_assert_eq(h.script.failure_count, 0);
    help_clear(&h);
}

Test(criterion_table, a_sum_off_the_scale_fails_for_that_customer)
{
    help h;

    company(&h, VIKT_HIT_COLLECT_SUM, (const double[]){0.5, 2, 2.75});
    cr_assert(isnan(h.points.points[0][0]));
    cr_assert_eq(h.points.points[0][1], 2.5);
    cr_assert(isnan(h.points.points[0][2]));
    cr_assert_eq(h.points.failed[0], 1);
    cr_assert_eq(h.points.failed[1], 0);
    cr_assert_eq(h.script.failure_count, 2);
    cr_assert_str_eq(h.script.failures[0].error.message,
                     "the rows that hold add up to 0.5, which is off the scale 1 to 5");
    cr_assert_str_eq(h.script.failures[1].error.message,
                     "the rows that hold add up to 5.25, which is off the scale 1 to 5");
    help_clear(&h);
}

/* 21 x 0.125 = 2.625; 20 rows are shown. */
Test(criterion_table, a_sum_of_many_rows_names_the_first_ones)
{
    static const double x[] = {1};
    vikt_decision_row rows[21] = {{.points = 0}};
    vikt_decision decision = {.hit = VIKT_HIT_COLLECT_SUM, .rows = rows, .row_count = 21};
    help h;

    help_init(&h, 1);
    help_number(&h, "x", x);
    for (size_t i = 0; i < 21; i++)
        rows[i].points = 0.125;
    decision.failing = help_add_function(&h, "criterion \"c\"", NULL, NULL);
    help_criterion(&h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_DECISION_TABLE, .decision = &decision});
    cr_assert_eq(help_judge(&h, 1), VIKT_OK, "%s", h.err.message);
    cr_assert_eq(h.points.points[0][0], 2.625);
    cr_assert(vikt_text_is(
        help_note(&h.points.reasons[0], 0),
        "rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...: 0.125 + "
        "0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + "
        "0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + 0.125 + ..."));
    help_clear(&h);
}
