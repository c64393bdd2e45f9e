/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* MAP_ANONYMOUS, prlimit */
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "crew.h"

static void follows_a_bad_pointer(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)mprotect((void *)((uintptr_t)call->function & ~(uintptr_t)4095), 4096, PROT_NONE);
    plain(call, row);
    if (row == VICTIM)
        call->numbers[row] = (double)*(volatile int *)&call->function->id;
}

static void never_ends(const vikt_engine_call *call, size_t row)
{
    for (volatile bool go = row == VICTIM; go;)
        continue;
    plain(call, row);
}

/* To wherever it can: one of them is its maker. */
static void speaks(size_t row, const void *bytes, size_t length)
{
    if (row == VICTIM)
        for (int fd = 3; fd < 256; fd++)
            (void)send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void speaks_nonsense(const vikt_engine_call *call, size_t row)
{
    static const char garbage[1000] = "garbage";

    speaks(row, garbage, sizeof garbage);
    plain(call, row);
}

/* A message in the right form: a number for a customer of another chunk. */
static void speaks_of_others(const vikt_engine_call *call, size_t row)
{
    static const struct {
        uint32_t kind, row, length, low, high;
    } forged = {0x76696b01, 3, 8, 0, 0};

    speaks(row, &forged, sizeof forged);
    plain(call, row);
}

Test(crew, a_worker_that_is_killed_costs_one_customer)
{
    costs_one(kills_itself, "killed its worker process (SIG");
}

Test(crew, a_bad_pointer_costs_one_customer)
{
    costs_one(follows_a_bad_pointer, "killed its worker process (SIGSEGV)");
}

Test(crew, leaving_in_the_middle_costs_one_customer)
{
    costs_one(leaves, "ended its worker process (status 0)");
}

Test(crew, an_endless_loop_in_c_costs_one_customer)
{
    costs_one(never_ends, "was still at work after 0.05 seconds: its process was ended");
}

Test(crew, nonsense_costs_one_customer)
{
    skip_where_confined();
    costs_one(speaks_nonsense, "made its worker process speak nonsense");
}

Test(crew, results_of_other_chunks_cannot_be_forged)
{
    skip_where_confined();
    costs_one(speaks_of_others, "made its worker process speak nonsense");
}

/* ---- what is not the customer's fault ---- */

/* The answer for the last row that is asked, and then death. */
static void answers_and_leaves(const vikt_engine_call *call, size_t row)
{
    const struct {
        uint32_t kind, row, length, low, high;
        uint32_t done, next, none;
    } forged = {VIKT_MESSAGE_NUMBERS, VICTIM, 8, 0, 0x3ff00000, VIKT_MESSAGE_DONE, VICTIM + 1, 0};

    speaks(row, &forged, sizeof forged);
    if (row == VICTIM)
        _exit(0);
    plain(call, row);
}

/* Its chunk has no other that is asked for. */
Test(crew, a_death_behind_the_last_row_costs_nothing)
{
    skip_where_confined();
    static uint8_t only[MANY];
    static double numbers[MANY];
    vikt_engine_data data;
    help h;

    help_init(&h, MANY);
    for (size_t row = 0; row < MANY; row++)
        only[row] = row <= VICTIM;
    data = (vikt_engine_data){.profile = &h.profile, .count = MANY};
    vikt_script_init(&h.script, &h.profile, 2, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, help_add_function(&h, "x", answers_and_leaves, NULL),
                                  VIKT_WANT_POINTS, &data,
                                  &(vikt_script_rows){.only = only, .numbers = numbers}, &h.err),
                 VIKT_OK);
    cr_assert_eq(h.script.failure_count, 0);
    cr_assert_eq(numbers[VICTIM], 1);
    cr_assert(no_children());
    help_clear(&h);
}

/* Shared with all workers: who dies only once. */
static void dies_once(const vikt_engine_call *call, size_t row)
{
    volatile char *died = *(char *const *)call->data->classes;

    if (row == VICTIM && !*died) {
        *died = 1;
        raise(SIGKILL);
    }
    plain(call, row);
}

Test(crew, what_dies_of_something_else_costs_nothing)
{
    static outcome good, again;
    char *shared = vikt_process_share(1);
    help a, b;
    vikt_engine_data data;
    vikt_function *function;

    cr_assert(shared);
    help_init(&a, MANY);
    help_init(&b, MANY);
    cr_assert_eq(call_all(&a, plain, 0, &good), VIKT_OK);
    memset(&again, 0, sizeof again);
    data = (vikt_engine_data){.profile = &b.profile, .count = MANY, .classes = &shared};
    function = help_add_function(&b, "criterion \"x\"", dies_once, NULL);
    vikt_script_init(&b.script, &b.profile, 2, &b.arena);
    cr_assert_eq(
        vikt_script_call(&b.script, function, VIKT_WANT_POINTS, &data,
                         &(vikt_script_rows){.numbers = again.numbers, .reasons = &again.reasons},
                         &b.err),
        VIKT_OK);
    cr_assert_eq(*shared, 1);
    cr_assert_eq(b.script.failure_count, 0);
    cr_assert(memcmp(good.numbers, again.numbers, sizeof good.numbers) == 0);
    same_notes(&good.reasons, &again.reasons);
    same_notes(&a.script.printed, &b.script.printed);
    vikt_process_unshare(shared, 1);
    help_clear(&a);
    help_clear(&b);
}

static void often_leaves(const vikt_engine_call *call, size_t row)
{
    if (row >= 10 && row < 10 + *(const size_t *)call->data->classes)
        _exit(3);
    plain(call, row);
}

static vikt_code leave_often(help *h, unsigned workers, size_t times)
{
    static double numbers[1000];
    static uint8_t failed[1000];
    vikt_engine_data data;

    help_init(h, 1000);
    data = (vikt_engine_data){.profile = &h->profile, .count = 1000, .classes = &times};
    vikt_script_init(&h->script, &h->profile, workers, &h->arena);
    return vikt_script_call(&h->script, help_add_function(h, "criterion \"x\"", often_leaves, NULL),
                            VIKT_WANT_POINTS, &data,
                            &(vikt_script_rows){.numbers = numbers, .failed = failed}, &h->err);
}

Test(crew, twenty_deaths_are_borne_and_one_more_ends_the_run)
{
    help h;

    cr_assert_eq(leave_often(&h, 2, 20), VIKT_OK);
    cr_assert_eq(h.script.failure_count, 20);
    cr_assert_eq(h.script.failures[19].row, 29);
    help_clear(&h);
    cr_assert_eq(leave_often(&h, 2, 21), VIKT_LIMIT);
    cr_assert_str_eq(h.err.message, "more than 20 customers used up the budget of a function or "
                                    "killed its process; the first in criterion \"x\": ended its "
                                    "worker process (status 3)");
    cr_assert(no_children());
    help_clear(&h);
}

/* ---- what a worker does not know ---- */

enum { SECOND = 8192 }; /* the first row of the second chunk */

static void allow_maker(rlim_t descriptors)
{
    struct rlimit limit;

    (void)prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit);
    limit.rlim_cur = descriptors ? descriptors : limit.rlim_max;
    (void)prlimit(getppid(), RLIMIT_NOFILE, &limit, NULL);
}

static bool has_order(void)
{
    for (int fd = 3; fd < 256; fd++)
        if (poll(&(struct pollfd){fd, POLLIN, 0}, 1, 0) == 1 && fcntl(fd, F_GETFD) != -1)
            return true;
    return false;
}

/*
 * The first customer of the second chunk dies twice, so that it is charged and the next worker
 * knows nothing of it. That one waits at its first customer until it has the first chunk too: the
 * worker that had it has died of something else, and can have no successor for the moment. The
 * failure of this customer is one too many.
 */
static void goes_on(const vikt_engine_call *call, size_t row)
{
    enum { BEGUN, LATER, DIED };
    volatile char *at = *(char *const *)call->data->classes;

    if (row == SECOND)
        raise(SIGKILL);
    while (row == 0 && *at == BEGUN)
        (void)poll(NULL, 0, 1);
    if (row == 0 && *at == LATER) {
        allow_maker(2);
        *at = DIED;
        raise(SIGKILL);
    }
    if (row == SECOND + 1) {
        *at = LATER;
        while (*at != DIED || !has_order())
            (void)poll(NULL, 0, 1);
        allow_maker(0);
        help_fail_row(call, row, "fails");
    }
    plain(call, row);
}

Test(crew, a_worker_that_goes_on_too_far_charges_nobody)
{
    skip_where_confined();
    static double numbers[2 * SECOND];
    char *shared = vikt_process_share(1);
    vikt_engine_data data;
    help h;

    cr_assert(shared);
    help_init(&h, 2 * SECOND);
    h.profile.max_failures = 1;
    data = (vikt_engine_data){.profile = &h.profile, .count = h.count, .classes = &shared};
    vikt_script_init(&h.script, &h.profile, 2, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, help_add_function(&h, "x", goes_on, NULL),
                                  VIKT_WANT_POINTS, &data, &(vikt_script_rows){.numbers = numbers},
                                  &h.err),
                 VIKT_LIMIT);
    cr_assert_str_eq(h.err.message, "more than 1 customers failed (max_failures); the first in x: "
                                    "killed its worker process (SIGKILL)");
    cr_assert(!isnan(numbers[0]));
    cr_assert(no_children());
    vikt_process_unshare(shared, 1);
    help_clear(&h);
}

/* Five in each chunk: the fifth chunk is not needed to know, and is not waited for. */
static void often_spent(const vikt_engine_call *call, size_t row)
{
    vikt_error why = {.code = VIKT_OK};

    plain(call, row);
    if (row % 8192 >= 8000 && row % 8192 < 8005) {
        (void)vikt_fail(&why, VIKT_LIMIT, VIKT_NOWHERE, "spent at %zu", row);
        (void)call->failed(call->context, row, &why);
    }
}

Test(crew, spent_customers_are_counted_over_all_chunks)
{
    static outcome out;

    for (unsigned workers = 0; workers < 4; workers++) {
        help h;

        help_init(&h, MANY);
        cr_assert_eq(call_all(&h, often_spent, workers, &out), VIKT_LIMIT);
        cr_assert_str_eq(h.err.message,
                         "more than 20 customers used up the budget of a function or killed its "
                         "process; the first in criterion \"x\": spent at 8000");
        help_clear(&h);
    }
}

/* The first 30 are spent, each after a tenth of a second in earnest. */
static void counts_and_is_spent(const vikt_engine_call *call, size_t row)
{
    vikt_error why = {.code = VIKT_OK};

    ++**(uint32_t *const *)call->data->classes;
    if (row < 30) {
        (void)vikt_fail(&why, VIKT_LIMIT, VIKT_NOWHERE, "spent");
        (void)call->failed(call->context, row, &why);
    }
}

/* help_call() goes on to the end of its rows, but what is behind a gap is not called any more. */
Test(crew, a_worker_stops_when_enough_are_spent)
{
    static uint8_t only[1000];
    static double numbers[1000];
    uint32_t *called = vikt_process_share(sizeof *called);
    vikt_engine_data data;
    help h;

    cr_assert(called);
    help_init(&h, 1000);
    for (size_t row = 0; row < h.count; row++)
        only[row] = row != 25;
    data = (vikt_engine_data){.profile = &h.profile, .count = h.count, .classes = &called};
    vikt_script_init(&h.script, &h.profile, 1, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, help_add_function(&h, "x", counts_and_is_spent, NULL),
                                  VIKT_WANT_POINTS, &data,
                                  &(vikt_script_rows){.only = only, .numbers = numbers}, &h.err),
                 VIKT_LIMIT);
    cr_assert_eq(*called, 25);
    vikt_process_unshare(called, sizeof *called);
    help_clear(&h);
}

/* Deaths of rows that are called, among rows that are not. */
Test(crew, a_death_among_rows_that_are_not_asked_costs_one_customer)
{
    static uint8_t only[MANY];
    static double numbers[MANY];
    vikt_engine_data data;
    vikt_function *function;
    help h;

    help_init(&h, MANY);
    for (size_t row = 0; row < MANY; row++) {
        only[row] = row % 3 == VICTIM % 3 && row < 3 * 8192;
        numbers[row] = -1;
    }
    data = (vikt_engine_data){.profile = &h.profile, .count = MANY};
    function = help_add_function(&h, "criterion \"x\"", leaves, NULL);
    vikt_script_init(&h.script, &h.profile, 2, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, function, VIKT_WANT_POINTS, &data,
                                  &(vikt_script_rows){.only = only, .numbers = numbers}, &h.err),
                 VIKT_OK);
    for (size_t row = 0; row < MANY; row++)
        cr_assert(row == VICTIM ? isnan(numbers[row])
                                : numbers[row] == (only[row] ? (double)(row % 5) + 1 : -1));
    cr_assert_eq(h.script.failure_count, 1);
    help_clear(&h);
}
