/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

int cli_cmd_forget(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_forgotten *forgotten = NULL;
    char *text = NULL;
    int status = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    const char *company = options->word_count > 1 ? options->words[1] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_forget_options wanted = {
        .database = database, .customer = options->words[0], .dry_run = options->dry_run};
    vikt_code rc = vikt_forget(&wanted, &forgotten, &err);
    if (rc == VIKT_OK)
        rc = vikt_report_forgotten(forgotten, &report, &text, &err);
    status = cli_output_take(output, rc, text, &err);
    vikt_forgotten_free(forgotten);
    vikt_report_free(database);
    return status;
}
