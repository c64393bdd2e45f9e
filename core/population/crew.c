/* SPDX-License-Identifier: MIT */
#include "core/population/crew.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/process.h"
#include "core/base/stop.h"
#include "core/population/answer.h"
#include "core/population/worker.h"

enum {
    ORDERS_AHEAD = 2, /* so that a worker never waits for its maker */
    SLOT = 64,        /* bytes: the workers' rows lie in lines of the cache of their own */
    LOOKS = 8         /* for each worker while patience lasts */
};

typedef struct member {
    vikt_worker worker;
    size_t orders[ORDERS_AHEAD]; /* chunks; the first is being answered */
    unsigned order_count;
    vikt_answer answer;
    uint32_t seen_row; /* that it was at when it had used seen_cpu */
    int64_t seen_cpu;
} member;

typedef enum job_state { JOB_WAITING, JOB_GIVEN, JOB_ENDED } job_state;

typedef struct job {
    job_state state;
    bool careful; /* row by row */
} job;

typedef struct crew {
    const vikt_call_plan *plan;
    const vikt_allocator *allocator;
    member *members;
    unsigned count;
    job *jobs;      /* by chunk */
    size_t waiting; /* none before it waits */
    size_t settled; /* all before it are at their end */
    size_t over;    /* the first chunk that failed: what is behind it need not be called */
    char *rows;     /* shared with the workers */
    int refused;    /* errno of the last start that failed */
} crew;

/* ---- chunks ---- */

static void end_job(crew *c, size_t n)
{
    c->jobs[n].state = JOB_ENDED;
    if (c->plan->chunks[n].code != VIKT_OK && n < c->over)
        c->over = n;
    for (; c->settled < c->over && c->jobs[c->settled].state == JOB_ENDED; c->settled++)
        if (!vikt_chunk_settle(c->plan, c->settled))
            c->over = c->settled;
}

static void put_back(crew *c, size_t n)
{
    c->jobs[n].state = JOB_WAITING;
    if (n < c->waiting)
        c->waiting = n;
}

/* The next chunk that waits; c->over when there is none. */
static size_t next_job(crew *c)
{
    while (c->waiting < c->over && c->jobs[c->waiting].state != JOB_WAITING)
        c->waiting++;
    return c->waiting < c->over ? c->waiting : c->over;
}

/* ---- deaths ---- */

static void charge(crew *c, size_t n, const char *how)
{
    vikt_chunk *chunk = &c->plan->chunks[n];
    size_t row = vikt_chunk_row(chunk, chunk->next);
    vikt_error error = {.code = VIKT_OK};

    (void)vikt_fail(&error, VIKT_LIMIT, c->plan->function->place, "%s", how);
    if (row < chunk->last)
        (void)vikt_chunk_failed(chunk, row++, &error);
    vikt_chunk_commit(chunk, row);
}

/* What it has not answered waits for another. */
static void end_worker(crew *c, member *m, char *how, size_t size)
{
    vikt_worker_end(&m->worker, how, size);
    for (unsigned i = 0; i < m->order_count; i++)
        put_back(c, m->orders[i]);
    m->order_count = 0;
}

static void lose(crew *c, member *m, const char *why)
{
    const bool idle = m->order_count == 0;
    const size_t first = m->orders[0];
    char how[128];

    end_worker(c, m, how, sizeof how);
    if (idle)
        return;
    vikt_chunk_rollback(&c->plan->chunks[first]);
    if (c->jobs[first].careful)
        charge(c, first, why ? why : how);
    c->jobs[first].careful = true;
    if (c->plan->chunks[first].next == c->plan->chunks[first].last ||
        c->plan->chunks[first].code != VIKT_OK)
        end_job(c, first);
}

/* A worker that has been at the same customer for too long, as told by its own processor time: on a
 * busy machine it may not have run at all. */
static void look_after(crew *c, member *m)
{
    int64_t cpu = vikt_process_cpu(m->worker.pid);
    uint32_t row = *m->worker.at_work;
    char why[80];

    if (row != m->seen_row || m->seen_cpu < 0) {
        m->seen_row = row;
        m->seen_cpu = cpu;
    } else if (cpu - m->seen_cpu > c->plan->script->patience) {
        snprintf(why, sizeof why, "was still at work after %g seconds: its process was ended",
                 (double)c->plan->script->patience / 1000);
        lose(c, m, why);
    }
}

/* ---- orders and answers ---- */

static bool staff(crew *c, member *m)
{
    if (m->worker.pid)
        return true;
    c->refused = vikt_worker_start(&m->worker, c->plan, (unsigned)(m - c->members), c->count > 1);
    m->seen_cpu = -1;
    return c->refused == 0;
}

static void begin_answer(crew *c, member *m)
{
    size_t n = m->orders[0];

    vikt_answer_begin(&m->answer, &c->plan->chunks[n], c->jobs[n].careful ? 1 : VIKT_CHUNK_ROWS);
}

static void give(crew *c, member *m, size_t n)
{
    const vikt_order order = {(uint32_t)n, (uint32_t)c->plan->chunks[n].next,
                              c->jobs[n].careful ? 1 : VIKT_CHUNK_ROWS};

    c->jobs[n].state = JOB_GIVEN;
    m->orders[m->order_count++] = n;
    if (m->order_count == 1)
        begin_answer(c, m);
    (void)vikt_wire_give(&m->worker.wire, &order); /* if it is gone, that is seen soon enough */
}

/* One order for everybody before anybody has two. False: there is work and nobody to do it. */
static bool hand_out(crew *c)
{
    unsigned busy = 0;

    for (unsigned ahead = 0; ahead < ORDERS_AHEAD; ahead++)
        for (unsigned i = 0; i < c->count && next_job(c) < c->over; i++)
            if (c->members[i].order_count <= ahead && staff(c, &c->members[i]))
                give(c, &c->members[i], next_job(c));
    for (unsigned i = 0; i < c->count; i++)
        busy += c->members[i].order_count;
    return busy > 0 || next_job(c) == c->over;
}

/* A worker that took the place of a dead one does not know of the failures before it, and might go
 * on with a chunk that is at its end. */
static void end_order(crew *c, member *m)
{
    const size_t n = m->orders[0];

    end_job(c, n);
    m->order_count--;
    memmove(m->orders, m->orders + 1, m->order_count * sizeof *m->orders);
    if (c->plan->chunks[n].code != VIKT_OK)
        end_worker(c, m, NULL, 0);
    else if (m->order_count)
        begin_answer(c, m);
}

static bool hear(crew *c, member *m, const vikt_message *message, const char *bytes)
{
    if (m->order_count == 0 || !vikt_answer_hear(&m->answer, message, bytes))
        return false;
    if (m->answer.ended)
        end_order(c, m);
    return true;
}

static void listen_to(crew *c, member *m)
{
    bool alive = vikt_wire_fill(&m->worker.wire);
    vikt_message message;
    const char *bytes;
    vikt_taken taken = VIKT_TAKEN;

    while (taken == VIKT_TAKEN && m->worker.pid) {
        taken = vikt_wire_take(&m->worker.wire, &message, &bytes);
        if (taken == VIKT_TAKEN && !hear(c, m, &message, bytes))
            taken = VIKT_TAKEN_GARBAGE;
    }
    if (taken == VIKT_TAKEN_GARBAGE)
        lose(c, m, "made its worker process speak nonsense");
    else if (!alive && m->worker.pid)
        lose(c, m, NULL);
}

static void wait_for_answers(crew *c)
{
    struct pollfd sockets[VIKT_WORKERS_MAX];
    int patience = c->plan->script->patience / LOOKS + 1;
    int ready;

    for (unsigned i = 0; i < c->count; i++)
        sockets[i] = (struct pollfd){
            c->members[i].worker.pid ? c->members[i].worker.wire.socket : -1, POLLIN, 0};
    ready = poll(sockets, c->count, patience);
    for (unsigned i = 0; i < c->count; i++) {
        if (ready > 0 && sockets[i].revents)
            listen_to(c, &c->members[i]);
        else if (ready == 0 && c->members[i].order_count)
            look_after(c, &c->members[i]);
    }
}

/* ---- the whole ---- */

static bool gather_crew(crew *c)
{
    c->rows = vikt_process_share((size_t)c->count * SLOT);
    c->members = vikt_acquire(c->allocator, c->count, sizeof *c->members);
    if (!c->rows || !c->members)
        return false;
    for (unsigned i = 0; i < c->count; i++) {
        c->members[i].worker.at_work = (volatile uint32_t *)(void *)(c->rows + (size_t)i * SLOT);
        c->members[i].worker.wire.bytes = vikt_acquire(c->allocator, VIKT_WIRE_SIZE, 1);
        if (!c->members[i].worker.wire.bytes)
            return false;
    }
    return true;
}

static void dismiss(crew *c)
{
    for (unsigned i = 0; c->members && i < c->count; i++) {
        if (c->members[i].worker.pid)
            vikt_worker_end(&c->members[i].worker, NULL, 0);
        vikt_release(c->allocator, c->members[i].worker.wire.bytes);
    }
    vikt_release(c->allocator, c->members);
    vikt_release(c->allocator, c->jobs);
    vikt_process_unshare(c->rows, (size_t)c->count * SLOT);
}

/* Whether nobody is at a chunk that is still needed. */
static bool is_idle(const crew *c)
{
    for (unsigned i = 0; i < c->count; i++)
        for (unsigned k = 0; k < c->members[i].order_count; k++)
            if (c->members[i].orders[k] < c->over)
                return false;
    return true;
}

static vikt_code work(crew *c, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK && (next_job(c) < c->over || !is_idle(c))) {
        if (!hand_out(c))
            return vikt_fail(err, VIKT_LIMIT, VIKT_NOWHERE,
                             "no worker process can be started: %s (0 workers need none)",
                             strerror(c->refused));
        wait_for_answers(c);
        rc = vikt_stop_check(c->plan->script->stop, err);
    }
    return rc;
}

/* Chunks of which no row is called need no worker. */
static size_t list_jobs(crew *c)
{
    size_t count = 0;

    for (size_t n = 0; n < c->plan->chunk_count; n++) {
        const vikt_chunk *chunk = &c->plan->chunks[n];

        if (vikt_chunk_row(chunk, chunk->next) == chunk->last)
            c->jobs[n].state = JOB_ENDED;
        count += c->jobs[n].state == JOB_WAITING;
    }
    return count;
}

vikt_code vikt_crew_run(const vikt_call_plan *plan, vikt_error *err)
{
    crew c = {.plan = plan,
              .allocator = plan->script->arena->allocator,
              .over = plan->chunk_count,
              .jobs =
                  vikt_acquire(plan->script->arena->allocator, plan->chunk_count, sizeof *c.jobs)};
    vikt_code rc = VIKT_OK;
    size_t count;

    if (!c.jobs)
        return vikt_fail_memory(err);
    count = list_jobs(&c);
    c.count = count < plan->script->workers ? (unsigned)count : plan->script->workers;
    if (c.count > 0)
        rc = gather_crew(&c) ? work(&c, err) : vikt_fail_memory(err);
    dismiss(&c);
    return rc;
}
