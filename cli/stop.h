/* SPDX-License-Identifier: MIT
 *
 * SIGINT and SIGTERM as a wish to end: what is under way is ended cleanly.
 */
#ifndef VIKT_CLI_STOP_H
#define VIKT_CLI_STOP_H

#include <vikt/error.h>
#include <vikt/stop.h>

/** From now on the first of the two is kept for the library to ask after, and a second one kills. A
 * signal that was ignored when vikt started stays so. */
vikt_stop cli_stop_watch(void);

/** The exit status of a program that was ended so, 130 or 143; 0: no signal has come. */
int cli_stop_status(void);

/** "SIGINT" or "SIGTERM". */
const char *cli_stop_name(void);

#endif
