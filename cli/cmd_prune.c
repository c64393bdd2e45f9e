/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

static vikt_code write(const char *database, const cli_options *options,
                       const vikt_report_options *report, char **out, vikt_error *err)
{
    vikt_pruned *pruned = NULL;
    vikt_prune_options wanted = {
        .database = database, .keep = (size_t)options->keep, .dry_run = options->dry_run};
    vikt_code rc = vikt_prune(&wanted, &pruned, err);
    if (rc == VIKT_OK)
        rc = vikt_report_pruned(pruned, report, out, err);
    vikt_pruned_free(pruned);
    return rc;
}

int cli_cmd_prune(const cli_options *options, cli_output *output)
{
    return cli_company_report(options, 0, output, write);
}
