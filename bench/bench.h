/* SPDX-License-Identifier: MIT */
/*
 * bench.h - small tools that every part of the measuring stick uses: a clock,
 * page-wise memory, a fatal error, and two threads over one range.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>

/* Milliseconds on a clock that never goes back. */
double now_ms(void);

/* Prints "floor: message" to stderr and exits with status 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Zeroed memory straight from the system. Pages that are never touched cost
 * nothing, so a generous upper bound is a fine size. Free with the same size.
 */
void *pages_new(size_t bytes);
void pages_free(void *memory, size_t bytes);

/* Peak resident memory of this process in KiB. */
long peak_rss_kib(void);

/* Work over the rows [first, last). */
typedef void range_work(void *context, size_t first, size_t last);

/*
 * Runs work over [0, rows): at once, or as two halves on two threads. The
 * second thread is pinned away from the first from its birth: a new thread
 * otherwise shares its maker's core for 2 to 4 ms, which is all the time that
 * 100,000 customers take.
 */
void run_halves(int threads, size_t rows, range_work *work, void *context);

/* The same for two unlike jobs: a on this thread, b on the other. */
typedef void plain_work(void *context);
void run_both(plain_work *work, void *a, void *b);

#endif
