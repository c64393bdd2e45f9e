/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* sched_setaffinity, close_range */
#include "core/base/process.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

pid_t vikt_process_fork(void)
{
    sigset_t all, before;
    pid_t pid;
    int code;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid = fork();
    code = errno;
    if (pid != 0)
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = code;
    return pid;
}

/* ---- in the child ---- */

static void reset_signals(void)
{
    static const int left_to_the_maker[] = {SIGINT, SIGQUIT, SIGHUP, SIGPIPE};
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t none;

    for (int number = 1; number < NSIG; number++)
        (void)sigaction(number, &action, NULL); /* some cannot be changed */
    action.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof left_to_the_maker / sizeof *left_to_the_maker; i++)
        (void)sigaction(left_to_the_maker[i], &action, NULL);
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
}

bool vikt_process_settle(pid_t maker)
{
    const struct rlimit none = {0, 0};

    reset_signals();
    (void)setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
    return getppid() == maker; /* it may have ended before it could be followed */
}

static void close_range_of(unsigned first, unsigned last)
{
    if (first > last)
        return;
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, last, 0U) == 0)
        return;
#endif
    enum { DESCRIPTORS = 65536 }; /* an old kernel: as many as may be expected */
    for (unsigned fd = first; fd <= last && fd < DESCRIPTORS; fd++)
        (void)close((int)fd);
}

void vikt_process_close_others(int kept, bool keep_streams)
{
    unsigned first = keep_streams ? STDERR_FILENO + 1 : 0, own = (unsigned)kept;

    if (own > first)
        close_range_of(first, own - 1);
    close_range_of(own >= first ? own + 1 : first, ~0U);
}

void vikt_process_move(unsigned n)
{
#ifdef __linux__
    cpu_set_t all, one;
    size_t cpu = 0;

    if (sched_getaffinity(0, sizeof all, &all) != 0 || CPU_COUNT(&all) < 2)
        return;
    for (n %= (unsigned)CPU_COUNT(&all); n > 0 || !CPU_ISSET(cpu, &all); cpu++)
        n -= CPU_ISSET(cpu, &all) != 0;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) == 0)
        (void)sched_setaffinity(0, sizeof all, &all);
#else
    (void)n;
#endif
}

/* ---- in the maker ---- */

int64_t vikt_process_cpu(pid_t pid)
{
    struct timespec used;
    clockid_t clock;

    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return -1;
    return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

void *vikt_process_share(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

void vikt_process_unshare(void *memory, size_t size)
{
    if (memory)
        (void)munmap(memory, size);
}

int vikt_process_wait(pid_t pid)
{
    int status = -1;
    pid_t got;

    do
        got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    return got == pid ? status : -1;
}

int vikt_process_end(pid_t pid)
{
    int status = -1;
    pid_t got = waitpid(pid, &status, WNOHANG);

    /* where SIGCHLD is ignored, the number of one that has ended may be somebody else's by now */
    if (got == 0)
        (void)kill(pid, SIGKILL);
    while (got == 0 || (got < 0 && errno == EINTR))
        got = waitpid(pid, &status, 0);
    return got == pid ? status : -1;
}
