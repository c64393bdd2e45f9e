/* SPDX-License-Identifier: MIT */
#include "core/population/answer.h"
#include "tests/unit/help.h"

/* The second of three chunks, asked in steps of ten: rows 8192 to 8201 first. Odd rows are not
 * called. */
enum { ROWS = 3 * 8192, FIRST = 8192, STEP = 10 };

typedef struct asked {
    help h;
    double numbers[ROWS];
    uint8_t truths[ROWS], failed[ROWS], only[ROWS];
    vikt_notes texts, reasons;
    vikt_engine_data data;
    vikt_script_rows rows;
    vikt_call_plan plan;
    vikt_chunk chunk;
    vikt_answer answer;
} asked;

static asked *ask(void)
{
    asked *a = calloc(1, sizeof *a);

    cr_assert(a);
    help_init(&a->h, 1);
    for (size_t row = 0; row < ROWS; row++) {
        a->only[row] = row % 2 == 0;
        a->numbers[row] = -1;
    }
    a->data = (vikt_engine_data){.profile = &a->h.profile, .count = ROWS};
    a->rows = (vikt_script_rows){a->only, a->numbers, a->truths, &a->texts, &a->reasons, a->failed};
    vikt_script_init(&a->h.script, &a->h.profile, 1, &a->h.arena);
    a->plan = (vikt_call_plan){.script = &a->h.script,
                               .function = help_add_function(&a->h, "rule \"x\"", NULL, NULL),
                               .data = &a->data,
                               .rows = &a->rows,
                               .notes = {&a->texts, &a->reasons, &a->h.script.printed},
                               .print_limit = 100};
    vikt_chunk_init(&a->chunk, &a->plan, 1);
    vikt_answer_begin(&a->answer, &a->chunk, STEP);
    return a;
}

static void forget(asked *a)
{
    vikt_chunk_clear(&a->chunk);
    help_clear(&a->h);
    free(a);
}

static bool say(asked *a, vikt_message_kind kind, size_t row, const void *bytes, size_t length)
{
    const vikt_message message = {(uint32_t)kind, (uint32_t)row, (uint32_t)length};

    return vikt_answer_hear(&a->answer, &message, bytes);
}

static bool say_number(asked *a, size_t row, double number)
{
    return say(a, VIKT_MESSAGE_NUMBERS, row, &number, sizeof number);
}

static bool say_text(asked *a, vikt_message_kind kind, size_t row, const char *text)
{
    return say(a, kind, row, text, strlen(text));
}

static bool say_truth(asked *a, size_t row)
{
    return say(a, VIKT_MESSAGE_TRUTHS, row, "\1", 1);
}

static bool say_error(asked *a, vikt_message_kind kind, size_t row, vikt_error error)
{
    return say(a, kind, row, &error, sizeof error);
}

static void say_step(asked *a, size_t first)
{
    for (size_t row = first; row < first + STEP; row += 2)
        cr_assert(say_number(a, row, (double)row) && say_truth(a, row));
}

Test(answer, what_was_asked_counts_when_it_is_done)
{
    asked *a = ask();

    say_step(a, FIRST);
    cr_assert_eq(a->chunk.next, FIRST);
    cr_assert(say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    cr_assert_eq(a->chunk.next, FIRST + STEP);
    cr_assert(!a->answer.ended);
    cr_assert_eq(a->numbers[FIRST + 2], FIRST + 2);
    cr_assert_eq(a->numbers[FIRST + 1], -1);
    cr_assert_eq(a->truths[FIRST + 2], 1);
    forget(a);
}

Test(answer, numbers_of_other_rows_are_garbage)
{
    static const size_t wrong[] = {0,         FIRST - 2,         FIRST + 1, FIRST + 2, FIRST + STEP,
                                   2 * FIRST, (size_t)UINT32_MAX};
    static const double two[2] = {1, 2};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        asked *a = ask();

        cr_assert(!say_number(a, wrong[i], 1), "%zu", wrong[i]);
        forget(a);
    }
    asked *a = ask();
    cr_assert(!say(a, VIKT_MESSAGE_NUMBERS, FIRST, two, sizeof two)); /* the second is not asked */
    cr_assert(!say(a, VIKT_MESSAGE_NUMBERS, FIRST, two, 7));
    cr_assert(!say(a, VIKT_MESSAGE_NUMBERS, FIRST, two, 0));
    cr_assert(say_number(a, FIRST, 1));
    cr_assert(!say_number(a, FIRST, 1)); /* again */
    cr_assert(!say_truth(a, FIRST + 2));
    forget(a);
}

Test(answer, truths_that_nobody_wants_are_garbage)
{
    asked *a = ask();

    a->rows.truths = NULL;
    cr_assert(!say_truth(a, FIRST));
    forget(a);
}

Test(answer, a_step_is_done_when_all_of_it_is_there)
{
    asked *a = ask();

    cr_assert(!say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    say_step(a, FIRST);
    cr_assert(!say(a, VIKT_MESSAGE_DONE, FIRST + STEP - 1, NULL, 0));
    cr_assert(!say(a, VIKT_MESSAGE_DONE, FIRST + 2 * STEP, NULL, 0));
    cr_assert(!say(a, VIKT_MESSAGE_DONE, FIRST + STEP, "x", 1));
    cr_assert(say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    cr_assert(!say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    forget(a);
}

Test(answer, texts_must_be_text_and_rise)
{
    asked *a = ask();

    cr_assert(say_text(a, VIKT_MESSAGE_TEXT, FIRST, "two\nlines"));
    cr_assert(!say_text(a, VIKT_MESSAGE_TEXT, FIRST, "again"));
    cr_assert(!say_text(a, VIKT_MESSAGE_TEXT, FIRST + 2, "\xff"));
    cr_assert(!say_text(a, VIKT_MESSAGE_REASON, FIRST, "\033[2J"));
    cr_assert(!say_text(a, VIKT_MESSAGE_PRINTED, FIRST, "two\nlines"));
    cr_assert(say_text(a, VIKT_MESSAGE_PRINTED, FIRST + 2, "one"));
    cr_assert(say_text(a, VIKT_MESSAGE_PRINTED, FIRST + 2, "another"));
    cr_assert(!say_text(a, VIKT_MESSAGE_PRINTED, FIRST, "earlier"));
    cr_assert(!say_text(a, VIKT_MESSAGE_PRINTED, FIRST + 3, "not asked"));
    cr_assert(!say_text(a, VIKT_MESSAGE_PRINTED, FIRST + STEP, "not yet"));
    cr_assert_eq(a->chunk.notes[VIKT_NOTES_PRINTED].count, 2);
    forget(a);
}

Test(answer, errors_must_be_whole)
{
    const vikt_error good = {
        .code = VIKT_PROFILE, .place = {"rules.lua", 3, 0}, .message = "went wrong"};
    vikt_error bad;
    asked *a = ask();

    bad = good;
    memset(bad.message, 'x', sizeof bad.message);
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, bad));
    bad = good;
    memset(bad.place.source, 'x', sizeof bad.place.source);
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, bad));
    bad = good;
    bad.place.line = -1;
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, bad));
    bad = good;
    bad.code = (vikt_code)77;
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, bad));
    bad.code = VIKT_OK;
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, bad));
    cr_assert(!say_error(a, VIKT_MESSAGE_ENDED, FIRST, bad));
    cr_assert(!say(a, VIKT_MESSAGE_FAILED, FIRST, &good, sizeof good - 1));
    cr_assert(say_error(a, VIKT_MESSAGE_FAILED, FIRST, good));
    cr_assert(!say_error(a, VIKT_MESSAGE_FAILED, FIRST, good)); /* once a row */
    cr_assert_eq(a->chunk.heard.failures, 1);
    forget(a);
}

Test(answer, a_failed_row_has_no_number_whatever_is_said)
{
    const vikt_error error = {
        .code = VIKT_PROFILE, .place = {"rules.lua", 3, 0}, .message = "went wrong"};
    asked *a = ask();

    cr_assert(say_error(a, VIKT_MESSAGE_FAILED, FIRST + 4, error));
    say_step(a, FIRST);
    cr_assert(say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    cr_assert(isnan(a->numbers[FIRST + 4]) && a->failed[FIRST + 4] == 1);
    forget(a);
}

Test(answer, what_is_not_done_can_be_taken_back)
{
    const vikt_error error = {
        .code = VIKT_LIMIT, .place = {"rules.lua", 3, 0}, .message = "went wrong"};
    asked *a = ask();

    cr_assert(say_text(a, VIKT_MESSAGE_REASON, FIRST, "kept"));
    say_step(a, FIRST);
    cr_assert(say(a, VIKT_MESSAGE_DONE, FIRST + STEP, NULL, 0));
    cr_assert(say_text(a, VIKT_MESSAGE_REASON, FIRST + STEP, "lost"));
    cr_assert(say_text(a, VIKT_MESSAGE_PRINTED, FIRST + STEP, "lost"));
    cr_assert(say_error(a, VIKT_MESSAGE_FAILED, FIRST + STEP, error));
    vikt_chunk_rollback(&a->chunk);
    cr_assert_eq(a->chunk.notes[VIKT_NOTES_REASON].count, 1);
    cr_assert_eq(a->chunk.notes[VIKT_NOTES_PRINTED].count, 0);
    cr_assert_eq(a->chunk.heard.failures, 0);
    cr_assert_eq(a->chunk.heard.spent, 0);
    cr_assert_eq(a->chunk.heard.printed_bytes, 0);
    cr_assert_eq(a->failed[FIRST + STEP], 0);
    forget(a);
}
