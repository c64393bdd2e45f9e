/* SPDX-License-Identifier: MIT
 *
 * The verbs: one table with name, arguments, options, one line of help and the function.
 */
#ifndef VIKT_CLI_COMMAND_H
#define VIKT_CLI_COMMAND_H

#include "cli/options.h"
#include "cli/output.h"

typedef struct cli_command {
    const char *name;
    const char *arguments; /* "[FOLDER | FILE]" */
    size_t words_min, words_max;
    uint64_t options;    /* bits of the options that it takes */
    const char *summary; /* one line */
    int (*run)(const cli_options *options, cli_output *output); /* returns the exit status */
} cli_command;

/** The i-th command, or NULL behind the last. */
const cli_command *cli_command_at(size_t i);

/** The command of that name, or NULL with err full (nearest verb). */
const cli_command *cli_command_find(const char *name, vikt_error *err);

int cli_cmd_run(const cli_options *options, cli_output *output);
int cli_cmd_init(const cli_options *options, cli_output *output);
int cli_cmd_check(const cli_options *options, cli_output *output);
int cli_cmd_test(const cli_options *options, cli_output *output);
int cli_cmd_explain(const cli_options *options, cli_output *output);
int cli_cmd_runs(const cli_options *options, cli_output *output);
int cli_cmd_compare(const cli_options *options, cli_output *output);
int cli_cmd_verify(const cli_options *options, cli_output *output);
int cli_cmd_moves(const cli_options *options, cli_output *output);
int cli_cmd_export(const cli_options *options, cli_output *output);
int cli_cmd_decide(const cli_options *options, cli_output *output);
int cli_cmd_decisions(const cli_options *options, cli_output *output);
int cli_cmd_forget(const cli_options *options, cli_output *output);
int cli_cmd_prune(const cli_options *options, cli_output *output);
int cli_cmd_sniff(const cli_options *options, cli_output *output);
int cli_cmd_ratings(const cli_options *options, cli_output *output);
int cli_cmd_convert(const cli_options *options, cli_output *output);
int cli_cmd_help(const cli_options *options, cli_output *output);

#endif
