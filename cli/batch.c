/* SPDX-License-Identifier: MIT */
#include "cli/batch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "cli/company.h"
#include "cli/machine.h"
#include "cli/stop.h"

typedef struct batch_output {
    const cli_options *options;
    cli_output *output;
    const char *log_path;
    FILE *log; /* NULL: none, or it cannot be written any more */
    const char *started_at;
    size_t companies, ended;
    double began; /* seconds */
    bool shows_progress, has_progress;
    bool unheard; /* standard output cannot be written */
    int status;   /* of what could not be written; 0: all was */
} batch_output;

/* ---- progress: on a terminal, of what takes more than a second ---- */

static void clear_progress(batch_output *b)
{
    if (b->has_progress)
        fputs("\r\033[K", stderr);
    b->has_progress = false;
}

static void show_progress(batch_output *b)
{
    if (!b->shows_progress || cli_machine_seconds() - b->began < 1)
        return;
    fprintf(stderr, "\r\033[K%zu of %zu companies", b->ended, b->companies);
    fflush(stderr);
    b->has_progress = true;
}

/* ---- the log ---- */

static int tell_log(const char *path, cli_output *output)
{
    vikt_error error = {.code = VIKT_STORE};
    snprintf(error.place.source, sizeof error.place.source, "%s", path);
    snprintf(error.message, sizeof error.message, "cannot be written: %s", strerror(errno));
    return cli_output_error(output, &error);
}

static void write_log(batch_output *b, const vikt_batch_company *company)
{
    vikt_report_options options = {.json = true};
    vikt_error err = {0};
    char *text = NULL;
    if (!b->log)
        return;
    errno = 0;
    bool written =
        vikt_report_batch_company(company, b->started_at, &options, &text, &err) == VIKT_OK &&
        fputs(text, b->log) >= 0 && fflush(b->log) == 0;
    vikt_report_free(text);
    if (written)
        return;
    clear_progress(b); /* the runs matter more than their log */
    b->status = tell_log(b->log_path, b->output);
    fclose(b->log);
    b->log = NULL;
}

static void hear_ended(void *context, const vikt_batch_company *company)
{
    batch_output *b = context;
    b->ended++;
    write_log(b, company);
    show_progress(b);
}

/* ---- one line a company ---- */

static void show_line(batch_output *b, const vikt_batch_company *company)
{
    vikt_report_options options = {.color = b->output->color_out};
    vikt_error err = {0};
    char *text = NULL;
    vikt_code rc = vikt_report_batch_company(company, NULL, &options, &text, &err);
    int status = cli_output_take(b->output, rc, text, &err);
    b->unheard = status != 0;
    if (status > b->status)
        b->status = status;
}

static void hear_in_order(void *context, const vikt_batch_company *company)
{
    batch_output *b = context;
    clear_progress(b);
    for (size_t i = 0; i < company->message_count; i++)
        cli_output_of(b->output, company->company, company->messages[i].severity,
                      &company->messages[i].what);
    if (!b->options->quiet && !b->options->json && !b->unheard)
        show_line(b, company);
    show_progress(b);
}

/* ---- all of them ---- */

bool cli_batch_wanted(const cli_options *options)
{
    return options->word_count > 1 || options->all || options->log || options->jobs > 0 ||
           options->resume;
}

/* With many at once, a company has one process for its rule functions. */
static void divide(const cli_options *options, vikt_batch_options *wanted)
{
    unsigned cores = cli_machine_cores();
    wanted->jobs = options->jobs > 0 ? (unsigned)options->jobs : cores;
    bool many = wanted->jobs > 1 && wanted->count > 1;
    wanted->run.workers = options->workers < 0 && many ? 1 : cli_machine_workers(options);
}

static int show_total(const vikt_batch *batch, batch_output *b)
{
    vikt_report_options options = {.json = b->options->json, .color = b->output->color_out};
    vikt_error err = {0};
    char *text = NULL;
    if ((b->options->quiet && !b->options->json) || b->unheard)
        return 0;
    vikt_code rc = vikt_report_batch(batch, &options, &text, &err);
    return cli_output_take(b->output, rc, text, &err);
}

static int judge(const vikt_batch *batch, batch_output *b)
{
    vikt_batch_totals totals = vikt_batch_total(batch);
    int status = show_total(batch, b);
    if (status < b->status)
        status = b->status;
    if (totals.stopped && cli_stop_status()) {
        fprintf(stderr, "vikt: ended by %s: %zu of %zu companies were not run; --resume goes on\n",
                cli_stop_name(), totals.stopped, totals.companies);
        return cli_stop_status();
    }
    return totals.exit_status > status ? totals.exit_status : status;
}

static int run(vikt_batch_options *wanted, batch_output *b)
{
    vikt_batch_listener listener = {hear_ended, hear_in_order, b};
    vikt_error err = {0};
    vikt_batch *batch = NULL;
    divide(b->options, wanted);
    b->companies = wanted->count;
    b->began = cli_machine_seconds();
    if (b->log_path && !(b->log = fopen(b->log_path, "ae")))
        return tell_log(b->log_path, b->output);
    vikt_code rc = vikt_batch_execute(wanted, &listener, &batch, &err);
    clear_progress(b);
    int status = rc == VIKT_OK ? judge(batch, b) : cli_output_error(b->output, &err);
    if (b->log)
        fclose(b->log); /* each line was written and flushed */
    vikt_batch_free(batch);
    return status;
}

static vikt_code list_companies(const cli_options *options, vikt_batch_names *found,
                                vikt_batch_options *wanted, vikt_error *err)
{
    static const char *const here[] = {"."};
    if (options->all && options->word_count) {
        snprintf(err->message, sizeof err->message,
                 "--all and a list of companies: expected one of them");
        return err->code = VIKT_USAGE;
    }
    if (options->all) {
        vikt_code rc = vikt_batch_find(options->all, found, err);
        wanted->companies = (const char *const *)found->names;
        wanted->count = found->count;
        return rc;
    }
    wanted->companies = options->word_count ? options->words : here;
    wanted->count = options->word_count ? options->word_count : 1;
    return VIKT_OK;
}

int cli_batch_run(const cli_options *options, cli_output *output)
{
    vikt_batch_options wanted = {.count = 0};
    vikt_batch_names found = {NULL, 0};
    vikt_error err = {0};
    cli_now now;
    if (!cli_machine_now(&now))
        return vikt_code_exit_status(VIKT_BUG);
    batch_output b = {.options = options,
                      .output = output,
                      .log_path = options->log,
                      .started_at = now.utc,
                      .shows_progress = !options->quiet && isatty(STDERR_FILENO)};
    if (list_companies(options, &found, &wanted, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    cli_company_options(options, NULL, &wanted.run);
    wanted.run.company = NULL;
    wanted.run.today = now.today;
    wanted.run.started_at = now.utc;
    wanted.run.stop = cli_stop_watch();
    wanted.done_since = options->resume ? now.dawn : NULL;
    int status = run(&wanted, &b);
    vikt_batch_names_free(&found);
    return status;
}
