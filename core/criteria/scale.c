/* SPDX-License-Identifier: MIT */
#include "core/criteria/scale.h"

#include "core/base/fail.h"
#include "core/criteria/scale_task.h"

bool vikt_cuts_add(vikt_cuts *cuts, vikt_arena *arena, const char *statement, const char *name,
                   double value)
{
    vikt_text copied = vikt_text_copy(arena, vikt_text_of(name));
    vikt_text of = vikt_text_copy(arena, vikt_text_of(statement));
    vikt_cut *items =
        vikt_arena_grow(arena, cuts->items, cuts->count, &cuts->capacity, sizeof *items);

    if (!items || !copied.at || !of.at)
        return false;
    cuts->items = items;
    items[cuts->count++] = (vikt_cut){of, copied, value};
    return true;
}

void vikt_scale_constant(const vikt_scale_task *task)
{
    const double middle = (task->lo + task->hi) / 2;

    for (size_t row = 0; row < task->column->count; row++)
        if (!isnan(task->column->numbers[row]))
            task->points[row] = middle;
    vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
              "%s: all customers have the same %.*s, so all get the middle of the scale",
              task->statement, VIKT_SHOW(task->name));
}

static const vikt_scale_giver *const givers[] = {
#define X(name, word, arguments, options, shares) [VIKT_SCALE_##name] = &vikt_scale_gives_##word,
    VIKT_SCALES(X)
#undef X
};

const vikt_scale_giver *vikt_scale_giver_of(vikt_scale_kind kind)
{
    return (size_t)kind < sizeof givers / sizeof *givers ? givers[kind] : NULL;
}

static vikt_code run_task(vikt_scale_task *task)
{
    const vikt_scale_giver *giver = vikt_scale_giver_of(task->scale->kind);
    const vikt_profile *profile = vikt_population_profile(task->population);
    const vikt_scale *scale = task->scale;

    if (!giver)
        return vikt_fail(task->err, VIKT_BUG, task->place, "this is no scale of one column");
    task->lo = profile->lo;
    task->hi = profile->hi;
    for (size_t row = 0; row < vikt_population_size(task->population); row++)
        task->points[row] = NAN;
    task->column = vikt_population_column(task->population, scale->slot);
    if (!task->column)
        return VIKT_OK;
    task->name = vikt_profile_slot_name(profile, scale->slot);
    if (!task->column->numbers && !vikt_scale_takes(scale->kind, 'L'))
        return vikt_fail(task->err, VIKT_INPUT, task->place,
                         "%s needs numbers, but \"%.*s\" holds text", task->statement,
                         VIKT_SHOW(task->name));
    if (giver->figures) {
        task->figures = vikt_population_figures(task->population, scale->slot);
        if (!task->figures)
            return vikt_fail_memory(task->err);
    }
    return giver->give(task);
}

vikt_code vikt_scale_points(const vikt_scale *scale, const vikt_population *population,
                            const char *statement, vikt_place place, double *points,
                            vikt_cuts *cuts, vikt_arena *arena, const vikt_listener *listener,
                            vikt_error *err)
{
    vikt_scale_task task = {.scale = scale,
                            .population = population,
                            .statement = statement,
                            .place = place,
                            .points = points,
                            .cuts = cuts,
                            .arena = arena,
                            .listener = listener,
                            .err = err};

    return run_task(&task);
}

void vikt_scale_say_step(const vikt_scale_said *said, const char *word, size_t steps,
                         vikt_buffer *out)
{
    size_t step = (size_t)lround(said->position * (double)(steps - 1)) + 1;

    vikt_buffer_print(out, "%s %zu of %zu", word, step, steps);
}

/* ---- parts ---- */

size_t vikt_scale_part_count(const vikt_scale *scale)
{
    const vikt_scale_giver *giver = vikt_scale_giver_of(scale->kind);

    if (!giver || !giver->has_parts)
        return 0;
    if (scale->lookup_count)
        return scale->lookup_count + (isnan(scale->otherwise) ? 0 : 1);
    return scale->edge_count + 1;
}

vikt_code vikt_scale_parts(const vikt_scale *scale, const vikt_population *population,
                           uint32_t *parts, vikt_arena *scratch, vikt_error *err)
{
    size_t count = vikt_population_size(population);
    vikt_cuts cuts = {NULL, 0, 0};
    vikt_scale_task task = {.scale = scale,
                            .population = population,
                            .statement = "scale",
                            .points = vikt_arena_new(scratch, count, sizeof *task.points),
                            .parts = parts,
                            .cuts = &cuts,
                            .arena = scratch,
                            .err = err};

    if (!task.points)
        return vikt_fail_memory(err);
    for (size_t row = 0; row < count; row++)
        parts[row] = VIKT_PART_NONE;
    return vikt_scale_part_count(scale) ? run_task(&task) : VIKT_OK;
}
