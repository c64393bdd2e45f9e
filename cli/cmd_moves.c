/* SPDX-License-Identifier: MIT */
#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"
#include "core/base/fail.h"

enum { LISTED = 20, RUNS_MAX = 2 };

int cli_cmd_moves(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_moves *moves = NULL;
    char *text = NULL, *database;
    int status = 0;
    int64_t runs[RUNS_MAX] = {0};
    size_t word = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    while (word < options->word_count && word < RUNS_MAX &&
           cli_company_run(options->words[word], &runs[word]))
        word++;
    if (word + 1 < options->word_count) {
        vikt_fail(&err, VIKT_USAGE, VIKT_NOWHERE,
                  "\"%.100s\" is no run: runs are numbers, and come before the folder",
                  options->words[word]);
        return cli_output_error(output, &err);
    }
    database = cli_company_database(
        options, word < options->word_count ? options->words[word] : NULL, output, &status);
    if (!database)
        return status;
    vikt_moves_options wanted = {.database = database,
                                 .run = runs[0],
                                 .other = runs[1],
                                 .scheme = options->scheme,
                                 .workers = cli_machine_workers(options),
                                 .language = vikt_lua()};
    vikt_code rc = vikt_moves_find(&wanted, &moves, &err);
    if (rc == VIKT_OK)
        rc = vikt_report_moves(moves, options->limit < 0 ? LISTED : (size_t)options->limit, &report,
                               &text, &err);
    status = cli_output_take(output, rc, text, &err);
    vikt_moves_free(moves);
    vikt_report_free(database);
    return status;
}
