/* SPDX-License-Identifier: MIT
 *
 * The same work over many rows on several threads. Chunks are fixed, so that what a chunk holds
 * does not depend on the number of workers.
 */
#ifndef VIKT_PARALLEL_H
#define VIKT_PARALLEL_H

#include <stddef.h>

#include <vikt/error.h>

enum { VIKT_WORKERS_MAX = 64, VIKT_CHUNK_ROWS = 8192 };

/**
 * Calls work(context, worker, first, last, err) for chunks that cover 0..count, each once.
 *
 * @param workers  0 or 1: all in the calling thread; worker is then 0
 * @param work     worker is 0..workers-1; calls with the same worker never overlap. The first
 *                 failing chunk (by row, not by time) gives the result; chunks behind it may or
 *                 may not have run
 */
vikt_code vikt_parallel(unsigned workers, size_t count,
                        vikt_code (*work)(void *context, unsigned worker, size_t first, size_t last,
                                          vikt_error *err),
                        void *context, vikt_error *err);

#endif
