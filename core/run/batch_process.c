/* SPDX-License-Identifier: MIT */
#include "core/run/batch_process.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/fail.h"
#include "core/base/process.h"
#include "core/run/batch_company.h"

/* ---- in the child ---- */

static bool is_asked(void *context)
{
    return *(volatile sig_atomic_t *)context != 0;
}

/* What ends the maker politely reaches the child by way of the maker. A file that may not grow is
 * an error like a full disk. */
static void ignore_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGXFSZ, &action, NULL);
}

static void be_child(const vikt_batch_options *options, const char *company, pid_t maker,
                     volatile sig_atomic_t *stop, int pipe)
{
    vikt_batch_options own = *options;

    if (!vikt_process_settle(maker))
        _exit(1);
    ignore_signals();
    vikt_process_close_others(pipe, true);
    own.run.company = company;
    own.run.stop = (vikt_stop){is_asked, (void *)stop};
    vikt_batch_run_company(&own, pipe);
    _exit(0);
}

/* ---- in the maker ---- */

static vikt_code cannot_start(const char *company, int reason, vikt_error *err)
{
    return vikt_fail(err, VIKT_LIMIT, vikt_place_of(company, 0, 0),
                     "no process can be started for it: %s", strerror(reason));
}

vikt_code vikt_batch_start(const vikt_batch_options *options, const char *company,
                           volatile sig_atomic_t *stop, vikt_batch_process *out, vikt_error *err)
{
    pid_t maker = getpid();
    int ends[2];

    if (pipe(ends) != 0)
        return cannot_start(company, errno, err);
    out->pid = vikt_process_fork();
    if (out->pid < 0) {
        int reason = errno;

        out->pid = 0;
        close(ends[0]);
        close(ends[1]);
        return cannot_start(company, reason, err);
    }
    if (out->pid == 0)
        be_child(options, company, maker, stop, ends[1]);
    close(ends[1]);
    out->pipe = ends[0];
    vikt_buffer_init(&out->heard, NULL, VIKT_BATCH_HEARD_MAX);
    return VIKT_OK;
}

bool vikt_batch_hear(vikt_batch_process *process)
{
    char bytes[16384];
    ssize_t count;

    do
        count = read(process->pipe, bytes, sizeof bytes);
    while (count < 0 && errno == EINTR);
    if (count > 0)
        vikt_buffer_add(&process->heard, bytes, (size_t)count);
    return count > 0;
}

/* A file that is read in place and cut short meanwhile is met with SIGBUS. */
static void explain_death(const char *company, int status, vikt_error *out)
{
    vikt_place place = vikt_place_of(company, 0, 0);

    if (status >= 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS)
        vikt_fail(out, VIKT_INPUT, place,
                  "a file changed while it was read; try again when nobody writes to it");
    else if (status >= 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        vikt_fail(out, VIKT_LIMIT, place,
                  "its process was killed, by somebody or for want of memory");
    else if (status >= 0 && WIFSIGNALED(status))
        vikt_fail(out, VIKT_BUG, place, "its process died of signal %d", WTERMSIG(status));
    else
        vikt_fail(out, VIKT_BUG, place, "its process ended without a word");
}

/* The run was not stored, or nobody knows. */
static void take_failure(vikt_arena *arena, const vikt_error *error, vikt_batch_company *out)
{
    vikt_batch_message *messages = vikt_arena_new(arena, out->message_count + 1, sizeof *messages);

    out->state = VIKT_BATCH_FAILED;
    out->exit_status = vikt_code_exit_status(error->code);
    if (!messages)
        return;
    if (out->message_count)
        memcpy(messages, out->messages, out->message_count * sizeof *messages);
    messages[out->message_count++] = (vikt_batch_message){VIKT_ERROR, *error};
    out->messages = messages;
}

void vikt_batch_end(vikt_batch_process *process, vikt_arena *arena, vikt_batch_company *out)
{
    vikt_error error = {.code = VIKT_OK};
    bool ended = false;
    int status = vikt_process_wait(process->pid);

    if (!vikt_batch_take(vikt_buffer_view(&process->heard), arena, out, &ended))
        vikt_fail_memory(&error);
    else if (!ended)
        explain_death(out->company, status, &error);
    if (error.code != VIKT_OK)
        take_failure(arena, &error, out);
    close(process->pipe);
    vikt_buffer_clear(&process->heard);
    process->pid = 0;
}
