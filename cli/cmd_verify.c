/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"

/* 1 as for a run that could not use everything: it was done, and something is to be looked at. */
static int status_of(const vikt_verification *verification)
{
    if (vikt_verification_damaged(verification))
        return vikt_code_exit_status(VIKT_STORE);
    return vikt_verification_problems(verification) ? 1 : 0;
}

int cli_cmd_verify(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_verification *verification = NULL;
    char *text = NULL;
    int status = 0;
    int64_t run = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    size_t word = options->word_count && cli_company_run(options->words[0], &run);
    const char *company = word < options->word_count ? options->words[word] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_verify_options wanted = {.database = database,
                                  .folder = company,
                                  .run = run,
                                  .all = options->all_runs,
                                  .workers = cli_machine_workers(options),
                                  .language = vikt_lua()};
    vikt_code rc = vikt_verify(&wanted, &verification, &err);
    bool silent = rc == VIKT_OK && options->quiet && !options->json;
    if (rc == VIKT_OK && !silent)
        rc = vikt_report_verification(verification, &report, &text, &err);
    if (!silent)
        status = cli_output_take(output, rc, text, &err);
    if (status == 0)
        status = status_of(verification);
    vikt_verification_free(verification);
    vikt_report_free(database);
    return status;
}
