/* SPDX-License-Identifier: MIT
 *
 * One company's process: its start, what it does, and what became of it.
 */
#ifndef VIKT_BATCH_PROCESS_H
#define VIKT_BATCH_PROCESS_H

#include <signal.h>
#include <sys/types.h>

#include "core/run/batch_wire.h"

typedef struct vikt_batch_process {
    pid_t pid; /* 0: none */
    int pipe;
    vikt_buffer heard;
} vikt_batch_process;

/**
 * Starts a process for a company.
 * @param stop  shared with it: not 0 ends its run
 * @return VIKT_OK; VIKT_LIMIT when the system gives no process or pipe
 */
vikt_code vikt_batch_start(const vikt_batch_options *options, const char *company,
                           volatile sig_atomic_t *stop, vikt_batch_process *out, vikt_error *err);

/** Reads what is there, when there is something; false: that was the last. */
bool vikt_batch_hear(vikt_batch_process *process);

/** Waits for its end once all is heard. Fills *out by what it said and how it ended; texts go into
 * arena. */
void vikt_batch_end(vikt_batch_process *process, vikt_arena *arena, vikt_batch_company *out);

#endif
