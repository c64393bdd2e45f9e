/* SPDX-License-Identifier: MIT
 *
 * Results on stdout, talk on stderr, colour only where it is wanted.
 */
#ifndef VIKT_CLI_OUTPUT_H
#define VIKT_CLI_OUTPUT_H

#include "cli/options.h"

typedef struct cli_output {
    bool color_out, color_err, quiet;
    bool quotes;      /* errors in a profile are followed by the line that they mean */
    size_t told;      /* errors heard so far */
    vikt_error first; /* the first of them */
} cli_output;

/** Looks at the streams, NO_COLOR and the options. */
void cli_output_init(cli_output *output, const cli_options *options);

/** A listener that prints warnings and errors to stderr (with quiet only errors); notes belong to
 * the report. */
vikt_listener cli_output_listener(cli_output *output);

/** Prints what that listener would print, as one company's of several; company may be NULL. */
void cli_output_of(const cli_output *output, const char *company, vikt_severity severity,
                   const vikt_error *what);

/** Prints an error unless the listener has already told it; returns its exit status. */
int cli_output_error(cli_output *output, const vikt_error *error);

/** Writes a result to stdout; returns 0, or the exit status of an output that cannot be written. */
int cli_output_result(cli_output *output, const char *text);

/** What a call of the library gave: writes the text and frees it, or tells the error; returns the
 * exit status. */
int cli_output_take(cli_output *output, vikt_code code, char *text, const vikt_error *error);

#endif
