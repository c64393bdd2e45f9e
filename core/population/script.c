/* SPDX-License-Identifier: MIT */
#include "core/population/script.h"

#include "core/base/fail.h"
#include "core/base/parallel.h"

enum {
    SPENT_MAX = 20,      /* each costs a tenth of a second: an endless loop must not take minutes */
    PRINTED_MAX = 10000, /* lines of a run */
    PRINTED_BYTES_MAX = 8 * 1024 * 1024,
    CHUNK_BYTES_MAX = 1024 * 1024 /* of one chunk, so that a flood stays small until it is cut */
};

struct call_plan;

enum { TEXTS, REASONS, PRINTED, NOTE_KINDS };

/* What one chunk of rows gave. Only the worker that has the chunk touches it. */
typedef struct call_chunk {
    const struct call_plan *plan;
    vikt_arena arena;
    vikt_notes notes[NOTE_KINDS];
    vikt_failure *failures;
    size_t failure_count, failure_capacity;
    size_t printed_bytes;
    size_t spent_count; /* failures that used up their budget */
    vikt_code code;     /* why a callback stopped the call */
} call_chunk;

typedef struct call_plan {
    vikt_script *script;
    const vikt_function *function;
    vikt_wanted wanted;
    const vikt_engine_data *data;
    const vikt_script_rows *rows;
    vikt_notes *notes[NOTE_KINDS]; /* where they go; NULL: nobody wants them */
    size_t print_limit;
    call_chunk *chunks;
    size_t chunk_count;
} call_plan;

void vikt_script_init(vikt_script *script, const vikt_profile *profile, unsigned workers,
                      vikt_arena *arena)
{
    memset(script, 0, sizeof *script);
    script->arena = arena;
    script->profile = profile;
    script->workers = workers == 0 ? 1 : workers;
    if (script->workers > VIKT_WORKERS_MAX)
        script->workers = VIKT_WORKERS_MAX;
    script->limit = profile->max_failures;
}

void vikt_script_clear(vikt_script *script)
{
    for (unsigned i = 1; i < script->open; i++) /* the first is the profile's */
        script->engines[i].free(script->engines[i].self);
    script->open = 0;
}

/* ---- while rows are called: the engine's callbacks ---- */

static bool out_of_memory(call_chunk *chunk)
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

static bool hear_text(void *context, size_t row, vikt_text value)
{
    call_chunk *chunk = context;

    return !chunk->plan->notes[TEXTS] ||
           vikt_notes_add(&chunk->notes[TEXTS], &chunk->arena, row, value) || out_of_memory(chunk);
}

static bool hear_reason(void *context, size_t row, vikt_text reason)
{
    call_chunk *chunk = context;

    return !chunk->plan->notes[REASONS] ||
           vikt_notes_add(&chunk->notes[REASONS], &chunk->arena, row,
                          cut_to(reason, VIKT_REASON_MAX)) ||
           out_of_memory(chunk);
}

static bool hear_printed(void *context, size_t row, vikt_text line)
{
    call_chunk *chunk = context;
    char *text;

    if (chunk->notes[PRINTED].count >= chunk->plan->print_limit ||
        chunk->printed_bytes >= CHUNK_BYTES_MAX)
        return true;
    line = cut_to(line, VIKT_REASON_MAX);
    text = vikt_arena_print(&chunk->arena, "%s: %.*s", chunk->plan->function->what,
                            (int)line.length, line.length ? line.at : "");
    if (!text || !vikt_notes_add(&chunk->notes[PRINTED], &chunk->arena, row, vikt_text_of(text)))
        return out_of_memory(chunk);
    chunk->printed_bytes += strlen(text);
    return true;
}

static bool hear_failure(void *context, size_t row, const vikt_error *error)
{
    call_chunk *chunk = context;
    const call_plan *plan = chunk->plan;
    vikt_failure *failures = vikt_arena_grow(&chunk->arena, chunk->failures, chunk->failure_count,
                                             &chunk->failure_capacity, sizeof *failures);

    if (!failures)
        return out_of_memory(chunk);
    chunk->failures = failures;
    failures[chunk->failure_count++] = (vikt_failure){(uint32_t)row, plan->function, *error};
    plan->rows->numbers[row] = NAN;
    if (plan->rows->failed)
        plan->rows->failed[row] = 1;
    chunk->spent_count += error->code == VIKT_LIMIT;
    /* each row fails once: enough are known */
    if (chunk->failure_count > plan->script->limit || chunk->spent_count > SPENT_MAX) {
        chunk->code = VIKT_LIMIT;
        return false;
    }
    return true;
}

/* ---- running ---- */

static vikt_code call_rows(call_chunk *chunk, const vikt_engine *engine, size_t first, size_t last,
                           vikt_error *err)
{
    const call_plan *plan = chunk->plan;
    const vikt_engine_call call = {
        .function = plan->function,
        .wanted = plan->wanted,
        .data = plan->data,
        .first = first,
        .last = last,
        .numbers = plan->rows->numbers,
        .truths = plan->rows->truths,
        .text = hear_text,
        .reason = hear_reason,
        .failed = hear_failure,
        .printed = hear_printed,
        .context = chunk,
    };
    vikt_code code = engine->call(engine->self, &call, err);

    if (chunk->code == VIKT_MEMORY)
        return vikt_fail_memory(err);
    return chunk->code != VIKT_OK ? chunk->code : code;
}

static vikt_code run_chunk(void *context, unsigned worker, size_t first, size_t last,
                           vikt_error *err)
{
    const call_plan *plan = context;
    const uint8_t *only = plan->rows->only;
    call_chunk *chunk = &plan->chunks[first / VIKT_CHUNK_ROWS];
    const vikt_engine *engine = &plan->script->engines[worker];
    vikt_code rc = VIKT_OK;

    if (!only)
        return call_rows(chunk, engine, first, last, err);
    while (rc == VIKT_OK && first < last) {
        size_t end;

        while (first < last && !only[first])
            first++;
        for (end = first; end < last && only[end];)
            end++;
        if (first < end)
            rc = call_rows(chunk, engine, first, end, err);
        first = end;
    }
    return rc;
}

static vikt_code open_engines(vikt_script *script, size_t chunks, vikt_error *err)
{
    size_t needed = chunks < script->workers ? chunks : script->workers;

    if (!script->profile->has_engine)
        return vikt_fail(err, VIKT_BUG, VIKT_NOWHERE, "a function without an engine");
    if (!script->engines) {
        script->engines = vikt_arena_new(script->arena, script->workers, sizeof *script->engines);
        if (!script->engines)
            return vikt_fail_memory(err);
        script->engines[0] = script->profile->engine;
        script->open = 1;
    }
    while (script->open < needed) {
        const vikt_engine *first = &script->engines[0];
        vikt_code rc = first->copy(first->self, &script->engines[script->open], err);

        if (rc != VIKT_OK)
            return rc;
        script->open++;
    }
    return VIKT_OK;
}

/* ---- putting the chunks together ---- */

/* Room for all rows at once. Only failures without a call before them do not know how many there
 * are: then it doubles. */
static bool strike_room(vikt_script *script, size_t rows)
{
    uint8_t *struck;

    if (rows <= script->struck_rows)
        return true;
    if (rows < 2 * script->struck_rows)
        rows = 2 * script->struck_rows;
    if (rows < script->rows)
        rows = script->rows;
    struck = vikt_arena_new(script->arena, rows, 1);
    if (!struck)
        return false;
    if (script->struck_rows)
        memcpy(struck, script->struck, script->struck_rows);
    script->struck = struck;
    script->struck_rows = rows;
    return true;
}

static bool add_failure(vikt_script *script, const vikt_failure *failure)
{
    size_t at = script->failure_count;
    vikt_failure *items = vikt_arena_grow(script->arena, script->failures, at,
                                          &script->failure_capacity, sizeof *items);

    if (!items || !strike_room(script, (size_t)failure->row + 1))
        return false;
    script->failures = items;
    for (;
         at > 0 && items[at - 1].function == failure->function && items[at - 1].row > failure->row;
         at--)
        items[at] = items[at - 1];
    items[at] = *failure;
    script->failure_count++;
    script->struck_count += !script->struck[failure->row];
    script->struck[failure->row] = 1;
    script->spent_count += failure->error.code == VIKT_LIMIT;
    return true;
}

static vikt_code fail_limit(const vikt_script *script, const vikt_failure *first, bool spent,
                            vikt_error *err)
{
    if (spent)
        return vikt_fail(err, VIKT_LIMIT, first->error.place,
                         "more than %d customers used up the budget of a function; the first in "
                         "%s: %s",
                         SPENT_MAX, first->function->what, first->error.message);
    return vikt_fail(err, VIKT_LIMIT, first->error.place,
                     "more than %zu customers failed (max_failures); the first in %s: %s",
                     script->limit, first->function->what, first->error.message);
}

static vikt_code check_limits(const vikt_script *script, vikt_error *err)
{
    bool spent = script->spent_count > SPENT_MAX;

    if (!spent && script->struck_count <= script->limit)
        return VIKT_OK;
    return fail_limit(script, &script->failures[0], spent, err);
}

vikt_code vikt_script_fail(vikt_script *script, const vikt_function *function, size_t row,
                           const vikt_error *why, vikt_error *err)
{
    const vikt_failure failure = {(uint32_t)row, function, *why};

    if (!add_failure(script, &failure))
        return vikt_fail_memory(err);
    return check_limits(script, err);
}

/* How much of one kind is kept; the last text may go over the bytes. */
typedef struct allowance {
    size_t count, bytes;
} allowance;

static bool append_notes(vikt_notes *to, const vikt_notes *from, allowance *left, vikt_arena *arena)
{
    for (size_t i = 0; i < from->count && left->count > 0 && left->bytes > 0; i++) {
        vikt_text text = from->items[i].text;

        if (!vikt_notes_add(to, arena, from->items[i].row, text))
            return false;
        left->count--;
        left->bytes -= text.length < left->bytes ? text.length : left->bytes;
    }
    return true;
}

/* The notes of all chunks, copied into the arena that lasts, among what is already there. */
static bool gather_notes(const call_plan *plan, int kind, allowance *left)
{
    vikt_arena *arena = plan->script->arena;
    vikt_notes fresh = {NULL, 0, 0}, *to = plan->notes[kind];
    size_t total = 0;

    for (size_t i = 0; i < plan->chunk_count; i++)
        total += plan->chunks[i].notes[kind].count;
    if (total == 0 || !to)
        return true;
    if (!vikt_notes_reserve(&fresh, arena, total < left->count ? total : left->count))
        return false;
    for (size_t i = 0; i < plan->chunk_count; i++)
        if (!append_notes(&fresh, &plan->chunks[i].notes[kind], left, arena))
            return false;
    if (to->count > 0)
        return vikt_notes_merge(to, arena, &fresh);
    *to = fresh;
    return true;
}

static bool gather_printed(const call_plan *plan)
{
    vikt_script *script = plan->script;
    allowance left = {plan->print_limit, PRINTED_BYTES_MAX - script->printed_bytes};
    bool done = gather_notes(plan, PRINTED, &left);

    script->printed_bytes = PRINTED_BYTES_MAX - left.bytes;
    return done;
}

static const vikt_failure *first_failure(const call_plan *plan)
{
    if (plan->script->failure_count)
        return &plan->script->failures[0];
    for (size_t i = 0; i < plan->chunk_count; i++)
        if (plan->chunks[i].failure_count)
            return &plan->chunks[i].failures[0];
    return NULL;
}

static vikt_code gather(const call_plan *plan, vikt_error *err)
{
    vikt_script *script = plan->script;
    allowance texts = {SIZE_MAX, SIZE_MAX}, reasons = {SIZE_MAX, SIZE_MAX};
    vikt_code rc;

    for (size_t i = 0; i < plan->chunk_count; i++)
        for (size_t j = 0; j < plan->chunks[i].failure_count; j++)
            if (!add_failure(script, &plan->chunks[i].failures[j]))
                return vikt_fail_memory(err);
    rc = check_limits(script, err);
    if (rc != VIKT_OK)
        return rc;
    if (!gather_notes(plan, TEXTS, &texts) || !gather_notes(plan, REASONS, &reasons) ||
        !gather_printed(plan))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

static vikt_code run_plan(call_plan *plan, vikt_error *err)
{
    const vikt_failure *first;
    vikt_code rc = open_engines(plan->script, plan->chunk_count, err);
    const call_chunk *over = NULL; /* the first that stopped: those behind it may not have run */

    if (rc != VIKT_OK)
        return rc;
    rc = vikt_parallel(plan->script->workers, plan->data->count, run_chunk, plan, err);
    if (rc == VIKT_OK)
        return gather(plan, err);
    for (size_t i = 0; i < plan->chunk_count && !over; i++)
        over = plan->chunks[i].code == VIKT_LIMIT ? &plan->chunks[i] : NULL;
    first = first_failure(plan);
    if (rc != VIKT_LIMIT || !over || !first)
        return rc;
    return fail_limit(plan->script, first, over->spent_count > SPENT_MAX, err);
}

vikt_code vikt_script_call(vikt_script *script, const vikt_function *function, vikt_wanted wanted,
                           const vikt_engine_data *data, const vikt_script_rows *rows,
                           vikt_error *err)
{
    const vikt_allocator *allocator = script->arena->allocator;
    call_plan plan = {.script = script,
                      .function = function,
                      .wanted = wanted,
                      .data = data,
                      .rows = rows,
                      .notes = {rows->texts, rows->reasons, &script->printed},
                      .print_limit = PRINTED_MAX - script->printed.count};
    vikt_code rc;

    if (data->count == 0)
        return VIKT_OK;
    script->rows = data->count;
    plan.chunk_count = (data->count - 1) / VIKT_CHUNK_ROWS + 1;
    plan.chunks = vikt_acquire(allocator, plan.chunk_count, sizeof *plan.chunks);
    if (!plan.chunks)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < plan.chunk_count; i++) {
        plan.chunks[i].plan = &plan;
        vikt_arena_init(&plan.chunks[i].arena, allocator);
    }
    rc = run_plan(&plan, err);
    for (size_t i = 0; i < plan.chunk_count; i++)
        vikt_arena_clear(&plan.chunks[i].arena);
    vikt_release(allocator, plan.chunks);
    return rc;
}
