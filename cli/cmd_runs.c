/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

static vikt_code write(const char *database, const cli_options *options,
                       const vikt_report_options *report, char **out, vikt_error *err)
{
    (void)options;
    return vikt_report_runs(database, report, out, err);
}

int cli_cmd_runs(const cli_options *options, cli_output *output)
{
    return cli_company_report(options, 0, output, write);
}
