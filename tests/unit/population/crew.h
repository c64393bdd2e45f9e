/* SPDX-License-Identifier: MIT
 *
 * Calling functions in workers, and what one dreadful customer may cost.
 */
#ifndef VIKT_TEST_CREW_H
#define VIKT_TEST_CREW_H

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/confine.h"
#include "core/base/process.h"
#include "core/population/wire.h"
#include "tests/unit/help.h"

/*
 * Every function here does something dreadful to one customer of the third chunk, and the plain
 * thing to all others.
 */
enum { MANY = 5 * 8192 + 100, VICTIM = 2 * 8192 + 77 };

typedef struct outcome {
    double numbers[MANY];
    uint8_t failed[MANY];
    vikt_notes reasons;
} outcome;

static inline void plain(const vikt_engine_call *call, size_t row)
{
    char text[40];

    call->numbers[row] = (double)(row % 5) + 1;
    if (row % 100 == 7) {
        snprintf(text, sizeof text, "row %zu", row);
        call->reason(call->context, row, vikt_text_of(text));
        call->printed(call->context, row, vikt_text_of(text));
    }
}

static inline vikt_code call_all(help *h, help_function *code, unsigned workers, outcome *out)
{
    vikt_engine_data data = {.profile = &h->profile, .count = h->count};
    vikt_function *function = help_add_function(h, "criterion \"x\"", code, NULL);

    memset(out, 0, sizeof *out);
    vikt_script_init(&h->script, &h->profile, workers, &h->arena);
    h->script.patience = 50;
    return vikt_script_call(&h->script, function, VIKT_WANT_POINTS, &data,
                            &(vikt_script_rows){.numbers = out->numbers,
                                                .reasons = &out->reasons,
                                                .failed = out->failed},
                            &h->err);
}

static inline void same_notes(const vikt_notes *a, const vikt_notes *b)
{
    cr_assert_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        cr_assert_eq(a->items[i].row, b->items[i].row);
        cr_assert(vikt_text_equal(a->items[i].text, b->items[i].text));
    }
}

static inline bool no_children(void)
{
    return waitpid(-1, NULL, WNOHANG) == -1;
}

/* Costs one customer, whose failure says `how`, and changes nothing else, with any number of
 * workers. */
static inline void costs_one(help_function *code, const char *how)
{
    static const unsigned workers[] = {1, 2, 5};
    static outcome good, bad;
    help a;

    help_init(&a, MANY);
    cr_assert_eq(call_all(&a, plain, 0, &good), VIKT_OK);
    good.numbers[VICTIM] = NAN;
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        help b;

        help_init(&b, MANY);
        cr_assert_eq(call_all(&b, code, workers[i], &bad), VIKT_OK, "%s", b.err.message);
        cr_assert(isnan(bad.numbers[VICTIM]));
        bad.numbers[VICTIM] = NAN;
        cr_assert(memcmp(good.numbers, bad.numbers, sizeof good.numbers) == 0);
        same_notes(&good.reasons, &bad.reasons);
        same_notes(&a.script.printed, &b.script.printed);
        cr_assert_eq(b.script.failure_count, 1);
        cr_assert_eq(b.script.failures[0].row, VICTIM);
        cr_assert_eq(b.script.failures[0].error.code, VIKT_LIMIT);
        cr_assert_eq(b.script.failures[0].error.place.line, 7);
        cr_assert(strstr(b.script.failures[0].error.message, how), "%s",
                  b.script.failures[0].error.message);
        for (size_t row = 0; row < MANY; row++)
            cr_assert_eq(bad.failed[row], row == VICTIM);
        cr_assert(no_children());
        help_clear(&b);
    }
    help_clear(&a);
}

static inline void kills_itself(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        kill(getpid(), SIGKILL);
    plain(call, row);
}

static inline void leaves(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        _exit(0);
    plain(call, row);
}

/* There it may not even look for its socket; test_answer.c has the rest. */
static inline void skip_where_confined(void)
{
    if (vikt_confine_possible())
        cr_skip_test("only where a worker is not confined");
}

#endif
