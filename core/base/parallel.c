/* SPDX-License-Identifier: MIT */
#include "core/base/parallel.h"

#include <pthread.h>
#include <stdbool.h>

typedef vikt_code work_function(void *context, unsigned worker, size_t first, size_t last,
                                vikt_error *err);

/* What the workers share. The chunks are handed out in order, so when one has failed all before it
 * are done or under way, and the first of those that fail is the same at any number of workers. */
typedef struct shared_work {
    work_function *work;
    void *context;
    size_t count;
    pthread_mutex_t lock;
    size_t next;        /* first row that nobody has; under the lock, as all below */
    size_t failed_from; /* first row of the first chunk that failed */
    vikt_code code;
    vikt_error error;
} shared_work;

typedef struct worker_start {
    shared_work *shared;
    unsigned worker;
} worker_start;

static size_t chunk_end(size_t first, size_t count)
{
    return count - first > VIKT_CHUNK_ROWS ? first + VIKT_CHUNK_ROWS : count;
}

static bool take_chunk(shared_work *shared, size_t *first)
{
    bool taken;

    pthread_mutex_lock(&shared->lock);
    taken = shared->code == VIKT_OK && shared->next < shared->count;
    if (taken) {
        *first = shared->next;
        shared->next = chunk_end(*first, shared->count);
    }
    pthread_mutex_unlock(&shared->lock);
    return taken;
}

static void note_failure(shared_work *shared, size_t first, vikt_code code, const vikt_error *error)
{
    pthread_mutex_lock(&shared->lock);
    if (shared->code == VIKT_OK || first < shared->failed_from) {
        shared->code = code;
        shared->failed_from = first;
        shared->error = *error;
    }
    pthread_mutex_unlock(&shared->lock);
}

static void work_on(shared_work *shared, unsigned worker)
{
    size_t first;

    while (take_chunk(shared, &first)) {
        vikt_error error = {.code = VIKT_OK};
        vikt_code code =
            shared->work(shared->context, worker, first, chunk_end(first, shared->count), &error);

        if (code != VIKT_OK)
            note_failure(shared, first, code, &error);
    }
}

static void *worker_main(void *argument)
{
    const worker_start *start = argument;

    work_on(start->shared, start->worker);
    return NULL;
}

static vikt_code in_this_thread(size_t count, work_function *work, void *context, vikt_error *err)
{
    for (size_t first = 0; first < count; first = chunk_end(first, count)) {
        vikt_code code = work(context, 0, first, chunk_end(first, count), err);

        if (code != VIKT_OK)
            return code;
    }
    return VIKT_OK;
}

vikt_code vikt_parallel(unsigned workers, size_t count,
                        vikt_code (*work)(void *context, unsigned worker, size_t first, size_t last,
                                          vikt_error *err),
                        void *context, vikt_error *err)
{
    shared_work shared = {.work = work, .context = context, .count = count};
    size_t chunks = count / VIKT_CHUNK_ROWS + (count % VIKT_CHUNK_ROWS != 0);
    pthread_t threads[VIKT_WORKERS_MAX];
    worker_start starts[VIKT_WORKERS_MAX];
    unsigned started = 0;

    workers = workers > VIKT_WORKERS_MAX ? VIKT_WORKERS_MAX : workers;
    workers = workers > chunks ? (unsigned)chunks : workers;
    if (workers <= 1 || pthread_mutex_init(&shared.lock, NULL) != 0)
        return in_this_thread(count, work, context, err);
    for (unsigned i = 1; i < workers; i++, started++) {
        starts[started] = (worker_start){&shared, i};
        if (pthread_create(&threads[started], NULL, worker_main, &starts[started]) != 0)
            break; /* fewer workers do the same work */
    }
    work_on(&shared, 0);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&shared.lock);
    if (shared.code != VIKT_OK && err)
        *err = shared.error;
    return shared.code;
}
