/* SPDX-License-Identifier: MIT */
#include "core/population/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/confine.h"
#include "core/base/fail.h"
#include "core/base/process.h"

/* ---- in the worker ---- */

/* What the worker has heard for one order. The maker counts for itself: here it is only to know
 * when enough has been said. */
typedef struct work {
    const vikt_call_plan *plan;
    vikt_wire *wire;
    volatile uint32_t *at_work;
    vikt_heard heard;
    size_t printed;
    vikt_code code; /* why a callback ended the order */
} work;

/* Without its maker a worker has nothing to do. */
static void put(work *w, vikt_message_kind kind, size_t row, const void *bytes, size_t length)
{
    if (!vikt_wire_put(w->wire, kind, row, bytes, length))
        _exit(1);
}

static void put_text(work *w, vikt_message_kind kind, size_t row, vikt_text text)
{
    put(w, kind, row, text.at, text.length < VIKT_MESSAGE_MAX ? text.length : VIKT_MESSAGE_MAX);
}

static bool hear_text(void *context, size_t row, vikt_text value)
{
    work *w = context;

    if (w->plan->notes[VIKT_NOTES_TEXT])
        put_text(w, VIKT_MESSAGE_TEXT, row, value);
    return true;
}

static bool hear_reason(void *context, size_t row, vikt_text reason)
{
    work *w = context;

    if (w->plan->notes[VIKT_NOTES_REASON])
        put_text(w, VIKT_MESSAGE_REASON, row, reason);
    return true;
}

static bool hear_printed(void *context, size_t row, vikt_text line)
{
    work *w = context;

    if (w->printed >= w->plan->print_limit || w->heard.printed_bytes >= VIKT_CHUNK_PRINTED_MAX)
        return true;
    w->printed++;
    w->heard.printed_bytes += line.length < VIKT_REASON_MAX ? line.length : VIKT_REASON_MAX / 2;
    put_text(w, VIKT_MESSAGE_PRINTED, row, line);
    return true;
}

static bool hear_failed(void *context, size_t row, const vikt_error *error)
{
    work *w = context;

    put(w, VIKT_MESSAGE_FAILED, row, error, sizeof *error);
    w->plan->rows->numbers[row] = NAN;
    w->heard.failures++;
    w->heard.spent += error->code == VIKT_LIMIT;
    if (w->heard.failures > w->plan->script->limit || w->heard.spent > VIKT_SPENT_MAX)
        w->code = VIKT_LIMIT;
    return w->code == VIKT_OK;
}

/* Rows without a gap. */
static bool call_run(work *w, size_t first, size_t last)
{
    const vikt_script_rows *rows = w->plan->rows;
    const vikt_engine *engine = &w->plan->script->profile->engine;
    const vikt_engine_call call = {
        .function = w->plan->function,
        .wanted = w->plan->wanted,
        .data = w->plan->data,
        .first = first,
        .last = last,
        .numbers = rows->numbers,
        .truths = rows->truths,
        .text = hear_text,
        .reason = hear_reason,
        .failed = hear_failed,
        .printed = hear_printed,
        .context = w,
        .at_work = w->at_work,
    };
    vikt_error error = {.code = VIKT_OK};
    vikt_code code = engine->call(engine->self, &call, &error);

    if (code == VIKT_OK && w->code != VIKT_OK)
        code = vikt_fail(&error, w->code, VIKT_NOWHERE, "the call was stopped");
    if (code != VIKT_OK) {
        put(w, VIKT_MESSAGE_ENDED, first, &error, sizeof error);
        return false;
    }
    put(w, VIKT_MESSAGE_NUMBERS, first, rows->numbers + first,
        (last - first) * sizeof *rows->numbers);
    if (rows->truths)
        put(w, VIKT_MESSAGE_TRUTHS, first, rows->truths + first, last - first);
    return true;
}

static bool call_step(work *w, const vikt_chunk *chunk, size_t first, size_t last)
{
    size_t end;

    for (size_t row = vikt_chunk_row(chunk, first); row < last; row = vikt_chunk_row(chunk, end)) {
        end = vikt_chunk_run(chunk, row, last);
        if (!call_run(w, row, end))
            return false;
    }
    put(w, VIKT_MESSAGE_DONE, last, NULL, 0);
    return true;
}

static void obey(work *w, const vikt_order *order)
{
    const vikt_chunk *chunk = &w->plan->chunks[order->chunk];
    bool going = true;
    size_t end;

    for (size_t row = order->from; going && row < chunk->last; row = end) {
        end = order->step < chunk->last - row ? row + order->step : chunk->last;
        going = call_step(w, chunk, row, end);
        if (!vikt_wire_flush(w->wire))
            _exit(1);
    }
}

/* What a call may need at most: the engine's own memory, and the figures of the population's fields
 * that it asks for, which are sorted copies of columns. */
static size_t memory_of(const vikt_call_plan *plan)
{
    enum { SORTING = 32, KEPT = 12 }; /* bytes a customer: while a field is sorted; of each field */
    const vikt_profile *profile = plan->script->profile;
    size_t fields = plan->data->population ? profile->field_count + profile->measure_count : 0;

    return profile->engine.memory + plan->data->counted * (fields ? SORTING + KEPT * fields : 0);
}

static void be_worker(const vikt_worker *worker, const vikt_call_plan *plan, pid_t maker)
{
    vikt_wire wire = worker->wire;
    vikt_order order;

    if (!vikt_process_settle(maker))
        _exit(1);
    vikt_process_close_others(wire.socket, !vikt_confine_possible());
    if (vikt_confine_possible())
        vikt_confine(wire.socket, memory_of(plan));
    while (vikt_wire_next_order(&wire, &order)) {
        work w = {.plan = plan, .wire = &wire, .at_work = worker->at_work};

        obey(&w, &order);
    }
    _exit(0);
}

/* ---- in its maker ---- */

int vikt_worker_start(vikt_worker *worker, const vikt_call_plan *plan, unsigned n, bool many)
{
    const pid_t maker = getpid();
    int ends[2], code;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return errno;
    *worker->at_work = UINT32_MAX;
    worker->wire.used = worker->wire.taken = 0;
    worker->pid = vikt_process_fork();
    code = errno;
    if (worker->pid == 0) {
        worker->wire.socket = ends[1];
        if (many)
            vikt_process_move(n);
        be_worker(worker, plan, maker);
    }
    close(ends[1]);
    worker->wire.socket = ends[0];
    if (worker->pid > 0)
        return 0;
    worker->pid = 0;
    close(ends[0]);
    return code;
}

static const char *signal_name(int number)
{
    static const struct name {
        int number;
        const char *name;
    } names[] = {
        {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGABRT, "SIGABRT"},
        {SIGFPE, "SIGFPE"},   {SIGILL, "SIGILL"}, {SIGSYS, "SIGSYS: tried what no rule may do"},
        {SIGKILL, "SIGKILL"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == number)
            return names[i].name;
    return "by a signal";
}

void vikt_worker_end(vikt_worker *worker, char *how, size_t size)
{
    int status = vikt_process_end(worker->pid);

    close(worker->wire.socket);
    worker->pid = 0;
    if (!how)
        return;
    if (status >= 0 && WIFSIGNALED(status))
        snprintf(how, size, "killed its worker process (%s)", signal_name(WTERMSIG(status)));
    else if (status >= 0 && WIFEXITED(status))
        snprintf(how, size, "ended its worker process (status %d)", WEXITSTATUS(status));
    else
        snprintf(how, size, "ended its worker process");
}
