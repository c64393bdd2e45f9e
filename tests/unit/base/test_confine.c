/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* prlimit */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "core/base/confine.h"
#include "tests/unit/base/refuse.h"

enum { MEMORY = 1 << 20 };

/* Confined, it says so and stays until nobody listens; then it opens a file. */
static void be_confined(int socket)
{
    char byte = 'x';

    vikt_confine(socket, MEMORY);
    if (write(socket, &byte, 1) == 1)
        (void)!read(socket, &byte, 1);
    _exit(open("/dev/null", O_RDONLY) < 0 ? 3 : 4);
}

static pid_t start_confined(int *socket)
{
    int ends[2];
    char byte;
    pid_t child;

    if (!vikt_confine_possible())
        cr_skip_test("not in this build");
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    child = fork();
    if (child == 0) {
        close(ends[0]);
        be_confined(ends[1]);
    }
    close(ends[1]);
    cr_assert_eq(read(ends[0], &byte, 1), 1);
    *socket = ends[0];
    return child;
}

static int end_confined(pid_t child, int socket)
{
    int status = 0;

    close(socket);
    cr_assert_eq(waitpid(child, &status, 0), child);
    return status;
}

static void assert_limits(pid_t child)
{
    static const int none[] = {RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_CORE};
    struct rlimit limit;

    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        cr_assert_eq(prlimit(child, (enum __rlimit_resource)none[i], NULL, &limit), 0);
        cr_assert(limit.rlim_cur == 0 && limit.rlim_max == 0, "limit %d is %ju", none[i],
                  (uintmax_t)limit.rlim_max);
    }
    cr_assert_eq(prlimit(child, RLIMIT_AS, NULL, &limit), 0);
    cr_assert(limit.rlim_max > MEMORY && limit.rlim_max < RLIM_INFINITY);
}

Test(confine, limits_stand_behind_the_filter)
{
    int socket, status;
    pid_t child = start_confined(&socket);

    assert_limits(child);
    status = end_confined(child, socket);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

/* As in a container that lets nobody set a filter. */
Test(confine, where_no_filter_can_be_set_the_limits_hold)
{
    int socket, status;
    pid_t child;

    refuse_filters();
    child = start_confined(&socket);
    assert_limits(child);
    status = end_confined(child, socket);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3, "%x", (unsigned)status);
}
