/* SPDX-License-Identifier: MIT
 *
 * What a child process does to itself before it works: nothing of its maker's files, signals and
 * handlers stays with it, and it does not outlive its maker. Knows nothing of the work.
 */
#ifndef VIKT_PROCESS_H
#define VIKT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { VIKT_WORKERS_MAX = 64 }; /* processes at work at once */

/** fork(); in the child all signals are blocked until it has settled. */
pid_t vikt_process_fork(void);

/** In the child of maker, once: default handlers, no signal blocked (a terminal's interrupt is left
 * to the maker), killed when the maker's thread ends, no core files. False: the maker is gone. */
bool vikt_process_settle(pid_t maker);

/** Closes every descriptor but one; keep_streams: and but 0, 1 and 2. */
void vikt_process_close_others(int kept, bool keep_streams);

/** Goes to the n-th of the processors it may use, and is free to leave it: a new process stays on
 * its maker's for some milliseconds otherwise. No promise; Linux only. */
void vikt_process_move(unsigned n);

/** Processor time that a child has used, in milliseconds; -1: cannot be told. It says when to give
 * up a process, and decides no result. */
int64_t vikt_process_cpu(pid_t pid);

/** Zeroed memory that later children share; NULL when there is none. Unmap with
 * vikt_process_unshare(). */
void *vikt_process_share(size_t size);
void vikt_process_unshare(void *memory, size_t size);

/** Waits for a child that is about to end. Returns as vikt_process_end(). */
int vikt_process_wait(pid_t pid);

/** Kills and waits. Returns the status of waitpid(); -1 when somebody else took it. */
int vikt_process_end(pid_t pid);

#endif
