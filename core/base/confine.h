/* SPDX-License-Identifier: MIT
 *
 * What a process that runs rules of strangers may still do: compute, use some more memory, and
 * speak through one socket. Anything else kills it. One table in confine.c says what is allowed.
 */
#ifndef VIKT_CONFINE_H
#define VIKT_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

/** Whether it can be done here: not in builds with sanitizers and not under valgrind, which need
 * what it forbids. */
bool vikt_confine_possible(void);

/**
 * Confines this process for good, as far as the system can: resource limits, no new privileges,
 * and on Linux (x86-64, AArch64) a filter of system calls.
 *
 * @param socket  the one descriptor that may be read and written
 * @param memory  bytes that it may use beyond those it has
 */
void vikt_confine(int socket, size_t memory);

#endif
