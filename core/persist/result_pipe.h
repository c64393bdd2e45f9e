/* SPDX-License-Identifier: MIT
 *
 * The results of a run on their way into the table: while one chunk of rows is inserted, a second
 * thread writes the next. The rows are the same, in the same order, with or without that thread.
 */
#ifndef VIKT_RESULT_PIPE_H
#define VIKT_RESULT_PIPE_H

#include <pthread.h>

#include "core/persist/result_row.h"
#include "core/persist/seal.h"

enum { VIKT_PIPE_ROWS = 2048, VIKT_RESULT_COLUMNS = 10 };

typedef struct vikt_pipe_chunk {
    vikt_result_row rows[VIKT_PIPE_ROWS];
    vikt_buffer text;
    bool failed; /* no memory */
} vikt_pipe_chunk;

typedef struct vikt_result_pipe {
    vikt_results *results;
    int64_t run_id;
    size_t count;            /* rows */
    vikt_pipe_chunk *chunks; /* taken in turn */
    size_t ring;             /* how many */
    vikt_seal seal;          /* of all rows that were made; whoever makes them */
    size_t reading;          /* number of the chunk that is inserted; SIZE_MAX: none yet */
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t made, released; /* chunks; under the lock, as is stop */
    bool stop;
} vikt_result_pipe;

/** The results are used by the pipe alone until it is cleared. workers: 0 or 1 means no thread.
 * False without memory. */
bool vikt_result_pipe_init(vikt_result_pipe *pipe, vikt_results *results, int64_t run_id,
                           unsigned workers, vikt_arena *arena);
void vikt_result_pipe_clear(vikt_result_pipe *pipe);

/** For vikt_rows: a cell of table result; the context is the pipe. Rows must be asked for in order,
 * from 0. */
bool vikt_result_pipe_column(void *context, size_t row, size_t column, vikt_datum *out);

#endif
