/* SPDX-License-Identifier: MIT */
#include "core/criteria/criterion.h"

#include "core/base/fail.h"
#include "core/criteria/criterion_task.h"

static const vikt_previous no_previous;

bool vikt_criterion_mark(const vikt_criterion_task *task, uint64_t **masks, size_t row)
{
    if (!*masks)
        *masks = vikt_arena_new(task->arena, task->count, sizeof **masks);
    if (*masks)
        (*masks)[row] |= UINT64_C(1) << task->number;
    return *masks != NULL;
}

static vikt_slot first_slot(const vikt_function *function)
{
    for (size_t i = 0; i < function->input_count; i++)
        if (function->inputs[i].kind == VIKT_INPUT_SLOT)
            return function->inputs[i].slot;
    return VIKT_SLOT_NONE;
}

vikt_slot vikt_criterion_slot(const vikt_criterion *criterion, bool by_or)
{
    const vikt_scale *scale = by_or ? &criterion->or_points : &criterion->points;

    return scale->kind == VIKT_SCALE_FUNCTION ? first_slot(scale->function) : scale->slot;
}

/* Whether some source has what the scale cannot do without. A decision table stands in for nothing.
 */
static bool has_data(const vikt_criterion_task *task, const vikt_scale *scale)
{
    if (scale->kind != VIKT_SCALE_FUNCTION)
        return vikt_population_column(task->population, scale->slot) != NULL;
    for (size_t i = 0; i < scale->function->input_count; i++) {
        const vikt_input *input = &scale->function->inputs[i];

        if (input->kind == VIKT_INPUT_SLOT && !input->or_nil &&
            !vikt_population_column(task->population, input->slot))
            return false;
    }
    return true;
}

/* Whoever's measure failed has failed here too, whatever the function made of the nil. */
static vikt_code inherit_slot(const vikt_criterion_task *task, vikt_slot slot, const uint8_t *only,
                              double *points)
{
    const uint8_t *failed = vikt_population_failures(task->population, slot);

    for (size_t row = 0; failed && row < task->count; row++) {
        if (!failed[row] || (only && !only[row]))
            continue;
        points[row] = NAN;
        if (!vikt_criterion_mark(task, &task->out->failed, row))
            return vikt_fail_memory(task->err);
    }
    return VIKT_OK;
}

static vikt_code inherit_failures(const vikt_criterion_task *task, const vikt_scale *scale,
                                  const uint8_t *only, double *points)
{
    vikt_code rc = VIKT_OK;

    if (scale->kind != VIKT_SCALE_FUNCTION)
        return inherit_slot(task, scale->slot, only, points);
    for (size_t i = 0; rc == VIKT_OK && i < scale->function->input_count; i++)
        if (scale->function->inputs[i].kind == VIKT_INPUT_SLOT)
            rc = inherit_slot(task, scale->function->inputs[i].slot, only, points);
    return rc;
}

static vikt_code scale_points(const vikt_criterion_task *task, const vikt_scale *scale,
                              const uint8_t *only, double *points, vikt_notes *reasons)
{
    vikt_code rc;

    if (scale->kind == VIKT_SCALE_DECISION_TABLE)
        return vikt_criterion_table(task, scale->decision, points, reasons);
    if (scale->kind == VIKT_SCALE_FUNCTION)
        rc = vikt_criterion_call(task, scale->function, only, points, reasons);
    else
        rc = vikt_scale_points(scale, task->population, task->statement, task->criterion->place,
                               points, &task->out->cuts, task->arena, task->listener, task->err);
    return rc == VIKT_OK ? inherit_failures(task, scale, only, points) : rc;
}

/* ---- or_points ---- */

/* The rows that or_points are for: no value, and no failure either. */
static size_t without_points(const vikt_criterion_task *task, const double *points, uint8_t *only)
{
    const uint64_t bit = UINT64_C(1) << task->number;
    const uint64_t *failed = task->out->failed;
    size_t count = 0;

    for (size_t row = 0; row < task->count; row++) {
        only[row] = isnan(points[row]) && !(failed && (failed[row] & bit));
        count += only[row];
    }
    return count;
}

/* A reason for points that were none does not stand beside those that came instead. */
static void drop_reasons(vikt_notes *reasons, const uint8_t *only)
{
    size_t kept = 0;

    for (size_t i = 0; i < reasons->count; i++)
        if (!only[reasons->items[i].row])
            reasons->items[kept++] = reasons->items[i];
    reasons->count = kept;
}

static vikt_code take_or(const vikt_criterion_task *task, const uint8_t *only, const double *from,
                         double *points)
{
    for (size_t row = 0; row < task->count; row++) {
        if (!only[row] || isnan(from[row]))
            continue;
        points[row] = from[row];
        if (!vikt_criterion_mark(task, &task->out->used_or, row))
            return vikt_fail_memory(task->err);
    }
    return VIKT_OK;
}

static vikt_code or_points(const vikt_criterion_task *task, double *points)
{
    const vikt_allocator *allocator = task->arena->allocator;
    vikt_notes *reasons = &task->out->reasons[task->number], more = {NULL, 0, 0};
    uint8_t *only = vikt_acquire(allocator, task->count, 1);
    double *from = vikt_acquire(allocator, task->count, sizeof *from);
    vikt_code rc = VIKT_OK;

    if (!only || !from) {
        rc = vikt_fail_memory(task->err);
        goto cleanup;
    }
    if (without_points(task, points, only) == 0)
        goto cleanup;
    for (size_t row = 0; row < task->count; row++)
        from[row] = NAN;
    rc = scale_points(task, &task->criterion->or_points, only, from, &more);
    if (rc == VIKT_OK)
        rc = take_or(task, only, from, points);
    if (rc == VIKT_OK && more.count > 0) {
        drop_reasons(reasons, only);
        rc = vikt_notes_merge(reasons, task->arena, &more) ? rc : vikt_fail_memory(task->err);
    }
cleanup:
    vikt_release(allocator, only);
    vikt_release(allocator, from);
    return rc;
}

/* ---- one criterion, all criteria ---- */

static vikt_code mark_all_or(const vikt_criterion_task *task, const double *points)
{
    for (size_t row = 0; row < task->count; row++)
        if (!isnan(points[row]) && !vikt_criterion_mark(task, &task->out->used_or, row))
            return vikt_fail_memory(task->err);
    return VIKT_OK;
}

static vikt_code one_criterion(const vikt_criterion_task *task, bool use_or)
{
    const vikt_criterion *criterion = task->criterion;
    const vikt_scale *scale = use_or ? &criterion->or_points : &criterion->points;
    double *points = vikt_arena_new(task->arena, task->count, sizeof *points);
    vikt_code rc;

    if (!points)
        return vikt_fail_memory(task->err);
    for (size_t row = 0; row < task->count; row++)
        points[row] = NAN;
    rc = scale_points(task, scale, NULL, points, &task->out->reasons[task->number]);
    if (rc == VIKT_OK && use_or)
        rc = mark_all_or(task, points);
    if (rc == VIKT_OK && !use_or && criterion->has_or && has_data(task, &criterion->or_points))
        rc = or_points(task, points);
    if (rc == VIKT_OK)
        rc = vikt_criterion_fill(task, points);
    task->out->points[task->number] = points;
    return rc;
}

vikt_code vikt_points_of(const vikt_population *population, const vikt_presence *presence,
                         const vikt_previous *previous, vikt_script *script, vikt_arena *arena,
                         const vikt_listener *listener, vikt_points *out, vikt_error *err)
{
    const vikt_profile *profile = vikt_population_profile(population);
    vikt_criterion_task task = {.profile = profile,
                                .population = population,
                                .previous = previous ? previous : &no_previous,
                                .script = script,
                                .arena = arena,
                                .listener = listener,
                                .err = err,
                                .count = vikt_population_size(population),
                                .out = out};
    vikt_code rc = VIKT_OK;

    memset(out, 0, sizeof *out);
    out->points = vikt_arena_new(arena, profile->criterion_count, sizeof *out->points);
    out->reasons = vikt_arena_new(arena, profile->criterion_count, sizeof *out->reasons);
    out->valued = vikt_arena_new(arena, task.count, sizeof *out->valued);
    if (!out->points || !out->reasons || !out->valued)
        return vikt_fail_memory(err);
    for (size_t c = 0; rc == VIKT_OK && c < profile->criterion_count; c++) {
        if (!presence->criteria[c])
            continue;
        task.criterion = &profile->criteria[c];
        task.number = c;
        task.statement =
            vikt_arena_print(arena, "criterion \"%.*s\"", VIKT_SHOW(task.criterion->name));
        rc = task.statement ? one_criterion(&task, presence->use_or[c]) : vikt_fail_memory(err);
    }
    return rc;
}
