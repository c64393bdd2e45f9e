/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/base/process.h"
#include "core/base/stop.h"
#include "core/run/batch_process.h"

enum { LOOKS_EVERY = 100 }; /* milliseconds, to see whether the caller wants to stop */

/* A folder, however often and by whatever path it was named. */
typedef struct folder {
    const char *path;  /* as it was named first */
    const char *again; /* the next name; NULL: none */
    dev_t device;
    ino_t number;
    bool known; /* it is there: device and number tell it from others */
} folder;

struct vikt_batch {
    vikt_arena arena;
    folder *folders; /* by company */
    vikt_batch_company *companies;
    bool *ended;
    size_t count;
};

/* A place for a process. */
typedef struct job {
    vikt_batch_process process;
    size_t company;
} job;

typedef struct work {
    const vikt_batch_options *options;
    const vikt_batch_listener *listener;
    vikt_batch *batch;
    job jobs[VIKT_WORKERS_MAX];
    size_t job_count, busy;
    size_t begun, told;          /* companies before these */
    volatile sig_atomic_t *stop; /* shared with the processes */
} work;

/* ---- one company at its end ---- */

static void tell_repetition(vikt_batch *batch, size_t i)
{
    vikt_batch_company *company = &batch->companies[i];
    vikt_batch_message *messages =
        vikt_arena_new(&batch->arena, company->message_count + 1, sizeof *messages);

    if (!messages)
        return;
    messages[0].severity = VIKT_WARNING;
    (void)vikt_fail(&messages[0].what, VIKT_USAGE, VIKT_NOWHERE,
                    "is named again, as \"%.150s\": run once", batch->folders[i].again);
    if (company->message_count)
        memcpy(messages + 1, company->messages, company->message_count * sizeof *messages);
    company->messages = messages;
    company->message_count++;
}

static void end_company(work *w, size_t i)
{
    const vikt_batch_listener *listener = w->listener;
    vikt_batch *batch = w->batch;

    batch->ended[i] = true;
    if (batch->folders[i].again)
        tell_repetition(batch, i);
    if (listener && listener->ended)
        listener->ended(listener->context, &batch->companies[i]);
    for (; w->told < batch->count && batch->ended[w->told]; w->told++)
        if (listener && listener->in_order)
            listener->in_order(listener->context, &batch->companies[w->told]);
}

static void end_job(work *w, job *j)
{
    vikt_batch_end(&j->process, &w->batch->arena, &w->batch->companies[j->company]);
    w->busy--;
    end_company(w, j->company);
}

static void fail_company(work *w, size_t i, const vikt_error *error)
{
    vikt_batch_company *company = &w->batch->companies[i];
    vikt_batch_message *message = vikt_arena_new(&w->batch->arena, 1, sizeof *message);

    company->state = VIKT_BATCH_FAILED;
    company->exit_status = vikt_code_exit_status(error->code);
    if (message) {
        *message = (vikt_batch_message){VIKT_ERROR, *error};
        company->messages = message;
        company->message_count = 1;
    }
    end_company(w, i);
}

/* ---- all of them ---- */

static job *free_job(work *w)
{
    for (size_t i = 0; i < w->job_count; i++)
        if (!w->jobs[i].process.pid)
            return &w->jobs[i];
    return NULL;
}

/* When the system gives no process, it may once one of ours has ended. */
static void begin_company(work *w, job *j)
{
    vikt_error error = {.code = VIKT_OK};
    const char *company = w->batch->folders[w->begun].path;

    if (vikt_batch_start(w->options, company, w->stop, &j->process, &error) == VIKT_OK) {
        j->company = w->begun++;
        w->busy++;
    } else if (w->busy > 0) {
        w->job_count = w->busy;
    } else {
        fail_company(w, w->begun++, &error);
    }
}

static void begin_companies(work *w)
{
    job *j;

    while (w->begun < w->batch->count && w->busy < w->job_count && (j = free_job(w)) != NULL)
        begin_company(w, j);
}

static void look_for_stop(work *w)
{
    if (*w->stop || !vikt_stop_asked(&w->options->run.stop))
        return;
    *w->stop = 1;
    while (w->begun < w->batch->count)
        end_company(w, w->begun++);
}

static void wait_for_jobs(work *w)
{
    struct pollfd pipes[VIKT_WORKERS_MAX];
    int ready;

    for (size_t i = 0; i < VIKT_WORKERS_MAX; i++)
        pipes[i] =
            (struct pollfd){w->jobs[i].process.pid ? w->jobs[i].process.pipe : -1, POLLIN, 0};
    ready = poll(pipes, VIKT_WORKERS_MAX, w->options->run.stop.asked ? LOOKS_EVERY : -1);
    for (size_t i = 0; ready > 0 && i < VIKT_WORKERS_MAX; i++)
        if (pipes[i].revents && !vikt_batch_hear(&w->jobs[i].process))
            end_job(w, &w->jobs[i]);
}

static void run_all(work *w)
{
    while (w->begun < w->batch->count || w->busy > 0) {
        look_for_stop(w);
        begin_companies(w);
        if (w->busy > 0)
            wait_for_jobs(w);
    }
}

static vikt_code check_options(const vikt_batch_options *options, vikt_error *err)
{
    const vikt_run_options *run = &options->run;

    if (options->count == 0)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "no companies");
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->companies[i], "-") == 0)
            return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                             "standard input cannot be one of several companies");
    if (options->count > 1 && (run->database || run->invoices || run->ratings))
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "one %s for %zu companies; each names its own in its vikt.ini",
                         run->database   ? "database"
                         : run->invoices ? "ledger"
                                         : "sheet of ratings",
                         options->count);
    return VIKT_OK;
}

/* "clients/acme/", as shells write folders, is shown as "clients/acme". */
static const char *name_of(const char *company, vikt_arena *arena)
{
    size_t length = strlen(company);

    while (length > 1 && company[length - 1] == '/')
        length--;
    return vikt_arena_copy(arena, company, length);
}

/* The folder that the company is, if it was named before. */
static folder *find_folder(const vikt_batch *batch, const folder *wanted)
{
    for (size_t i = 0; wanted->known && i < batch->count; i++) {
        folder *other = &batch->folders[i];

        if (other->known && other->device == wanted->device && other->number == wanted->number)
            return other;
    }
    return NULL;
}

/* Two runs of one folder at once would each see half of what the other does. Until it is run, a
 * company is one that was stopped. */
static bool add_company(vikt_batch *batch, const char *path)
{
    folder this = {.path = path}, *before;
    vikt_batch_company *company = &batch->companies[batch->count];
    struct stat status;

    if (stat(path, &status) == 0)
        this = (folder){path, NULL, status.st_dev, status.st_ino, true};
    before = find_folder(batch, &this);
    if (before) {
        before->again = path;
        return true;
    }
    company->company = name_of(path, &batch->arena);
    company->state = VIKT_BATCH_STOPPED;
    company->exit_status = vikt_code_exit_status(VIKT_STOPPED);
    batch->folders[batch->count++] = this;
    return company->company;
}

static bool list_companies(vikt_batch *batch, const vikt_batch_options *options)
{
    batch->folders = vikt_arena_new(&batch->arena, options->count, sizeof *batch->folders);
    batch->companies = vikt_arena_new(&batch->arena, options->count, sizeof *batch->companies);
    batch->ended = vikt_arena_new(&batch->arena, options->count, sizeof *batch->ended);
    if (!batch->folders || !batch->companies || !batch->ended)
        return false;
    for (size_t i = 0; i < options->count; i++)
        if (!add_company(batch, options->companies[i]))
            return false;
    return true;
}

vikt_code vikt_batch_execute(const vikt_batch_options *options, const vikt_batch_listener *listener,
                             vikt_batch **out, vikt_error *err)
{
    work w = {.options = options, .listener = listener, .job_count = options->jobs};
    vikt_code rc = check_options(options, err);

    *out = NULL;
    if (rc != VIKT_OK)
        return rc;
    if (w.job_count == 0 || w.job_count > VIKT_WORKERS_MAX)
        w.job_count = w.job_count ? VIKT_WORKERS_MAX : 1;
    w.stop = vikt_process_share(sizeof *w.stop);
    w.batch = vikt_acquire(vikt_allocator_default(), 1, sizeof *w.batch);
    if (!w.stop || !w.batch || !list_companies(w.batch, options)) {
        vikt_batch_free(w.batch);
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    run_all(&w);
    *out = w.batch;
cleanup:
    vikt_process_unshare((void *)w.stop, sizeof *w.stop);
    return rc;
}

void vikt_batch_free(vikt_batch *batch)
{
    if (!batch)
        return;
    vikt_arena_clear(&batch->arena);
    vikt_release(vikt_allocator_default(), batch);
}

/* ---- what it answers ---- */

const vikt_batch_company *vikt_batch_company_at(const vikt_batch *batch, size_t i)
{
    return i < batch->count ? &batch->companies[i] : NULL;
}

vikt_batch_totals vikt_batch_total(const vikt_batch *batch)
{
    vikt_batch_totals totals = {.companies = batch->count};

    for (size_t i = 0; i < batch->count; i++) {
        const vikt_batch_company *company = &batch->companies[i];

        totals.done += company->state == VIKT_BATCH_DONE;
        totals.skipped += company->state == VIKT_BATCH_SKIPPED;
        totals.failed += company->state == VIKT_BATCH_FAILED;
        totals.stopped += company->state == VIKT_BATCH_STOPPED;
        totals.customers += company->customers;
        totals.rejected += company->rejected;
        if (company->exit_status > totals.exit_status)
            totals.exit_status = company->exit_status;
    }
    return totals;
}
