/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <vikt/vikt.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"
#include "cli/stop.h"

static int show(const vikt_run *run, const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    if (options->quiet && !options->json)
        return 0;
    vikt_code rc = vikt_report_run(run, &report, &text, &err);
    return cli_output_take(output, rc, text, &err);
}

static int run_one(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    cli_now now;
    vikt_listener listener = cli_output_listener(output);
    vikt_run_options wanted;
    cli_company_options(options, options->word_count ? options->words[0] : NULL, &wanted);
    if (!cli_machine_now(&now))
        return vikt_code_exit_status(VIKT_BUG);
    wanted.today = now.today;
    wanted.started_at = now.utc;
    wanted.workers = cli_machine_workers(options);
    wanted.stop = cli_stop_watch();
    vikt_code rc = vikt_run_execute(&wanted, &listener, &run, &err);
    if (rc != VIKT_OK) {
        int status = cli_output_error(output, &err);
        return rc == VIKT_STOPPED && cli_stop_status() ? cli_stop_status() : status;
    }
    int status = show(run, options, output);
    if (status != 0 && vikt_run_id(run) && !vikt_run_unchanged(run)) /* a batch must not store it twice */
        fprintf(stderr, "vikt: the run is stored all the same, as run %lld\n",
                (long long)vikt_run_id(run));
    if (status == 0 && (vikt_run_rejected(run) || vikt_run_failures(run)))
        status = 1; /* stored, but not everything could be used */
    vikt_run_free(run);
    return status;
}

int cli_cmd_run(const cli_options *options, cli_output *output)
{
    return cli_batch_wanted(options) ? cli_batch_run(options, output) : run_one(options, output);
}
