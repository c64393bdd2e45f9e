/* SPDX-License-Identifier: MIT */
#include "core/population/chunk.h"

#include "core/base/fail.h"

void vikt_chunk_init(vikt_chunk *chunk, const vikt_call_plan *plan, size_t n)
{
    size_t first = n * VIKT_CHUNK_ROWS, left = plan->data->count - first;

    *chunk = (vikt_chunk){.plan = plan, .next = first};
    chunk->last = first + (left < VIKT_CHUNK_ROWS ? left : VIKT_CHUNK_ROWS);
    vikt_arena_init(&chunk->arena, plan->script->arena->allocator);
}

void vikt_chunk_clear(vikt_chunk *chunk)
{
    vikt_arena_clear(&chunk->arena);
}

size_t vikt_chunk_row(const vikt_chunk *chunk, size_t row)
{
    const uint8_t *only = chunk->plan->rows->only;

    while (only && row < chunk->last && !only[row])
        row++;
    return row;
}

size_t vikt_chunk_run(const vikt_chunk *chunk, size_t row, size_t last)
{
    const uint8_t *only = chunk->plan->rows->only;

    if (!only)
        return last;
    while (row < last && only[row])
        row++;
    return row;
}

/* ---- the engine's callbacks ---- */

static bool out_of_memory(vikt_chunk *chunk)
{
    chunk->code = VIKT_MEMORY;
    return false;
}

/* Cut between code points. */
static vikt_text cut_to(vikt_text text, size_t maximum)
{
    if (text.length > maximum) {
        while (maximum > 0 && ((unsigned char)text.at[maximum] & 0xC0) == 0x80)
            maximum--;
        text.length = maximum;
    }
    return text;
}

static bool add_note(vikt_chunk *chunk, vikt_note_kind kind, size_t row, vikt_text text)
{
    return vikt_notes_add(&chunk->notes[kind], &chunk->arena, row, text) || out_of_memory(chunk);
}

bool vikt_chunk_text(void *context, size_t row, vikt_text value)
{
    vikt_chunk *chunk = context;

    return !chunk->plan->notes[VIKT_NOTES_TEXT] || add_note(chunk, VIKT_NOTES_TEXT, row, value);
}

bool vikt_chunk_reason(void *context, size_t row, vikt_text reason)
{
    vikt_chunk *chunk = context;

    return !chunk->plan->notes[VIKT_NOTES_REASON] ||
           add_note(chunk, VIKT_NOTES_REASON, row, cut_to(reason, VIKT_REASON_MAX));
}

bool vikt_chunk_printed(void *context, size_t row, vikt_text line)
{
    vikt_chunk *chunk = context;
    const char *what = chunk->plan->function->what;
    char *text;

    if (chunk->notes[VIKT_NOTES_PRINTED].count >= chunk->plan->print_limit ||
        chunk->heard.printed_bytes >= VIKT_CHUNK_PRINTED_MAX)
        return true;
    line = cut_to(line, VIKT_REASON_MAX);
    text = vikt_arena_print(&chunk->arena, "%s: %.*s", what, (int)line.length,
                            line.length ? line.at : "");
    if (!text)
        return out_of_memory(chunk);
    chunk->heard.printed_bytes += strlen(text);
    return add_note(chunk, VIKT_NOTES_PRINTED, row, vikt_text_of(text));
}

bool vikt_chunk_failed(void *context, size_t row, const vikt_error *error)
{
    vikt_chunk *chunk = context;
    const vikt_call_plan *plan = chunk->plan;
    vikt_heard *heard = &chunk->heard;
    vikt_failure *failures = vikt_arena_grow(&chunk->arena, chunk->failures, heard->failures,
                                             &chunk->failure_capacity, sizeof *failures);

    if (!failures)
        return out_of_memory(chunk);
    chunk->failures = failures;
    failures[heard->failures++] = (vikt_failure){(uint32_t)row, plan->function, *error};
    plan->rows->numbers[row] = NAN;
    if (plan->rows->failed)
        plan->rows->failed[row] = 1;
    heard->spent += error->code == VIKT_LIMIT;
    /* each row fails once: enough are known */
    if (heard->failures > plan->script->limit || heard->spent > VIKT_SPENT_MAX) {
        chunk->code = VIKT_LIMIT;
        return false;
    }
    return true;
}

/* ---- what counts ---- */

void vikt_chunk_commit(vikt_chunk *chunk, size_t row)
{
    chunk->next = row;
    chunk->done = chunk->heard;
    for (int kind = 0; kind < VIKT_NOTE_KINDS; kind++)
        chunk->done_notes[kind] = chunk->notes[kind].count;
}

void vikt_chunk_rollback(vikt_chunk *chunk)
{
    uint8_t *failed = chunk->plan->rows->failed;

    for (size_t i = chunk->done.failures; failed && i < chunk->heard.failures; i++)
        failed[chunk->failures[i].row] = 0;
    for (int kind = 0; kind < VIKT_NOTE_KINDS; kind++)
        chunk->notes[kind].count = chunk->done_notes[kind];
    chunk->heard = chunk->done;
}

size_t vikt_chunk_spent(const vikt_call_plan *plan, size_t n)
{
    size_t spent = plan->script->spent_count;

    for (size_t i = 0; i <= n; i++)
        spent += plan->chunks[i].heard.spent;
    return spent;
}

bool vikt_chunk_settle(const vikt_call_plan *plan, size_t n)
{
    if (plan->chunks[n].code == VIKT_OK && vikt_chunk_spent(plan, n) > VIKT_SPENT_MAX)
        plan->chunks[n].code = VIKT_LIMIT;
    return plan->chunks[n].code == VIKT_OK;
}

/* ---- in this process ---- */

static vikt_code call_run(vikt_chunk *chunk, const vikt_engine *engine, size_t first, size_t last,
                          vikt_error *err)
{
    const vikt_call_plan *plan = chunk->plan;
    const vikt_engine_call call = {
        .function = plan->function,
        .wanted = plan->wanted,
        .data = plan->data,
        .first = first,
        .last = last,
        .numbers = plan->rows->numbers,
        .truths = plan->rows->truths,
        .text = vikt_chunk_text,
        .reason = vikt_chunk_reason,
        .failed = vikt_chunk_failed,
        .printed = vikt_chunk_printed,
        .context = chunk,
    };
    vikt_code code = engine->call(engine->self, &call, err);

    if (chunk->code == VIKT_MEMORY)
        return vikt_fail_memory(err);
    return chunk->code != VIKT_OK ? chunk->code : code;
}

vikt_code vikt_chunk_call(vikt_chunk *chunk, const vikt_engine *engine, vikt_error *err)
{
    vikt_code rc = VIKT_OK;
    size_t end;

    for (size_t row = vikt_chunk_row(chunk, chunk->next); rc == VIKT_OK && row < chunk->last;
         row = vikt_chunk_row(chunk, end)) {
        end = vikt_chunk_run(chunk, row, chunk->last);
        rc = call_run(chunk, engine, row, end, err);
    }
    return rc;
}
