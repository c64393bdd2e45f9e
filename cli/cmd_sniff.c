/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

int cli_cmd_sniff(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_sniff *sniff = NULL;
    char *text = NULL;
    int status = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    vikt_run_options wanted;

    cli_company_options(options, options->words[0], &wanted);
    if (vikt_sniff_file(&wanted, NULL, &sniff, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    if (options->json || !options->quiet) {
        vikt_code rc = vikt_report_sniff(sniff, &report, &text, &err);
        status = cli_output_take(output, rc, text, &err);
    }
    vikt_sniff_free(sniff);
    return status;
}
