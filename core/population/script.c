/* SPDX-License-Identifier: MIT */
#include "core/population/script.h"

#include "core/base/fail.h"
#include "core/base/process.h"
#include "core/base/stop.h"
#include "core/population/chunk.h"
#include "core/population/crew.h"

enum {
    PRINTED_MAX = 10000, /* lines of a run */
    PRINTED_BYTES_MAX = 8 * 1024 * 1024,
    PATIENCE = 10000
};

void vikt_script_init(vikt_script *script, const vikt_profile *profile, unsigned workers,
                      vikt_arena *arena)
{
    memset(script, 0, sizeof *script);
    script->arena = arena;
    script->profile = profile;
    script->workers = workers < VIKT_WORKERS_MAX ? workers : VIKT_WORKERS_MAX;
    script->patience = PATIENCE;
    script->limit = profile->max_failures;
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
                         "more than %d customers used up the budget of a function or killed its "
                         "process; the first in %s: %s",
                         VIKT_SPENT_MAX, first->function->what, first->error.message);
    return vikt_fail(err, VIKT_LIMIT, first->error.place,
                     "more than %zu customers failed (max_failures); the first in %s: %s",
                     script->limit, first->function->what, first->error.message);
}

static vikt_code check_limits(const vikt_script *script, vikt_error *err)
{
    bool spent = script->spent_count > VIKT_SPENT_MAX;

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
static bool gather_notes(const vikt_call_plan *plan, vikt_note_kind kind, allowance *left)
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

static bool gather_printed(const vikt_call_plan *plan)
{
    vikt_script *script = plan->script;
    allowance left = {plan->print_limit, PRINTED_BYTES_MAX - script->printed_bytes};
    bool done = gather_notes(plan, VIKT_NOTES_PRINTED, &left);

    script->printed_bytes = PRINTED_BYTES_MAX - left.bytes;
    return done;
}

static const vikt_failure *first_failure(const vikt_call_plan *plan)
{
    if (plan->script->failure_count)
        return &plan->script->failures[0];
    for (size_t i = 0; i < plan->chunk_count; i++)
        if (plan->chunks[i].heard.failures)
            return &plan->chunks[i].failures[0];
    return NULL;
}

static vikt_code gather(const vikt_call_plan *plan, vikt_error *err)
{
    vikt_script *script = plan->script;
    allowance texts = {SIZE_MAX, SIZE_MAX}, reasons = {SIZE_MAX, SIZE_MAX};
    vikt_code rc;

    for (size_t i = 0; i < plan->chunk_count; i++)
        for (size_t j = 0; j < plan->chunks[i].heard.failures; j++)
            if (!add_failure(script, &plan->chunks[i].failures[j]))
                return vikt_fail_memory(err);
    rc = check_limits(script, err);
    if (rc != VIKT_OK)
        return rc;
    if (!gather_notes(plan, VIKT_NOTES_TEXT, &texts) ||
        !gather_notes(plan, VIKT_NOTES_REASON, &reasons) || !gather_printed(plan))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

/* ---- running ---- */

static vikt_code run_here(const vikt_call_plan *plan, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < plan->chunk_count; i++) {
        rc = vikt_stop_check(plan->script->stop, err);
        if (rc == VIKT_OK)
            rc = vikt_chunk_call(&plan->chunks[i], &plan->script->profile->engine, err);
        if (rc == VIKT_OK && !vikt_chunk_settle(plan, i))
            rc = plan->chunks[i].code;
    }
    return rc;
}

/* Those behind the first chunk that failed may not have run. */
static vikt_code run_in_crew(const vikt_call_plan *plan, vikt_error *err)
{
    vikt_code rc = vikt_crew_run(plan, err);

    for (size_t i = 0; rc == VIKT_OK && i < plan->chunk_count; i++) {
        const vikt_chunk *chunk = &plan->chunks[i];

        rc = chunk->code;
        if (rc == VIKT_MEMORY)
            (void)vikt_fail_memory(err);
        else if (rc != VIKT_OK && err)
            *err = chunk->error;
    }
    return rc;
}

static vikt_code run_plan(const vikt_call_plan *plan, vikt_error *err)
{
    const vikt_failure *first;
    size_t over = 0; /* the first that stopped */
    vikt_code rc;

    if (!plan->script->profile->has_engine)
        return vikt_fail(err, VIKT_BUG, VIKT_NOWHERE, "a function without an engine");
    rc = plan->script->workers ? run_in_crew(plan, err) : run_here(plan, err);
    if (rc == VIKT_OK)
        return gather(plan, err);
    while (over < plan->chunk_count && plan->chunks[over].code != VIKT_LIMIT)
        over++;
    first = first_failure(plan);
    if (rc != VIKT_LIMIT || over == plan->chunk_count || !first)
        return rc;
    return fail_limit(plan->script, first, vikt_chunk_spent(plan, over) > VIKT_SPENT_MAX, err);
}

vikt_code vikt_script_call(vikt_script *script, const vikt_function *function, vikt_wanted wanted,
                           const vikt_engine_data *data, const vikt_script_rows *rows,
                           vikt_error *err)
{
    const vikt_allocator *allocator = script->arena->allocator;
    vikt_call_plan plan = {.script = script,
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
    for (size_t i = 0; i < plan.chunk_count; i++)
        vikt_chunk_init(&plan.chunks[i], &plan, i);
    rc = run_plan(&plan, err);
    for (size_t i = 0; i < plan.chunk_count; i++)
        vikt_chunk_clear(&plan.chunks[i]);
    vikt_release(allocator, plan.chunks);
    return rc;
}
