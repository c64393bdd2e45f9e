/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double *numbers_of(const help *h, vikt_slot slot)
{
    const vikt_column *column = vikt_population_column(h->population, slot);

    cr_assert(column != NULL && column->numbers != NULL);
    return column->numbers;
}

Test(measure, a_sum_takes_what_is_there_and_is_missing_when_nothing_is)
{
    static const double a[] = {1, NAN, NAN, 0.1}, b[] = {2, 5, NAN, 0.2};
    help h;
    vikt_slot x[3], sum;

    help_init(&h, 4);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = VIKT_SLOT_NONE;
    sum = help_measure(&h, "sum", VIKT_MEASURE_SUM, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, sum)[0], 3);
    cr_assert_eq(numbers_of(&h, sum)[1], 5);
    cr_assert(isnan(numbers_of(&h, sum)[2]));
    cr_assert_eq(numbers_of(&h, sum)[3], 0.1 + 0.2);
    help_clear(&h);
}

Test(measure, a_sum_does_not_lose_small_parts_beside_large_ones)
{
    static const double a[] = {1e16}, b[] = {1}, c[] = {-1e16};
    help h;
    vikt_slot x[4], sum;

    help_init(&h, 1);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = help_number(&h, "c", c);
    x[3] = VIKT_SLOT_NONE;
    sum = help_measure(&h, "sum", VIKT_MEASURE_SUM, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, sum)[0], 1);
    help_clear(&h);
}

Test(measure, a_sum_makes_do_without_a_field_that_no_source_has)
{
    static const double a[] = {7};
    help h;
    vikt_slot x[3], sum;

    help_init(&h, 1);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", NULL);
    x[2] = VIKT_SLOT_NONE;
    sum = help_measure(&h, "sum", VIKT_MEASURE_SUM, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, sum)[0], 7);
    help_clear(&h);
}

Test(measure, ratio_difference_and_growth_need_both)
{
    static const double a[] = {6, 6, NAN, 3, 1e300}, b[] = {4, 0, 2, -2, 1e-300};
    help h;
    vikt_slot x[3], ratio, difference, growth;

    help_init(&h, 5);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = VIKT_SLOT_NONE;
    ratio = help_measure(&h, "ratio", VIKT_MEASURE_RATIO, x);
    difference = help_measure(&h, "difference", VIKT_MEASURE_DIFFERENCE, x);
    growth = help_measure(&h, "growth", VIKT_MEASURE_GROWTH, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, ratio)[0], 1.5);
    cr_assert(isnan(numbers_of(&h, ratio)[1])); /* by 0 */
    cr_assert(isnan(numbers_of(&h, ratio)[2]));
    cr_assert_eq(numbers_of(&h, ratio)[3], -1.5);
    cr_assert(isnan(numbers_of(&h, ratio)[4])); /* out of the range of numbers, never infinity */
    cr_assert_eq(numbers_of(&h, difference)[0], 2);
    cr_assert_eq(numbers_of(&h, difference)[1], 6);
    cr_assert(isnan(numbers_of(&h, difference)[2]));
    cr_assert_eq(numbers_of(&h, growth)[0], 0.5); /* (6 - 4) / 4 */
    cr_assert(isnan(numbers_of(&h, growth)[1]));  /* before is 0 */
    cr_assert(isnan(numbers_of(&h, growth)[3]));  /* before is negative */
    help_clear(&h);
}

Test(measure, mix_is_the_effective_number_of_groups)
{
    /* equal groups: as many as there are; one: 1; 50, 25, 25: exp(-(.5 ln .5 + 2 * .25 ln .25)) =
     * exp(1.5 ln 2) = 2^1.5; a negative group counts as 0; nothing bought, or nothing known:
     * missing */
    static const double a[] = {9, 5, 50, 4, 0, NAN}, b[] = {9, 0, 25, 4, 0, NAN},
                        c[] = {9, NAN, 25, -8, -1, NAN};
    help h;
    vikt_slot x[4], mix;

    help_init(&h, 6);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = help_number(&h, "c", c);
    x[3] = VIKT_SLOT_NONE;
    mix = help_measure(&h, "mix", VIKT_MEASURE_MIX, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, mix)[0], 3); /* to the bit: bands begin at whole numbers */
    cr_assert_eq(numbers_of(&h, mix)[1], 1);
    help_near(numbers_of(&h, mix)[2], 2.8284271247461903);
    cr_assert_eq(numbers_of(&h, mix)[3], 2);
    cr_assert(isnan(numbers_of(&h, mix)[4]));
    cr_assert(isnan(numbers_of(&h, mix)[5]));
    help_clear(&h);
}

Test(measure, symmetric_growth_treats_up_and_down_alike)
{
    /* 150 after 100: 2 * 50 / 250 = 0.4; doubled 2 * 1 / 3; halved the same below 0; new 2, lost
     * -2; nothing at all and credits: missing; the largest numbers do not overflow */
    static const double now[] = {150, 2, 1, 80, 0, 0, -1, 5, NAN, 1e308},
                        before[] = {100, 1, 2, 0, 80, 0, 5, -1, 1, 1e308};
    static const double expected[] = {0.4, 2. / 3, -2. / 3, 2, -2};
    help h;
    vikt_slot x[3], growth;

    help_init(&h, 10);
    x[0] = help_number(&h, "now", now);
    x[1] = help_number(&h, "before", before);
    x[2] = VIKT_SLOT_NONE;
    growth = help_measure(&h, "growth", VIKT_MEASURE_SYMMETRIC_GROWTH, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    for (size_t row = 0; row < 5; row++)
        help_near(numbers_of(&h, growth)[row], expected[row]);
    for (size_t row = 5; row < 9; row++)
        cr_assert(isnan(numbers_of(&h, growth)[row]));
    cr_assert_eq(numbers_of(&h, growth)[9], 0);
    help_clear(&h);
}

Test(measure, evenness_goes_from_one_group_to_all_alike)
{
    /* F-07: 500, 300, 200 of three: H = .5 ln 2 + .3 ln(10/3) + .2 ln 5 = 1.029653; / ln 3 =
     * 0.937231; a negative group counts as 0; nothing bought, or nothing known: missing */
    static const double a[] = {9, 500, 7, 4, 0, NAN}, b[] = {9, 300, 0, 4, 0, NAN},
                        c[] = {9, 200, NAN, -8, -1, NAN};
    help h;
    vikt_slot x[4], all, one;

    help_init(&h, 6);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = help_number(&h, "c", c);
    x[3] = VIKT_SLOT_NONE;
    all = help_measure(&h, "all", VIKT_MEASURE_EVENNESS, x);
    x[1] = VIKT_SLOT_NONE;
    one = help_measure(&h, "one", VIKT_MEASURE_EVENNESS, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, all)[0], 1); /* to the bit */
    cr_assert(fabs(numbers_of(&h, all)[1] - 0.937231) < 1e-6);
    cr_assert_eq(numbers_of(&h, all)[2], 0);
    help_near(numbers_of(&h, all)[3], log(2) / log(3));
    cr_assert(isnan(numbers_of(&h, all)[4]));
    cr_assert(isnan(numbers_of(&h, all)[5]));
    cr_assert(isnan(numbers_of(&h, one)[1]));
    help_clear(&h);
}

Test(measure, count_positive_tells_none_from_unknown)
{
    static const double a[] = {1, 0, NAN, NAN}, b[] = {2, -1, 3, NAN};
    help h;
    vikt_slot x[3], count;

    help_init(&h, 4);
    x[0] = help_number(&h, "a", a);
    x[1] = help_number(&h, "b", b);
    x[2] = VIKT_SLOT_NONE;
    count = help_measure(&h, "count", VIKT_MEASURE_COUNT_POSITIVE, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, count)[0], 2);
    cr_assert_eq(numbers_of(&h, count)[1], 0);
    cr_assert_eq(numbers_of(&h, count)[2], 1);
    cr_assert(isnan(numbers_of(&h, count)[3]));
    help_clear(&h);
}

Test(measure, days_since_counts_to_the_as_of_date)
{
    static const double dates[] = {19990, 20000, 20003, NAN}; /* as of 20000 */
    help h;
    vikt_slot x[2] = {0, VIKT_SLOT_NONE}, days;

    help_init(&h, 4);
    x[0] = help_field(&h, "last_order", VIKT_TYPE_DATE, dates);
    days = help_measure(&h, "days", VIKT_MEASURE_DAYS_SINCE, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, days)[0], 10);
    cr_assert_eq(numbers_of(&h, days)[1], 0);
    cr_assert_eq(numbers_of(&h, days)[2], -3);
    cr_assert(isnan(numbers_of(&h, days)[3]));
    help_clear(&h);
}

Test(measure, text_where_numbers_are_needed_is_an_error_that_names_both)
{
    static const char *const texts[] = {"x"};
    help h;
    vikt_slot x[2] = {0, VIKT_SLOT_NONE};

    help_init(&h, 1);
    x[0] = help_text(&h, "branch", texts);
    help_measure(&h, "total", VIKT_MEASURE_SUM, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_INPUT);
    cr_assert(h.population == NULL);
    cr_assert_str_eq(h.err.message,
                     "measure \"total\" needs numbers, but \"branch\" holds values of type text");
    help_clear(&h);
}

/* ---- script measures ---- */

static void mostly_numbers(const vikt_engine_call *call, size_t row)
{
    if (row == 1)
        call->text(call->context, row, VIKT_TEXT("odd"));
    else if (row != 2)
        call->numbers[row] = help_input(call, 0, row) * 10;
}

Test(measure, a_function_that_gives_one_customer_text_fails_for_that_one)
{
    static const double a[] = {1, 2, 3, 4};
    help h;
    vikt_slot x[2] = {0, VIKT_SLOT_NONE}, slot;

    help_init(&h, 4);
    x[0] = help_number(&h, "a", a);
    slot = help_script_measure(&h, "m", mostly_numbers, x);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(numbers_of(&h, slot)[0], 10);
    cr_assert(isnan(numbers_of(&h, slot)[1]));
    cr_assert(isnan(numbers_of(&h, slot)[2])); /* gave nothing: missing, no failure */
    cr_assert(vikt_population_failures(h.population, slot)[1]);
    cr_assert(!vikt_population_failures(h.population, slot)[2]);
    cr_assert_eq(h.script.failure_count, 1);
    cr_assert_str_eq(h.script.failures[0].error.message, "gave text, the others numbers");
    help_clear(&h);
}

static void mostly_text(const vikt_engine_call *call, size_t row)
{
    if (row == 3)
        call->numbers[row] = 3;
    else
        call->text(call->context, row, row == 0 ? VIKT_TEXT("north") : VIKT_TEXT("south"));
}

Test(measure, text_results_make_a_text_column)
{
    help h;
    vikt_slot slot;

    help_init(&h, 4);
    slot = help_script_measure(&h, "region", mostly_text, NULL);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert_eq(vikt_population_column(h.population, slot)->type, VIKT_TYPE_TEXT);
    cr_assert(
        vikt_text_is(vikt_column_text(vikt_population_column(h.population, slot), 0), "north"));
    cr_assert(
        vikt_text_is(vikt_column_text(vikt_population_column(h.population, slot), 2), "south"));
    cr_assert(vikt_column_missing(vikt_population_column(h.population, slot), 3));
    cr_assert_str_eq(h.script.failures[0].error.message, "gave a number, the others text");
    cr_assert(vikt_population_figures(h.population, slot) == NULL);
    help_clear(&h);
}

static void fails_on_row_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = (double)row;
    if (row == 1)
        help_fail_row(call, row, "no");
}

Test(measure, a_failure_is_handed_on_to_measures_that_need_it)
{
    help h;
    vikt_slot x[2] = {0, VIKT_SLOT_NONE}, y[2] = {0, VIKT_SLOT_NONE}, second, third;

    help_init(&h, 3);
    x[0] = help_script_measure(&h, "first", fails_on_row_one, NULL);
    second = help_measure(&h, "second", VIKT_MEASURE_SUM, x);
    y[0] = second;
    third = help_script_measure(&h, "third", mostly_numbers, y);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert(vikt_population_failures(h.population, second)[1]);
    cr_assert(vikt_population_failures(h.population, third)[1]);
    cr_assert(!vikt_population_failures(h.population, third)[0]);
    cr_assert_eq(h.script.failure_count, 1); /* but only one function failed */
    help_clear(&h);
}
