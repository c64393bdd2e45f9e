/* SPDX-License-Identifier: MIT
 *
 * One script function for a fixed piece of the rows, and what it gave. Knows nothing of processes:
 * what a chunk hears comes from an engine or, checked, from a worker.
 *
 * Results count up to `next`, the first row that is not done; what was heard behind it can be taken
 * back.
 */
#ifndef VIKT_CHUNK_H
#define VIKT_CHUNK_H

#include "core/population/script.h"

enum {
    VIKT_CHUNK_ROWS = 8192, /* fixed: what a chunk holds does not depend on the number of workers */
    VIKT_SPENT_MAX = 20, /* each costs a tenth of a second: an endless loop must not take minutes */
    VIKT_CHUNK_PRINTED_MAX = 1024 * 1024 /* bytes, so that a flood stays small until it is cut */
};

typedef enum vikt_note_kind {
    VIKT_NOTES_TEXT,
    VIKT_NOTES_REASON,
    VIKT_NOTES_PRINTED,
    VIKT_NOTE_KINDS
} vikt_note_kind;

/** What all chunks of one vikt_script_call() have in common. */
typedef struct vikt_call_plan {
    vikt_script *script;
    const vikt_function *function;
    vikt_wanted wanted;
    const vikt_engine_data *data;
    const vikt_script_rows *rows;
    vikt_notes *notes[VIKT_NOTE_KINDS]; /* where they go; NULL: nobody wants them */
    size_t print_limit;                 /* lines */
    struct vikt_chunk *chunks;
    size_t chunk_count;
} vikt_call_plan;

/** How much a chunk has heard. */
typedef struct vikt_heard {
    size_t failures, printed_bytes;
    size_t spent; /* failures that used up their budget, or ended their process */
} vikt_heard;

typedef struct vikt_chunk {
    const vikt_call_plan *plan;
    size_t next, last;
    vikt_arena arena;
    vikt_notes notes[VIKT_NOTE_KINDS];
    vikt_failure *failures; /* heard.failures of them */
    size_t failure_capacity;
    vikt_heard heard;
    vikt_heard done; /* as it was when `next` was set, and so many notes */
    size_t done_notes[VIKT_NOTE_KINDS];
    vikt_code code;   /* why it ends here */
    vikt_error error; /* with a code that no callback gave */
} vikt_chunk;

/** The n-th chunk of the plan, nothing done. */
void vikt_chunk_init(vikt_chunk *chunk, const vikt_call_plan *plan, size_t n);
void vikt_chunk_clear(vikt_chunk *chunk);

/** The first row from `row` on that is called; chunk->last when there is none. */
size_t vikt_chunk_row(const vikt_chunk *chunk, size_t row);

/** The row behind those from `row` on, before `last`, that are called without a gap. */
size_t vikt_chunk_run(const vikt_chunk *chunk, size_t row, size_t last);

/** The callbacks of engine.h; context is the chunk. False: chunk->code says why. */
bool vikt_chunk_text(void *context, size_t row, vikt_text value);
bool vikt_chunk_reason(void *context, size_t row, vikt_text reason);
bool vikt_chunk_printed(void *context, size_t row, vikt_text line);
bool vikt_chunk_failed(void *context, size_t row, const vikt_error *error);

/** Rows before `row` are done. */
void vikt_chunk_commit(vikt_chunk *chunk, size_t row);

/** Forgets all that was heard of rows that are not done. */
void vikt_chunk_rollback(vikt_chunk *chunk);

/** Once chunks 0..n are at their end: a few that are spent end the call, in whichever chunks they
 * are. False: they do, and chunk n's code says so. */
bool vikt_chunk_settle(const vikt_call_plan *plan, size_t n);

/** How many customers of the run are spent, by the end of chunk n. */
size_t vikt_chunk_spent(const vikt_call_plan *plan, size_t n);

/** Runs the chunk from `next` to its end in this process. */
vikt_code vikt_chunk_call(vikt_chunk *chunk, const vikt_engine *engine, vikt_error *err);

#endif
