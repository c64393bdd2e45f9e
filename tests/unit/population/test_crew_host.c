/* SPDX-License-Identifier: MIT
 *
 * The process that has the workers: its errors, signals, files and memory.
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "crew.h"

static void must_not_run(const vikt_engine_call *call, size_t row)
{
    (void)call;
    (void)row;
    abort();
}

Test(crew_host, no_process_is_started_when_no_row_is_asked)
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

Test(crew_host, the_first_chunk_that_an_engine_breaks_on_gives_the_error)
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
Test(crew_host, that_no_process_can_be_started_is_an_error)
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

Test(crew_host, fewer_workers_do_the_same_work)
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

Test(crew_host, signals_of_the_embedding_program_are_its_own)
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
Test(crew_host, what_is_not_a_child_is_not_killed)
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

Test(crew_host, files_of_the_embedding_program_are_closed_in_workers)
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
Test(crew_host, workers_keep_no_file_open)
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

Test(crew_host, no_worker_outlives_its_maker)
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

Test(crew_host, no_memory_is_an_error_wherever_it_is_missing)
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
