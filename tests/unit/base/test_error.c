/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/fail.h"

Test(error, every_code_has_a_text_and_an_exit_status)
{
    cr_assert_str_eq(vikt_code_text(VIKT_OK), "done");
    cr_assert_str_eq(vikt_code_text(VIKT_MEMORY), "out of memory");
    cr_assert_eq(vikt_code_exit_status(VIKT_OK), 0);
    cr_assert_eq(vikt_code_exit_status(VIKT_USAGE), 2);
    cr_assert_eq(vikt_code_exit_status(VIKT_PROFILE), 3);
    cr_assert_eq(vikt_code_exit_status(VIKT_INPUT), 4);
    cr_assert_eq(vikt_code_exit_status(VIKT_STORE), 5);
    cr_assert_eq(vikt_code_exit_status(VIKT_LIMIT), 6);
    cr_assert_eq(vikt_code_exit_status(VIKT_MEMORY), 6);
    cr_assert_eq(vikt_code_exit_status(VIKT_BUG), 70);
    cr_assert_eq(vikt_code_exit_status(VIKT_STOPPED), 130);
}

Test(error, a_code_out_of_range_is_a_bug)
{
    int none = 1234;

    cr_assert_eq(vikt_code_exit_status((vikt_code)none), 70);
    cr_assert_str_eq(vikt_code_text((vikt_code)none), "unknown error");
}

Test(error, a_failure_fills_the_object_and_returns_the_code)
{
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_fail(&err, VIKT_INPUT, vikt_place_of("kunder.csv", 118, 5),
                           "revenue \"%s\" is not a number", "12,5o"),
                 VIKT_INPUT);
    cr_assert_eq(err.code, VIKT_INPUT);
    cr_assert_str_eq(err.place.source, "kunder.csv");
    cr_assert_eq(err.place.line, 118);
    cr_assert_eq(err.place.column, 5);
    cr_assert_str_eq(err.message, "revenue \"12,5o\" is not a number");
}

Test(error, an_error_object_is_optional)
{
    cr_assert_eq(vikt_fail(NULL, VIKT_STORE, VIKT_NOWHERE, "locked"), VIKT_STORE);
    cr_assert_eq(vikt_fail_memory(NULL), VIKT_MEMORY);
}

Test(error, a_message_may_quote_the_error_that_it_replaces)
{
    vikt_error err = {.code = VIKT_OK};

    (void)vikt_fail(&err, VIKT_PROFILE, VIKT_NOWHERE, "weight is negative");
    (void)vikt_fail(&err, VIKT_PROFILE, VIKT_NOWHERE, "criterion \"risk\": %s", err.message);
    cr_assert_str_eq(err.message, "criterion \"risk\": weight is negative");
}

Test(error, control_characters_and_broken_bytes_become_question_marks)
{
    vikt_error err;

    /* a line end, an escape, a C1 control (two bytes), a lone continuation byte; o with dots stays
     */
    (void)vikt_fail(&err, VIKT_INPUT, VIKT_NOWHERE, "a\nb\x1b[31m\xc2\x9b\x80\xc3\xb6");
    cr_assert_str_eq(err.message, "a?b?[31m???\xc3\xb6");
}

Test(error, a_long_message_is_cut_between_code_points)
{
    char text[600];
    vikt_error err;

    /* 510 bytes, then a code point of two: only its first byte would fit. */
    memset(text, 'x', 510);
    memcpy(text + 510, "\xc3\xa5zzz", 6);
    (void)vikt_fail(&err, VIKT_INPUT, VIKT_NOWHERE, "%s", text);
    cr_assert_eq(strlen(err.message), 510);
    cr_assert_eq(err.message[509], 'x');

    /* 509 bytes: now it fits and is the last. */
    memcpy(text + 509, "\xc3\xa5zzz", 6);
    (void)vikt_fail(&err, VIKT_INPUT, VIKT_NOWHERE, "%s", text);
    cr_assert_str_eq(err.message + 509, "\xc3\xa5");
}

Test(error, a_place_keeps_the_end_of_a_long_name)
{
    char name[300];
    vikt_place place;

    memset(name, 'd', sizeof name);
    memcpy(name + 290, "/file.csv", 10);
    place = vikt_place_of(name, 1, 0);
    cr_assert_eq(strlen(place.source), 127);
    cr_assert_str_eq(place.source + 118, "/file.csv");

    /* The cut would fall within the two bytes: the name begins behind them. */
    memcpy(name + 299 - 128, "\xc3\xa5", 2);
    place = vikt_place_of(name, 1, 0);
    cr_assert_eq(strlen(place.source), 126);
    cr_assert_eq(place.source[0], 'd');
}

Test(error, a_place_without_a_source_is_empty)
{
    vikt_place place = vikt_place_of(NULL, 0, 0);

    cr_assert_eq(place.source[0], '\0');
    cr_assert_eq(place.line, 0);
}

static void expect_format(const vikt_place *place, const char *expected)
{
    vikt_error err;
    char text[800];

    (void)vikt_fail(&err, VIKT_INPUT, *place, "wrong");
    vikt_error_format(&err, text, sizeof text);
    cr_assert_str_eq(text, expected);
}

Test(error, formatting_leaves_out_what_is_not_there)
{
    vikt_place place = vikt_place_of("a.csv", 3, 7);

    expect_format(&place, "a.csv:3:7: wrong");
    place.column = 0;
    expect_format(&place, "a.csv:3: wrong");
    place.line = 0;
    expect_format(&place, "a.csv: wrong");
    place = VIKT_NOWHERE;
    expect_format(&place, "wrong");
}

Test(error, formatting_cuts_to_the_size_and_ends_with_nul)
{
    char text[8] = "#######";
    vikt_error err;

    (void)vikt_fail(&err, VIKT_INPUT, vikt_place_of("a.csv", 3, 0), "wrong");
    vikt_error_format(&err, text, 6);
    cr_assert_str_eq(text, "a.csv");
    cr_assert_eq(text[6], '#');
    vikt_error_format(&err, text, 0);
    cr_assert_str_eq(text, "a.csv");
}

typedef struct heard {
    int count;
    vikt_severity severity;
    vikt_error last;
} heard;

static void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    heard *all = context;

    all->count++;
    all->severity = severity;
    all->last = *what;
}

Test(error, a_listener_hears_what_it_is_told)
{
    heard all = {.count = 0};
    vikt_listener listener = {hear, &all};

    vikt_tell(&listener, VIKT_WARNING, VIKT_INPUT, vikt_place_of("a.csv", 2, 0), "%d cells", 3);
    cr_assert_eq(all.count, 1);
    cr_assert_eq(all.severity, VIKT_WARNING);
    cr_assert_eq(all.last.code, VIKT_INPUT);
    cr_assert_eq(all.last.place.line, 2);
    cr_assert_str_eq(all.last.message, "3 cells");
}

Test(error, nobody_needs_to_listen)
{
    vikt_listener deaf = {NULL, NULL};

    vikt_tell(NULL, VIKT_NOTE, VIKT_OK, VIKT_NOWHERE, "nothing");
    vikt_tell(&deaf, VIKT_NOTE, VIKT_OK, VIKT_NOWHERE, "nothing");
}
