/* SPDX-License-Identifier: MIT
 *
 * Which company a command line means.
 */
#ifndef VIKT_CLI_COMPANY_H
#define VIKT_CLI_COMPANY_H

#include <vikt/report.h>
#include <vikt/run.h>

#include "cli/options.h"
#include "cli/output.h"

/** The library's options for a company (word) and the command line's options; without a word the
 * current folder when it has a vikt.ini, else none. */
void cli_company_options(const cli_options *options, const char *word, vikt_run_options *out);

/** Whether a word is a profile, an .ini or .lua, by its name; and of those a company's own
 * vikt.ini.
 */
bool cli_is_profile(const char *word);
bool cli_is_company_profile(const char *word);

/** Whether a word is a run's number: "vikt moves 7 5 acme" names runs first, then the company. */
bool cli_company_run(const char *word, int64_t *run);

enum { CLI_FOLDER_MAX = 4096 };

/** The same for a word that may also be a profile alone, an .ini or .lua; of a company's own
 * vikt.ini the folder is meant, whose name is written into folder. */
void cli_company_or_profile(const cli_options *options, const char *word,
                            char folder[CLI_FOLDER_MAX], vikt_run_options *out);

/** The database that the options and the word mean, to be freed with vikt_report_free(); NULL with
 * the error told and *status set. */
char *cli_company_database(const cli_options *options, const char *word, cli_output *output,
                           int *status);

/** Does what the command does with a database, and writes what it says of it. */
typedef vikt_code cli_report(const char *database, const cli_options *options,
                             const vikt_report_options *report, char **out, vikt_error *err);

/** Shows such a report of the company that the word behind `before` others means; returns the exit
 * status. */
int cli_company_report(const cli_options *options, size_t before, cli_output *output,
                       cli_report *write);

#endif
