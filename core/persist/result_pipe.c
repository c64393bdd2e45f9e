/* SPDX-License-Identifier: MIT */
#include "core/persist/result_pipe.h"

#include <math.h>

/* For fewer rows a thread is not worth its start; with fewer chunks the two wait for each other. */
enum { ROWS_FOR_A_THREAD = 4 * VIKT_PIPE_ROWS, CHUNKS_AHEAD = 8 };

static vikt_pipe_chunk *chunk_of(const vikt_result_pipe *pipe, size_t number)
{
    return &pipe->chunks[number % pipe->ring];
}

/* ---- cells ---- */

/* Cells are set in place, not assigned whole: there are ten million of them in a large run. */

static void set_integer(vikt_datum *out, int64_t value)
{
    out->kind = VIKT_DATUM_INTEGER;
    out->integer = value;
}

static void set_real(vikt_datum *out, double value)
{
    out->kind = isfinite(value) ? VIKT_DATUM_REAL : VIKT_DATUM_NULL;
    out->real = value;
}

static void set_text(vikt_datum *out, vikt_text text)
{
    out->kind = text.at ? VIKT_DATUM_TEXT : VIKT_DATUM_NULL;
    out->text = text;
}

static void set_piece(vikt_datum *out, const vikt_pipe_chunk *chunk, const size_t ends[2])
{
    set_text(out, (vikt_text){chunk->text.at + ends[0], ends[1] - ends[0]});
    if (ends[0] == ends[1])
        out->kind = VIKT_DATUM_NULL;
}

static void set_cell(vikt_datum *out, const vikt_result_pipe *pipe, const vikt_pipe_chunk *chunk,
                     size_t row, size_t column)
{
    enum { RUN_ID, CUSTOMER_KEY, NAME, SCORE, COVERAGE, BASIS, OUTCOME, POINTS, VALUES, EXTRA };
    const vikt_result_row *result = &chunk->rows[row];

    switch (column) {
    case RUN_ID:
        set_integer(out, pipe->run_id);
        break;
    case CUSTOMER_KEY:
        set_text(out, result->key);
        break;
    case NAME:
        set_text(out, result->name);
        break;
    case SCORE:
        set_real(out, result->score);
        break;
    case COVERAGE:
        set_real(out, result->coverage);
        break;
    case BASIS:
        set_integer(out, result->basis);
        break;
    case OUTCOME:
        set_integer(out, result->outcome);
        break;
    case POINTS:
    case VALUES:
    case EXTRA:
        set_piece(out, chunk, &result->ends[column - POINTS]);
        break;
    }
}

/* ---- rows ---- */

/* Over the cells behind run_id. */
static bool seal(vikt_result_pipe *pipe, const vikt_pipe_chunk *chunk, size_t row)
{
    vikt_datum cells[VIKT_RESULT_COLUMNS];

    for (size_t i = 1; i < VIKT_RESULT_COLUMNS; i++)
        set_cell(&cells[i], pipe, chunk, row, i);
    return vikt_seal_add(&pipe->seal, cells + 1, VIKT_RESULT_COLUMNS - 1);
}

static void fill(vikt_result_pipe *pipe, size_t number)
{
    vikt_pipe_chunk *chunk = chunk_of(pipe, number);
    size_t first = number * VIKT_PIPE_ROWS;

    chunk->text.length = 0;
    for (size_t i = 0; i < VIKT_PIPE_ROWS && first + i < pipe->count && !chunk->failed; i++)
        chunk->failed =
            !vikt_results_write(pipe->results, first + i, &chunk->text, &chunk->rows[i]) ||
            !seal(pipe, chunk, i);
}

/* ---- the second thread ---- */

/* Waits until a chunk is free; false when there is nothing more to do. */
static bool may_fill(vikt_result_pipe *pipe, size_t number)
{
    bool go;

    pthread_mutex_lock(&pipe->lock);
    while (!pipe->stop && number >= pipe->released + pipe->ring)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    go = !pipe->stop;
    pthread_mutex_unlock(&pipe->lock);
    return go;
}

static void tell_made(vikt_result_pipe *pipe, size_t made)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->made = made;
    pthread_cond_signal(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

static void *fill_all(void *context)
{
    vikt_result_pipe *pipe = context;

    for (size_t number = 0; number * VIKT_PIPE_ROWS < pipe->count; number++) {
        if (!may_fill(pipe, number))
            break;
        fill(pipe, number);
        tell_made(pipe, number + 1);
    }
    return NULL;
}

static void start_thread(vikt_result_pipe *pipe)
{
    if (pthread_mutex_init(&pipe->lock, NULL) != 0)
        return;
    if (pthread_cond_init(&pipe->changed, NULL) != 0) {
        pthread_mutex_destroy(&pipe->lock);
        return;
    }
    pipe->threaded = pthread_create(&pipe->thread, NULL, fill_all, pipe) == 0;
    if (pipe->threaded)
        return; /* otherwise the calling thread writes the same rows itself */
    pthread_cond_destroy(&pipe->changed);
    pthread_mutex_destroy(&pipe->lock);
}

bool vikt_result_pipe_init(vikt_result_pipe *pipe, vikt_results *results, int64_t run_id,
                           unsigned workers, vikt_arena *arena)
{
    *pipe = (vikt_result_pipe){.results = results, .run_id = run_id, .reading = SIZE_MAX};
    pipe->count = vikt_population_size(results->record->population);
    pipe->ring = workers > 1 && pipe->count >= ROWS_FOR_A_THREAD ? CHUNKS_AHEAD : 1;
    pipe->chunks = vikt_arena_new(arena, pipe->ring, sizeof *pipe->chunks);
    if (!pipe->chunks)
        return false;
    vikt_seal_init(&pipe->seal, arena->allocator);
    for (size_t i = 0; i < pipe->ring; i++)
        vikt_buffer_init(&pipe->chunks[i].text, arena->allocator, SIZE_MAX / 4);
    if (pipe->ring > 1)
        start_thread(pipe);
    return true;
}

static void stop_thread(vikt_result_pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->stop = true;
    pthread_cond_signal(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
    pthread_join(pipe->thread, NULL);
    pthread_cond_destroy(&pipe->changed);
    pthread_mutex_destroy(&pipe->lock);
}

void vikt_result_pipe_clear(vikt_result_pipe *pipe)
{
    if (pipe->threaded)
        stop_thread(pipe);
    for (size_t i = 0; pipe->chunks && i < pipe->ring; i++)
        vikt_buffer_clear(&pipe->chunks[i].text);
    vikt_seal_clear(&pipe->seal);
    *pipe = (vikt_result_pipe){0};
}

/* ---- the reading thread ---- */

static void wait_for(vikt_result_pipe *pipe, size_t number)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->released = number; /* all before it */
    pthread_cond_signal(&pipe->changed);
    while (pipe->made <= number)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    pthread_mutex_unlock(&pipe->lock);
}

static const vikt_pipe_chunk *chunk_with(vikt_result_pipe *pipe, size_t row)
{
    size_t number = row / VIKT_PIPE_ROWS;

    if (number != pipe->reading) {
        if (pipe->threaded)
            wait_for(pipe, number);
        else
            fill(pipe, number);
        pipe->reading = number;
    }
    return chunk_of(pipe, number);
}

bool vikt_result_pipe_column(void *context, size_t row, size_t column, vikt_datum *out)
{
    vikt_result_pipe *pipe = context;
    const vikt_pipe_chunk *chunk = chunk_with(pipe, row);

    if (chunk->failed)
        return false;
    set_cell(out, pipe, chunk, row % VIKT_PIPE_ROWS, column);
    return true;
}
