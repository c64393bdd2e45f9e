/* SPDX-License-Identifier: MIT
 *
 * What the system forbids a worker, where it can.
 */
#define _GNU_SOURCE /* MAP_ANONYMOUS, prlimit */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>

#include "crew.h"
#include "tests/unit/base/refuse.h"

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

Test(crew_confined, a_file_cannot_be_opened)
{
    costs_one_where_confined(opens_a_file);
}

Test(crew_confined, nothing_can_be_connected_to)
{
    costs_one_where_confined(connects);
}

Test(crew_confined, no_process_can_be_made)
{
    costs_one_where_confined(forks);
    costs_one_where_confined(runs_a_program);
}

Test(crew_confined, no_process_can_be_killed)
{
    costs_one_where_confined(kills_its_maker);
}

Test(crew_confined, what_is_inherited_cannot_be_written_to)
{
    costs_one_where_confined(writes_to_what_it_inherits);
}

Test(crew_confined, no_code_can_be_made)
{
    costs_one_where_confined(makes_code);
}

Test(crew_confined, nothing_can_wait_for_ever)
{
    costs_one_where_confined(sleeps);
}

/* Some containers refuse the filter: the limits alone hold then, and no result tells. */
Test(crew_confined, where_no_filter_can_be_set_results_are_the_same)
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

Test(crew_confined, memory_has_a_limit)
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

Test(crew_confined, what_an_engine_needs_is_there)
{
    static outcome out;
    help h;

    help_init(&h, MANY);
    h.profile.engine.memory = 1 << 20;
    cr_assert_eq(call_all(&h, allocates, 2, &out), VIKT_OK, "%s", h.err.message);
    cr_assert_eq(h.script.failure_count, 0);
    help_clear(&h);
}
