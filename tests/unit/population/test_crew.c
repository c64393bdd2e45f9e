/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* MAP_ANONYMOUS, prlimit */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/confine.h"
#include "core/base/process.h"
#include "core/population/wire.h"
#include "tests/unit/base/refuse.h"
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

static void plain(const vikt_engine_call *call, size_t row)
{
    char text[40];

    call->numbers[row] = (double)(row % 5) + 1;
    if (row % 100 == 7) {
        snprintf(text, sizeof text, "row %zu", row);
        call->reason(call->context, row, vikt_text_of(text));
        call->printed(call->context, row, vikt_text_of(text));
    }
}

static vikt_code call_all(help *h, help_function *code, unsigned workers, outcome *out)
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

static void same_notes(const vikt_notes *a, const vikt_notes *b)
{
    cr_assert_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        cr_assert_eq(a->items[i].row, b->items[i].row);
        cr_assert(vikt_text_equal(a->items[i].text, b->items[i].text));
    }
}

static bool no_children(void)
{
    return waitpid(-1, NULL, WNOHANG) == -1;
}

/* Costs one customer, whose failure says `how`, and changes nothing else, with any number of
 * workers. */
static void costs_one(help_function *code, const char *how)
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

static void kills_itself(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        kill(getpid(), SIGKILL);
    plain(call, row);
}

static void follows_a_bad_pointer(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)mprotect((void *)((uintptr_t)call->function & ~(uintptr_t)4095), 4096, PROT_NONE);
    plain(call, row);
    if (row == VICTIM)
        call->numbers[row] = (double)*(volatile int *)&call->function->id;
}

static void leaves(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        _exit(0);
    plain(call, row);
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

/* There it may not even look for its socket; test_answer.c has the rest. */
static void skip_where_confined(void)
{
    if (vikt_confine_possible())
        cr_skip_test("only where a worker is not confined");
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

/* ---- what the system forbids, where it can ---- */

/* Whatever is tried kills the worker, also where it would have failed anyway. */
static void costs_one_where_confined(help_function *code)
{
    if (!vikt_confine_possible())
        cr_skip_test("not in this build");
    costs_one(code, "killed its worker process (SIGSYS");
}

static void opens_a_file(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)open("/dev/null", O_RDONLY);
    plain(call, row);
}

static void connects(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)socket(AF_UNIX, SOCK_STREAM, 0);
    plain(call, row);
}

static void forks(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM && fork() == 0)
        _exit(0);
    plain(call, row);
}

static void runs_a_program(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)execl("/bin/true", "true", (char *)NULL);
    plain(call, row);
}

static void kills_its_maker(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)kill(getppid(), SIGKILL);
    plain(call, row);
}

static void writes_to_what_it_inherits(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)!write(STDERR_FILENO, "inherited\n", 10);
    plain(call, row);
}

static void makes_code(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                   0);
    plain(call, row);
}

static void sleeps(const vikt_engine_call *call, size_t row)
{
    if (row == VICTIM)
        (void)sleep(3600);
    plain(call, row);
}

Test(crew, a_file_cannot_be_opened)
{
    costs_one_where_confined(opens_a_file);
}

Test(crew, nothing_can_be_connected_to)
{
    costs_one_where_confined(connects);
}

Test(crew, no_process_can_be_made)
{
    costs_one_where_confined(forks);
    costs_one_where_confined(runs_a_program);
}

Test(crew, no_process_can_be_killed)
{
    costs_one_where_confined(kills_its_maker);
}

Test(crew, what_is_inherited_cannot_be_written_to)
{
    costs_one_where_confined(writes_to_what_it_inherits);
}

Test(crew, no_code_can_be_made)
{
    costs_one_where_confined(makes_code);
}

Test(crew, nothing_can_wait_for_ever)
{
    costs_one_where_confined(sleeps);
}

/* Some containers refuse the filter: the limits alone hold then, and no result tells. */
Test(crew, where_no_filter_can_be_set_results_are_the_same)
{
    if (!vikt_confine_possible())
        cr_skip_test("not in this build");
    refuse_filters();
    costs_one(kills_itself, "killed its worker process (SIG");
}

static void takes_much_memory(const vikt_engine_call *call, size_t row)
{
    void *volatile memory = row == VICTIM ? malloc((size_t)10 << 30) : NULL;

    if (row == VICTIM && !memory)
        _exit(9);
    plain(call, row);
    free(memory);
}

Test(crew, memory_has_a_limit)
{
    if (!vikt_confine_possible())
        cr_skip_test("not in this build");
    costs_one(takes_much_memory, "ended its worker process (status 9)");
}

/* What an engine needs: a little memory, and time. */
static void allocates(const vikt_engine_call *call, size_t row)
{
    struct timespec now;
    char *memory = malloc(1000 * (row % 1000) + 2);

    plain(call, row);
    if (!memory || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        help_fail_row(call, row, "no memory or no time");
    else
        snprintf(memory, 2, "%c", 'x');
    free(memory);
}

Test(crew, what_an_engine_needs_is_there)
{
    static outcome out;
    help h;

    help_init(&h, MANY);
    h.profile.engine.memory = 1 << 20;
    cr_assert_eq(call_all(&h, allocates, 2, &out), VIKT_OK, "%s", h.err.message);
    cr_assert_eq(h.script.failure_count, 0);
    help_clear(&h);
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

static void must_not_run(const vikt_engine_call *call, size_t row)
{
    (void)call;
    (void)row;
    abort();
}

Test(crew, no_process_is_started_when_no_row_is_asked)
{
    static const uint8_t only[10];
    double numbers[10] = {0};
    vikt_engine_data data;
    help h;

    help_init(&h, 10);
    data = (vikt_engine_data){.profile = &h.profile, .count = 10};
    vikt_script_init(&h.script, &h.profile, 2, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, help_add_function(&h, "x", must_not_run, NULL),
                                  VIKT_WANT_POINTS, &data,
                                  &(vikt_script_rows){.only = only, .numbers = numbers}, &h.err),
                 VIKT_OK);
    help_clear(&h);
}

static vikt_code breaks(void *self, const vikt_engine_call *call, vikt_error *err)
{
    (void)self;
    if (call->first >= 8192)
        return vikt_fail(err, VIKT_BUG, vikt_place_of("rules.lua", 3, 0), "broken at %zu",
                         call->first);
    for (size_t row = call->first; row < call->last; row++)
        call->numbers[row] = 1;
    return VIKT_OK;
}

Test(crew, the_first_chunk_that_an_engine_breaks_on_gives_the_error)
{
    static outcome out;

    for (unsigned workers = 0; workers < 4; workers++) {
        help h;

        help_init(&h, MANY);
        h.profile.engine.call = breaks;
        cr_assert_eq(call_all(&h, plain, workers, &out), VIKT_BUG);
        cr_assert_str_eq(h.err.message, "broken at 8192");
        cr_assert_eq(h.err.place.line, 3);
        cr_assert(no_children());
        help_clear(&h);
    }
}

/* As many new descriptors as that. */
static void allow_descriptors(rlim_t more)
{
    int lowest = open("/dev/null", O_RDONLY);
    struct rlimit limit;

    cr_assert(lowest >= 0 && getrlimit(RLIMIT_NOFILE, &limit) == 0);
    close(lowest);
    limit.rlim_cur = (rlim_t)lowest + more;
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* Descriptors stand for whatever may be lacking: a worker needs two to start, and keeps one. */
Test(crew, that_no_process_can_be_started_is_an_error)
{
    static outcome out;
    help h;

    allow_descriptors(1);
    help_init(&h, MANY);
    cr_assert_eq(call_all(&h, plain, 3, &out), VIKT_LIMIT);
    cr_assert(strstr(h.err.message, "no worker process can be started: "), "%s", h.err.message);
    cr_assert(no_children());
    help_clear(&h);
}

Test(crew, fewer_workers_do_the_same_work)
{
    static outcome good, few;
    help a, b;

    help_init(&a, MANY);
    help_init(&b, MANY);
    cr_assert_eq(call_all(&a, plain, 0, &good), VIKT_OK);
    allow_descriptors(2); /* one worker */
    cr_assert_eq(call_all(&b, plain, 3, &few), VIKT_OK, "%s", b.err.message);
    cr_assert(memcmp(good.numbers, few.numbers, sizeof good.numbers) == 0);
    same_notes(&good.reasons, &few.reasons);
    help_clear(&a);
    help_clear(&b);
}

static void handler(int number)
{
    (void)number;
}

static void asks_for_handlers(const vikt_engine_call *call, size_t row)
{
    struct sigaction usual, child;
    sigset_t blocked;

    sigaction(SIGUSR1, NULL, &usual);
    sigaction(SIGCHLD, NULL, &child);
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    call->numbers[row] = usual.sa_handler == SIG_DFL && child.sa_handler == SIG_DFL &&
                         !sigismember(&blocked, SIGUSR1);
}

Test(crew, signals_of_the_embedding_program_are_its_own)
{
    struct sigaction action = {.sa_handler = handler}, ignore = {.sa_handler = SIG_IGN}, after;
    sigset_t blocked, mask;
    static outcome out;
    help h;

    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGCHLD, &ignore, NULL); /* nobody can be waited for */
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    help_init(&h, 10000);
    cr_assert_eq(call_all(&h, asks_for_handlers, 2, &out), VIKT_OK);
    for (size_t row = 0; row < h.count; row++)
        cr_assert_eq(out.numbers[row], 1);
    cr_assert_eq(call_all(&h, leaves, 2, &out), VIKT_OK);
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    cr_assert(sigismember(&blocked, SIGUSR1) && !sigismember(&blocked, SIGTERM));
    sigaction(SIGUSR1, NULL, &after);
    cr_assert(after.sa_handler == handler);
    help_clear(&h);
}

/* Where SIGCHLD is ignored nothing keeps the number of a worker that has ended. */
Test(crew, what_is_not_a_child_is_not_killed)
{
    int ends[2];
    pid_t child, other = 0;
    struct pollfd end = {.events = POLLIN};

    cr_assert_eq(pipe(ends), 0);
    end.fd = ends[0];
    child = fork();
    if (child == 0) {
        other = fork();
        if (other == 0)
            for (;;)
                pause();
        _exit(write(ends[1], &other, sizeof other) == sizeof other ? 0 : 1);
    }
    cr_assert_eq(read(ends[0], &other, sizeof other), (ssize_t)sizeof other);
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_assert_eq(vikt_process_end(other), -1);
    close(ends[1]);
    cr_expect_eq(poll(&end, 1, 50), 0, "it has ended");
    cr_expect_eq(kill(other, SIGKILL), 0);
    close(ends[0]);
}

static void looks_for_files(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = fcntl(*(const int *)call->data->classes, F_GETFD) == -1;
}

Test(crew, files_of_the_embedding_program_are_closed_in_workers)
{
    skip_where_confined();
    double numbers[10] = {0};
    int file = open("/dev/null", O_RDONLY);
    vikt_engine_data data;
    help h;

    cr_assert(file > 2);
    help_init(&h, 10);
    data = (vikt_engine_data){.profile = &h.profile, .count = 10, .classes = &file};
    vikt_script_init(&h.script, &h.profile, 1, &h.arena);
    cr_assert_eq(vikt_script_call(&h.script, help_add_function(&h, "x", looks_for_files, NULL),
                                  VIKT_WANT_POINTS, &data, &(vikt_script_rows){.numbers = numbers},
                                  &h.err),
                 VIKT_OK);
    for (size_t row = 0; row < 10; row++)
        cr_assert_eq(numbers[row], 1);
    close(file);
    help_clear(&h);
}

/* Tells that it is there, and stays. */
static void stays(const vikt_engine_call *call, size_t row)
{
    **(volatile char *const *)call->data->classes = 1;
    for (volatile bool go = true; go;)
        call->numbers[row] = 0;
}

static int inherited = -1;

static void close_inherited(int number)
{
    (void)number;
    close(inherited);
}

/* Nobody has the other end of a pipe any more when its maker closes it. */
Test(crew, workers_keep_no_file_open)
{
    double numbers[10] = {0};
    volatile char *there = vikt_process_share(1);
    struct pollfd end = {.events = POLLIN};
    int ends[2];
    pid_t maker;

    cr_assert(there);
    cr_assert_eq(pipe(ends), 0);
    maker = fork();
    if (maker == 0) {
        const struct sigaction action = {.sa_handler = close_inherited};
        vikt_engine_data data;
        help h;

        inherited = ends[1];
        sigaction(SIGUSR1, &action, NULL);
        help_init(&h, 10);
        data = (vikt_engine_data){.profile = &h.profile, .count = 10, .classes = (void *)&there};
        vikt_script_init(&h.script, &h.profile, 1, &h.arena);
        (void)vikt_script_call(&h.script, help_add_function(&h, "x", stays, NULL), VIKT_WANT_POINTS,
                               &data, &(vikt_script_rows){.numbers = numbers}, &h.err);
        _exit(0);
    }
    close(ends[1]);
    while (!*there)
        (void)poll(NULL, 0, 1);
    end.fd = ends[0];
    cr_assert_eq(poll(&end, 1, 0), 0);
    kill(maker, SIGUSR1);
    cr_expect_eq(poll(&end, 1, 2000), 1, "the worker has it still");
    kill(maker, SIGKILL);
    cr_assert_eq(waitpid(maker, NULL, 0), maker);
    close(ends[0]);
    vikt_process_unshare((void *)there, 1);
}

Test(crew, no_worker_outlives_its_maker)
{
    double numbers[10] = {0};
    volatile char *there = vikt_process_share(1);
    int status = 0;
    pid_t maker;

    cr_assert(there);
    cr_assert_eq(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0); /* orphans come to us */
    maker = fork();
    if (maker == 0) {
        vikt_engine_data data;
        help h;

        help_init(&h, 10);
        data = (vikt_engine_data){.profile = &h.profile, .count = 10, .classes = (void *)&there};
        vikt_script_init(&h.script, &h.profile, 1, &h.arena);
        (void)vikt_script_call(&h.script, help_add_function(&h, "x", stays, NULL), VIKT_WANT_POINTS,
                               &data, &(vikt_script_rows){.numbers = numbers}, &h.err);
        _exit(0);
    }
    while (!*there)
        (void)poll(NULL, 0, 1);
    kill(maker, SIGKILL);
    cr_assert_eq(waitpid(maker, &status, 0), maker);
    cr_assert(waitpid(-1, &status, 0) > 0); /* the worker; for ever if it goes on */
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    vikt_process_unshare((void *)there, 1);
}

/* No memory at the n-th allocation, for every n of a call. */
typedef struct failing {
    long left;
} failing;

static void *reallocate(void *context, void *memory, size_t size)
{
    failing *f = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    return f->left-- > 0 ? realloc(memory, size) : NULL;
}

Test(crew, no_memory_is_an_error_wherever_it_is_missing)
{
    for (long n = 0;; n++) {
        failing f = {n};
        const vikt_allocator allocator = {reallocate, &f};
        static double numbers[20000];
        vikt_notes reasons = {0};
        vikt_engine_data data;
        vikt_arena arena;
        vikt_code rc;
        help h;

        help_init(&h, 20000);
        vikt_arena_init(&arena, &allocator);
        vikt_script_init(&h.script, &h.profile, 2, &arena);
        data = (vikt_engine_data){.profile = &h.profile, .count = h.count};
        rc = vikt_script_call(&h.script, help_add_function(&h, "x", plain, NULL), VIKT_WANT_POINTS,
                              &data, &(vikt_script_rows){.numbers = numbers, .reasons = &reasons},
                              &h.err);
        cr_assert(no_children());
        vikt_arena_clear(&arena);
        help_clear(&h);
        if (rc == VIKT_OK) {
            cr_assert(n > 8, "%ld", n);
            return;
        }
        cr_assert_eq(rc, VIKT_MEMORY);
        cr_assert_str_eq(h.err.message, "out of memory");
    }
}
