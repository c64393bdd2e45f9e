/* SPDX-License-Identifier: MIT
 *
 * `vikt run` of many companies: a line each, the total, a log.
 */
#ifndef VIKT_CLI_BATCH_H
#define VIKT_CLI_BATCH_H

#include "cli/options.h"
#include "cli/output.h"

/** Whether the options speak of more than one company, or in a way that only a batch knows. */
bool cli_batch_wanted(const cli_options *options);

/** Runs them; returns the exit status. */
int cli_batch_run(const cli_options *options, cli_output *output);

#endif
