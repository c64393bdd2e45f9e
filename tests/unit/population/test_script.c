/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

enum { MANY = 5 * 8192 + 100 }; /* six chunks */

/* Something of everything: numbers, missing, text, reasons, failures, printed lines. */
static void busy(const vikt_engine_call *call, size_t row)
{
    char text[40];

    snprintf(text, sizeof text, "row %zu", row);
    call->numbers[row] = (double)(row % 7);
    if (row % 1000 == 5)
        call->numbers[row] = NAN;
    if (row % 500 == 1)
        call->text(call->context, row, vikt_text_of(text));
    if (row % 700 == 2)
        call->reason(call->context, row, vikt_text_of(text));
    if (row % 4000 == 3)
        help_fail_row(call, row, "went wrong");
    if (row % 900 == 4)
        call->printed(call->context, row, vikt_text_of(text));
}

typedef struct outcome {
    double numbers[MANY];
    uint8_t failed[MANY];
    vikt_notes texts, reasons;
} outcome;

static vikt_code call_all(help *h, help_function *code, unsigned workers, outcome *out)
{
    vikt_engine_data data = {.profile = &h->profile, .count = h->count};
    vikt_function *function = help_add_function(h, "criterion \"busy\"", code, NULL);

    memset(out, 0, sizeof *out);
    vikt_script_init(&h->script, &h->profile, workers, &h->arena);
    return vikt_script_call(&h->script, function, VIKT_WANT_POINTS, &data,
                            &(vikt_script_rows){.numbers = out->numbers,
                                                .texts = &out->texts,
                                                .reasons = &out->reasons,
                                                .failed = out->failed},
                            &h->err);
}

static void same_notes(const vikt_notes *a, const vikt_notes *b)
{
    cr_assert_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        cr_assert_eq(a->items[i].row, b->items[i].row);
        cr_assert(vikt_text_equal(a->items[i].text, b->items[i].text));
    }
}

static void same_as_one_worker(unsigned workers)
{
    static outcome one, many;
    help a, b;

    help_init(&a, MANY);
    help_init(&b, MANY);
    cr_assert_eq(call_all(&a, busy, 1, &one), VIKT_OK);
    cr_assert_eq(call_all(&b, busy, workers, &many), VIKT_OK);
    cr_assert(memcmp(one.numbers, many.numbers, sizeof one.numbers) == 0);
    cr_assert(memcmp(one.failed, many.failed, sizeof one.failed) == 0);
    same_notes(&one.texts, &many.texts);
    same_notes(&one.reasons, &many.reasons);
    same_notes(&a.script.printed, &b.script.printed);
    cr_assert_eq(a.script.failure_count, 11); /* rows 3, 4003, ..., 40003 */
    cr_assert_eq(b.script.failure_count, 11);
    for (size_t i = 0; i < 11; i++)
        cr_assert_eq(b.script.failures[i].row, 3 + 4000 * i);
    help_clear(&a);
    help_clear(&b);
}

Test(script, the_number_of_workers_changes_nothing)
{
    same_as_one_worker(0);
    same_as_one_worker(2);
    same_as_one_worker(5);
}

Test(script, a_failed_row_is_missing_and_keeps_its_place_and_message)
{
    static outcome out;
    help h;

    help_init(&h, 10);
    cr_assert_eq(call_all(&h, busy, 1, &out), VIKT_OK);
    cr_assert_eq(h.script.failure_count, 1);
    cr_assert_eq(h.script.failures[0].row, 3);
    cr_assert_str_eq(h.script.failures[0].function->what, "criterion \"busy\"");
    cr_assert_eq(h.script.failures[0].error.place.line, 7);
    cr_assert_str_eq(h.script.failures[0].error.message, "went wrong");
    cr_assert_eq(h.script.struck_rows, 10); /* at once, not again for each failure */
    cr_assert(isnan(out.numbers[3]) && out.failed[3] == 1 && out.failed[4] == 0);
    cr_assert(vikt_text_is(help_note(&h.script.printed, 4), "criterion \"busy\": row 4"));
    help_clear(&h);
}

static void always_fails(const vikt_engine_call *call, size_t row)
{
    vikt_error why = {.code = VIKT_OK};

    (void)vikt_fail(&why, VIKT_PROFILE, vikt_place_of("rules.lua", 9, 0), "no luck with %zu", row);
    (void)call->failed(call->context, row, &why);
}

Test(script, as_many_failures_as_allowed_are_no_error_and_one_more_is)
{
    static outcome out;
    help h;

    help_init(&h, 4);
    h.profile.max_failures = 4;
    cr_assert_eq(call_all(&h, always_fails, 1, &out), VIKT_OK);
    cr_assert_eq(h.script.failure_count, 4);
    help_clear(&h);
    help_init(&h, 5);
    h.profile.max_failures = 4;
    cr_assert_eq(call_all(&h, always_fails, 1, &out), VIKT_LIMIT);
    cr_assert_eq(h.err.code, VIKT_LIMIT);
    cr_assert_str_eq(h.err.message, "more than 4 customers failed (max_failures); the first in "
                                    "criterion \"busy\": no luck with 0");
    cr_assert_eq(h.err.place.line, 9);
    help_clear(&h);
}

Test(script, the_limit_counts_customers_not_failures)
{
    static outcome out;
    vikt_engine_data data;
    vikt_function *again;
    help h;

    help_init(&h, 4);
    h.profile.max_failures = 4;
    cr_assert_eq(call_all(&h, always_fails, 1, &out), VIKT_OK);
    data = (vikt_engine_data){.profile = &h.profile, .count = h.count};
    again = help_add_function(&h, "rule \"x\"", always_fails, NULL);
    cr_assert_eq(vikt_script_call(&h.script, again, VIKT_WANT_TRUTH, &data,
                                  &(vikt_script_rows){.numbers = out.numbers}, &h.err),
                 VIKT_OK); /* the same four */
    cr_assert_eq(h.script.failure_count, 8);
    cr_assert_eq(h.script.struck_count, 4);
    help_clear(&h);
}

Test(script, the_error_over_the_limit_does_not_depend_on_workers)
{
    static outcome out;

    for (unsigned workers = 0; workers < 6; workers++) {
        help h;

        help_init(&h, MANY);
        h.profile.max_failures = 9000; /* more than a chunk has rows */
        cr_assert_eq(call_all(&h, always_fails, workers, &out), VIKT_LIMIT);
        cr_assert_str_eq(h.err.message, "more than 9000 customers failed (max_failures); the "
                                        "first in criterion \"busy\": no luck with 0");
        help_clear(&h);
    }
}

static void doubles_row(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 2 * (double)row;
}

Test(script, rows_that_are_not_asked_keep_what_they_had)
{
    static const uint8_t only[] = {0, 1, 1, 0, 0, 1};
    static const double expected[] = {-1, 2, 4, -1, -1, 10};
    double numbers[] = {-1, -1, -1, -1, -1, -1};
    vikt_function *function;
    vikt_engine_data data;
    help h;

    help_init(&h, 6);
    data = (vikt_engine_data){.profile = &h.profile, .count = 6};
    function = help_add_function(&h, "x", doubles_row, NULL);
    vikt_script_init(&h.script, &h.profile, 1, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, function, VIKT_WANT_POINTS, &data,
                                  &(vikt_script_rows){.only = only, .numbers = numbers}, &h.err),
                 VIKT_OK);
    for (size_t row = 0; row < 6; row++)
        cr_assert_eq(numbers[row], expected[row]);
    help_clear(&h);
}

Test(script, failures_found_later_go_where_they_belong_by_row)
{
    static outcome out;
    vikt_error why = {.code = VIKT_OK};
    help h;

    help_init(&h, 10);
    cr_assert_eq(call_all(&h, busy, 1, &out), VIKT_OK); /* row 3 */
    (void)vikt_fail(&why, VIKT_PROFILE, VIKT_NOWHERE, "later");
    cr_assert_eq(vikt_script_fail(&h.script, h.script.failures[0].function, 1, &why, &h.err),
                 VIKT_OK);
    cr_assert_eq(vikt_script_fail(&h.script, h.script.failures[0].function, 8, &why, &h.err),
                 VIKT_OK);
    cr_assert_eq(h.script.failures[0].row, 1);
    cr_assert_eq(h.script.failures[1].row, 3);
    cr_assert_eq(h.script.failures[2].row, 8);
    help_clear(&h);
}

Test(script, failures_without_a_call_before_them_count_customers_too)
{
    vikt_error why = {.code = VIKT_OK}, err = {.code = VIKT_OK};
    uint8_t *struck = NULL;
    size_t moved = 0;
    vikt_function *function;
    help h;

    help_init(&h, 1000);
    h.profile.max_failures = 999;
    function = help_add_function(&h, "criterion \"x\"", always_fails, NULL);
    vikt_script_init(&h.script, &h.profile, 1, &h.arena);
    (void)vikt_fail(&why, VIKT_PROFILE, VIKT_NOWHERE, "later");
    for (size_t row = 0; row < 999; row++) {
        cr_assert_eq(vikt_script_fail(&h.script, function, row, &why, &err), VIKT_OK);
        moved += h.script.struck != struck;
        struck = h.script.struck;
    }
    cr_assert_eq(moved, 11); /* 1, 2, 4, ..., 1024 rows */
    cr_assert_eq(vikt_script_fail(&h.script, function, 5, &why, &err), VIKT_OK); /* again */
    cr_assert_eq(h.script.struck_count, 999);
    cr_assert_eq(vikt_script_fail(&h.script, function, 999, &why, &err), VIKT_LIMIT);
    help_clear(&h);
}

static void chatters(const vikt_engine_call *call, size_t row)
{
    static const char line[] = "0123456789";

    for (int i = 0; i < 3; i++)
        call->printed(call->context, row, vikt_text_of(line));
}

Test(script, printed_lines_are_capped_for_the_run)
{
    static outcome out;

    for (unsigned workers = 1; workers < 4; workers++) {
        help h;

        help_init(&h, 20000); /* 60,000 lines */
        cr_assert_eq(call_all(&h, chatters, workers, &out), VIKT_OK);
        cr_assert_eq(h.script.printed.count, 10000);
        cr_assert_eq(h.script.printed.items[9999].row, 3333);
        help_clear(&h);
    }
}

/* With 'criterion "busy": ' before it, 1000 bytes. */
static void floods(const vikt_engine_call *call, size_t row)
{
    char line[1000];

    snprintf(line, sizeof line, "%0982zu", row);
    call->printed(call->context, row, vikt_text_of(line));
}

static void flood_twice(help *h, unsigned workers)
{
    static outcome out;
    vikt_engine_data data;

    help_init(h, MANY);
    data = (vikt_engine_data){.profile = &h->profile, .count = MANY};
    cr_assert_eq(call_all(h, floods, workers, &out), VIKT_OK);
    /* 1 MiB a chunk: 1049 lines of each of five, 100 of the last, and each begins anew */
    cr_assert_eq(h->script.printed.count, 5345);
    cr_assert_eq(h->script.printed.items[1048].row, 1048);
    cr_assert_eq(h->script.printed.items[1049].row, 8192);
    cr_assert_eq(vikt_script_call(
                     &h->script, help_add_function(h, "criterion \"busy\"", floods, NULL),
                     VIKT_WANT_POINTS, &data, &(vikt_script_rows){.numbers = out.numbers}, &h->err),
                 VIKT_OK);
}

Test(script, printed_bytes_are_capped_for_a_chunk_and_for_the_run)
{
    for (unsigned workers = 2; workers < 4; workers++) {
        help a, b;

        flood_twice(&a, 1);
        flood_twice(&b, workers);
        cr_assert_eq(a.script.printed.count, 8389); /* 8 MiB is 8388.6 lines */
        same_notes(&a.script.printed, &b.script.printed);
        help_clear(&a);
        help_clear(&b);
    }
}
