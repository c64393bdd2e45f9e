/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

int cli_cmd_prune(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_pruned *pruned = NULL;
    char *text = NULL;
    int status = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    const char *company = options->word_count ? options->words[0] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_prune_options wanted = {
        .database = database, .keep = (size_t)options->keep, .dry_run = options->dry_run};
    vikt_code rc = vikt_prune(&wanted, &pruned, &err);
    if (rc == VIKT_OK)
        rc = vikt_report_pruned(pruned, &report, &text, &err);
    status = cli_output_take(output, rc, text, &err);
    vikt_pruned_free(pruned);
    vikt_report_free(database);
    return status;
}
