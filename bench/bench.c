/* SPDX-License-Identifier: MIT */
/* bench.c - see bench.h */
#define _GNU_SOURCE
#include "bench.h"

#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

_Noreturn void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("floor: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void *pages_new(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        die("no memory for %zu bytes", bytes);
    return memory;
}

void pages_free(void *memory, size_t bytes)
{
    munmap(memory, bytes);
}

long peak_rss_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Gives the thread-to-be every allowed core but the one we run on. */
static void pin_elsewhere(pthread_attr_t *attributes)
{
    cpu_set_t allowed;
    int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof allowed, &allowed) || CPU_COUNT(&allowed) < 2)
        return;
    CPU_CLR((size_t)here, &allowed);
    pthread_attr_setaffinity_np(attributes, sizeof allowed, &allowed);
}

static pthread_t start_thread(void *(*entry)(void *), void *argument)
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pin_elsewhere(&attributes);
    if (pthread_create(&thread, &attributes, entry, argument))
        die("a thread cannot be started");
    pthread_attr_destroy(&attributes);
    return thread;
}

struct range_job {
    range_work *work;
    void *context;
    size_t first, last;
};

static void *range_entry(void *argument)
{
    struct range_job *job = argument;
    job->work(job->context, job->first, job->last);
    return NULL;
}

void run_halves(int threads, size_t rows, range_work *work, void *context)
{
    if (threads == 1) {
        work(context, 0, rows);
        return;
    }
    struct range_job second = {work, context, rows / 2, rows};
    pthread_t thread = start_thread(range_entry, &second);
    work(context, 0, rows / 2);
    pthread_join(thread, NULL);
}

struct plain_job {
    plain_work *work;
    void *context;
};

static void *plain_entry(void *argument)
{
    struct plain_job *job = argument;
    job->work(job->context);
    return NULL;
}

void run_both(plain_work *work, void *a, void *b)
{
    struct plain_job second = {work, b};
    pthread_t thread = start_thread(plain_entry, &second);
    work(a);
    pthread_join(thread, NULL);
}
