/* SPDX-License-Identifier: MIT
 *
 * What only the machine knows: today's date and how many cores there are. The one place with a
 * clock.
 */
#ifndef VIKT_CLI_MACHINE_H
#define VIKT_CLI_MACHINE_H

#include "cli/options.h"

typedef struct cli_now {
    char today[11]; /* 2026-05-12, here */
    char utc[21];   /* 2026-05-12T20:15:00Z */
    char dawn[21];  /* 2026-05-11T22:00:00Z: when today began here */
} cli_now;

/** false when the clock is out of all range. */
bool cli_machine_now(cli_now *out);

/** Seconds that pass, from any moment on. */
double cli_machine_seconds(void);

/** 1 to 64. */
unsigned cli_machine_cores(void);

/** Workers as told, else one a core. */
unsigned cli_machine_workers(const cli_options *options);

#endif
