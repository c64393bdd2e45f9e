/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* RLIMIT_NPROC, syscall numbers */
#include "core/base/confine.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#define FILTERED 1
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(VIKT_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif

bool vikt_confine_possible(void)
{
#ifdef SANITIZED
    return false;
#else
    return RUNNING_ON_VALGRIND == 0;
#endif
}

/* ---- limits ---- */

/* The address space in use, or 0. */
static size_t present_size(void)
{
    char text[32] = {0};
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);

    if (file >= 0)
        (void)close(file);
    return length > 0 ? (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static void limit(size_t memory)
{
    enum { RESERVE = 64 << 20 }; /* for the process itself: messages, and the stack */
    const struct rlimit none = {0, 0};
    size_t present = present_size();
    rlim_t most = (rlim_t)present + memory + RESERVE;

    if (present)
        (void)setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
    (void)setrlimit(RLIMIT_FSIZE, &none);
    (void)setrlimit(RLIMIT_NOFILE, &none); /* no new ones */
    (void)setrlimit(RLIMIT_NPROC, &none);
    (void)setrlimit(RLIMIT_CORE, &none);
}

/* ---- the filter ---- */

#ifdef FILTERED

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

enum condition { ALWAYS, ON_SOCKET, WITHOUT_CODE /* third argument lacks PROT_EXEC */ };

/* All that a confined process may ask of the system. Nothing waits, so that it cannot sleep for
 * ever: a lock that somebody else held when it was forked kills it. */
static const struct allowed {
    uint32_t call;
    enum condition condition;
} allowed[] = {
    {SYS_read, ON_SOCKET},       {SYS_write, ON_SOCKET},       {SYS_brk, ALWAYS},
    {SYS_mmap, WITHOUT_CODE},    {SYS_mprotect, WITHOUT_CODE}, {SYS_munmap, ALWAYS},
    {SYS_mremap, ALWAYS},        {SYS_madvise, ALWAYS},        {SYS_rt_sigreturn, ALWAYS},
    {SYS_rt_sigaction, ALWAYS},  {SYS_rt_sigprocmask, ALWAYS}, {SYS_restart_syscall, ALWAYS},
    {SYS_timer_create, ALWAYS},  {SYS_timer_settime, ALWAYS},  {SYS_timer_delete, ALWAYS},
    {SYS_clock_gettime, ALWAYS}, {SYS_gettimeofday, ALWAYS},
#ifdef SYS_time
    {SYS_time, ALWAYS},
#endif
    {SYS_sched_yield, ALWAYS},   {SYS_exit, ALWAYS},           {SYS_exit_group, ALWAYS},
};

enum {
    ALLOWED = sizeof allowed / sizeof *allowed,
    FOR_EACH = 5,
    OTHERS = 8,
    X32 = 0x40000000 /* calls of another interface of x86-64 have this bit */
};

typedef struct program {
    struct sock_filter steps[ALLOWED * FOR_EACH + OTHERS];
    unsigned short count;
} program;

static void step(program *p, int code, uint32_t k, uint8_t if_true, uint8_t if_false)
{
    p->steps[p->count++] = (struct sock_filter){(uint16_t)code, if_true, if_false, k};
}

static void load(program *p, size_t offset)
{
    step(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(program *p, uint32_t what)
{
    step(p, BPF_RET | BPF_K, what, 0, 0);
}

/* The lower half of an argument, which is all that the kernel looks at in these. */
static size_t argument(int number)
{
    return offsetof(struct seccomp_data, args) + (size_t)number * sizeof(uint64_t);
}

static void allow(program *p, const struct allowed *a, int socket)
{
    switch (a->condition) {
    case ALWAYS:
        step(p, BPF_JMP | BPF_JEQ | BPF_K, a->call, 0, 1);
        answer(p, SECCOMP_RET_ALLOW);
        return;
    case ON_SOCKET:
        step(p, BPF_JMP | BPF_JEQ | BPF_K, a->call, 0, 4);
        load(p, argument(0));
        step(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)socket, 1, 0);
        break;
    case WITHOUT_CODE:
        step(p, BPF_JMP | BPF_JEQ | BPF_K, a->call, 0, 4);
        load(p, argument(2));
        step(p, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1);
        break;
    }
    answer(p, SECCOMP_RET_KILL_PROCESS);
    answer(p, SECCOMP_RET_ALLOW);
}

static void filter(int socket)
{
    program p = {.count = 0};
    struct sock_fprog all = {.filter = p.steps};

    load(&p, offsetof(struct seccomp_data, arch));
    step(&p, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    answer(&p, SECCOMP_RET_KILL_PROCESS);
    load(&p, offsetof(struct seccomp_data, nr));
    step(&p, BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1);
    answer(&p, SECCOMP_RET_KILL_PROCESS);
    for (size_t i = 0; i < ALLOWED; i++)
        allow(&p, &allowed[i], socket);
    answer(&p, SECCOMP_RET_KILL_PROCESS);
    all.len = p.count;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all, 0, 0);
}

#else

static void filter(int socket)
{
    (void)socket;
}

#endif

void vikt_confine(int socket, size_t memory)
{
    limit(memory);
    filter(socket);
}
