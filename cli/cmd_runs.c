/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

int cli_cmd_runs(const cli_options *options, cli_output *output)
{
    return cli_company_report(options, output, vikt_report_runs);
}
