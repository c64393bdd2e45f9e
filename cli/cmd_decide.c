/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"

int cli_cmd_decide(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    int status = 0;
    cli_now now;
    size_t named = options->withdraw ? 1 : 2; /* KEY, or KEY CLASS */
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    if (options->word_count < named) {
        vikt_error missing = {.code = VIKT_USAGE,
                              .message = "vikt decide needs a class: vikt decide KEY CLASS; "
                                         "--withdraw takes a decision back"};
        return cli_output_error(output, &missing);
    }
    if (!cli_machine_now(&now))
        return vikt_code_exit_status(VIKT_BUG);
    vikt_decision_options wanted = {.customer = options->words[0],
                                    .class_name = options->words[1],
                                    .scheme = options->scheme,
                                    .reason = options->reason,
                                    .author = options->author,
                                    .until = options->until,
                                    .today = now.today};
    const char *company = options->word_count > named ? options->words[named] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_code rc = options->withdraw
                       ? vikt_decision_withdraw(database, &wanted, &report, &text, &err)
                       : vikt_decision_make(database, &wanted, &report, &text, &err);
    if (rc == VIKT_OK && options->quiet && !options->json)
        vikt_report_free(text);
    else
        status = cli_output_take(output, rc, text, &err);
    vikt_report_free(database);
    return status;
}

static vikt_code list(const char *database, const cli_options *options,
                      const vikt_report_options *report, char **out, vikt_error *err)
{
    (void)options;
    return vikt_report_decisions(database, report, out, err);
}

int cli_cmd_decisions(const cli_options *options, cli_output *output)
{
    return cli_company_report(options, 0, output, list);
}
