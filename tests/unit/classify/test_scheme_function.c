/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const char *const big_text = "big";

static void segment(const vikt_engine_call *call, size_t row)
{
    double x = help_input(call, 0, row);

    if (x < 0)
        help_fail_row(call, row, "negative");
    else if (x == 7)
        call->text(call->context, row, VIKT_TEXT("bg"));
    else if (x > 0)
        call->text(call->context, row, x > 100 ? vikt_text_of(big_text) : VIKT_TEXT("small"));
    if (x > 100)
        call->reason(call->context, row, VIKT_TEXT("buys a lot"));
}

static void scheme_by_function(help *h, const double *values, size_t count, unsigned workers)
{
    static const vikt_slot inputs[] = {0, VIKT_SLOT_NONE};
    vikt_scheme *scheme;

    help_init(h, count);
    help_number(h, "x", values);
    scheme = help_scheme(h, "segment", VIKT_SCHEME_FUNCTION, "bs", NULL);
    scheme->classes[0] = VIKT_TEXT("big");
    scheme->classes[1] = VIKT_TEXT("small");
    scheme->ordered = false;
    scheme->function = help_add_function(h, "scheme \"segment\"", segment, inputs);
    cr_assert_eq(help_run(h, workers), VIKT_OK);
}

Test(scheme_function, gives_classes_reasons_and_nothing)
{
    static const double values[] = {200, 50, 0, NAN, -1, 7, 300};
    const vikt_scheme_result *r;
    help h;

    scheme_by_function(&h, values, 7, 1);
    r = &h.classes.schemes[0];
    cr_assert_str_eq(help_classes(&h, 0, true), "bs????b");
    cr_assert_eq(r->why[0], VIKT_UNCLASSIFIED_NONE);
    cr_assert_eq(r->why[2], VIKT_UNCLASSIFIED_MISSING_VALUE); /* gave nothing */
    cr_assert_eq(r->why[3], VIKT_UNCLASSIFIED_MISSING_VALUE); /* was not asked */
    cr_assert_eq(r->why[4], VIKT_UNCLASSIFIED_FAILED);
    cr_assert_eq(r->why[5], VIKT_UNCLASSIFIED_FAILED);
    cr_assert(vikt_text_is(help_note(&r->reasons, 6), "buys a lot"));
    cr_assert(help_note(&r->reasons, 1).at == NULL);
    help_clear(&h);
}

Test(scheme_function, a_text_that_is_no_class_fails_with_the_nearest_name)
{
    static const double values[] = {7};
    help h;

    scheme_by_function(&h, values, 1, 1);
    cr_assert_eq(h.script.failure_count, 1);
    cr_assert_str_eq(h.script.failures[0].error.message,
                     "gave \"bg\", which is not a class of scheme \"segment\" (big, small); "
                     "did you mean \"big\"?");
    cr_assert_eq(h.script.failures[0].error.place.line, 7);
    help_clear(&h);
}

Test(scheme_function, the_number_of_workers_changes_nothing)
{
    enum { N = 30000 };
    static double values[N];
    static uint8_t first[N];

    for (size_t i = 0; i < N; i++)
        values[i] = i % 400 == 3 ? -1 : (double)(i % 250) + 0.5;
    for (unsigned workers = 0; workers < 6; workers++) {
        help h;

        scheme_by_function(&h, values, N, workers);
        if (workers == 0)
            memcpy(first, h.classes.schemes[0].raw, N);
        cr_assert(memcmp(first, h.classes.schemes[0].raw, N) == 0);
        help_clear(&h);
    }
}

static void fails_on_one(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 3;
    if (row == 1)
        help_fail_row(call, row, "no");
}

static void reads_result(const vikt_engine_call *call, size_t row)
{
    cr_assert(call->data->score != NULL && call->data->points != NULL);
    cr_assert(vikt_text_is(call->data->class_of(call->data->classes, 0, row), "?"));
    call->text(call->context, row, call->data->score[row] >= 3 ? VIKT_TEXT("A") : VIKT_TEXT("B"));
}

Test(scheme_function, one_that_reads_results_has_no_class_where_a_criterion_failed)
{
    static const double ratings[] = {4, 4, 2};
    vikt_scheme *scheme;
    help h;

    help_init(&h, 3);
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_criterion(&h, "f", 0,
                   (vikt_scale){.kind = VIKT_SCALE_FUNCTION,
                                .slot = VIKT_SLOT_NONE,
                                .function = help_add_function(&h, "f", fails_on_one, NULL)});
    scheme = help_scheme(&h, "s", VIKT_SCHEME_FUNCTION, "AB", NULL);
    scheme->function = help_add_function(&h, "s", reads_result, NULL);
    scheme->function->inputs[0] = (vikt_input){.kind = VIKT_INPUT_RESULT};
    scheme->function->input_count = 1;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(&h, 0, true), "A?B");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_FAILED);
    help_clear(&h);
}
