/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

static vikt_code write(const char *database, const cli_options *options,
                       const vikt_report_options *report, char **out, vikt_error *err)
{
    vikt_forgotten *forgotten = NULL;
    vikt_forget_options wanted = {
        .database = database, .customer = options->words[0], .dry_run = options->dry_run};
    vikt_code rc = vikt_forget(&wanted, &forgotten, err);
    if (rc == VIKT_OK)
        rc = vikt_report_forgotten(forgotten, report, out, err);
    vikt_forgotten_free(forgotten);
    return rc;
}

int cli_cmd_forget(const cli_options *options, cli_output *output)
{
    return cli_company_report(options, 1, output, write);
}
