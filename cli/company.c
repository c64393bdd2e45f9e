/* SPDX-License-Identifier: MIT */
#include "cli/company.h"

#include <unistd.h>

#include <vikt/vikt.h>

void cli_company_options(const cli_options *options, const char *word, vikt_run_options *out)
{
    *out = (vikt_run_options){.company = word,
                              .rules = options->rules,
                              .database = options->database,
                              .dry_run = options->dry_run,
                              .as_of = options->as_of,
                              .overrides = options->overrides,
                              .override_count = options->override_count,
                              .force = options->force,
                              .strict = options->strict,
                              .language = vikt_lua()};
    if (!word && access("vikt.ini", F_OK) == 0)
        out->company = ".";
}

char *cli_company_database(const cli_options *options, const char *word, cli_output *output,
                           int *status)
{
    vikt_error err = {0};
    vikt_run_options wanted;
    char *path = NULL;
    cli_company_options(options, word, &wanted);
    if (vikt_run_database(&wanted, &path, &err) != VIKT_OK)
        *status = cli_output_error(output, &err);
    return path;
}
