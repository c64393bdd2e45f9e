/* SPDX-License-Identifier: MIT
 *
 * One worker process: forked with all that a call needs already in its memory, it obeys orders for
 * rows and says what they gave. Whatever happens to it happens to nobody else.
 */
#ifndef VIKT_WORKER_H
#define VIKT_WORKER_H

#include <sys/types.h>

#include "core/population/chunk.h"
#include "core/population/wire.h"

typedef struct vikt_worker {
    pid_t pid; /* 0: there is none */
    vikt_wire wire;
    volatile uint32_t *at_work; /* memory shared with the worker: the row that it is at */
} vikt_worker;

/**
 * Starts the n-th worker; wire.bytes and at_work are there. One without a core of its own (n 0 of
 * many 1) is left where it is.
 * @return 0, or errno
 */
int vikt_worker_start(vikt_worker *worker, const vikt_call_plan *plan, unsigned n, bool many);

/** Kills it, and says in how (may be NULL) of what it had died before. */
void vikt_worker_end(vikt_worker *worker, char *how, size_t size);

#endif
