/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

int cli_cmd_runs(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    int status = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    const char *company = options->word_count ? options->words[0] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_code rc = vikt_report_runs(database, &report, &text, &err);
    status = cli_output_take(output, rc, text, &err);
    vikt_report_free(database);
    return status;
}
