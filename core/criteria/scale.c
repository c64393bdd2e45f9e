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

/* The step that is reached with k of n edges behind; the ends are the ends of the scale to the bit.
 */
static double step_of(const vikt_scale_task *task, size_t k, size_t n)
{
    if (k == n)
        return task->hi;
    return task->lo + (task->hi - task->lo) * (double)k / (double)n;
}

/* unit: what a value is divided by before it is compared, 1 or the population's total. */
static vikt_code bands(const vikt_scale_task *task, double unit)
{
    const double *edges = task->scale->edges, *numbers = task->column->numbers;
    size_t n = task->scale->edge_count;
    double *steps = vikt_arena_new(task->arena, n + 1, sizeof *steps);
    bool ascending = n < 2 || edges[1] > edges[0];

    if (!steps)
        return vikt_fail_memory(task->err);
    for (size_t k = 0; k <= n; k++)
        steps[k] = step_of(task, k, n);
    for (size_t row = 0; row < task->column->count; row++) {
        double x = numbers[row] / unit;
        size_t reached = 0;

        if (isnan(x))
            continue;
        for (size_t k = 0; k < n; k++)
            reached += ascending ? x >= edges[k] : x <= edges[k];
        task->points[row] = steps[reached];
        if (task->parts)
            task->parts[row] = (uint32_t)reached;
    }
    return VIKT_OK;
}

/* What the shares are of; explain reads it. */
static bool add_total(const vikt_scale_task *task, double total)
{
    const char *name = vikt_arena_print(task->arena, "total of %.*s", VIKT_SHOW(task->name));

    return name && vikt_cuts_add(task->cuts, task->arena, task->statement, name, total);
}

static vikt_code share_bands(const vikt_scale_task *task)
{
    double total = task->figures->positive;

    if (total > 0 && isfinite(total))
        return add_total(task, total) ? bands(task, total) : vikt_fail_memory(task->err);
    if (total > 0)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: the total of %.*s is beyond the range of numbers, so there are no shares "
                  "and no points",
                  task->statement, VIKT_SHOW(task->name));
    else if (task->figures->count > 0)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: nobody has a positive %.*s, so there are no shares and no points",
                  task->statement, VIKT_SHOW(task->name));
    return VIKT_OK;
}

static void linear(const vikt_scale_task *task)
{
    const double worst = task->scale->worst, length = task->scale->best - worst;
    const double lo = task->lo, hi = task->hi, *numbers = task->column->numbers;

    for (size_t row = 0; row < task->column->count; row++) {
        double way = (numbers[row] - worst) / length;

        if (way >= 1)
            task->points[row] = hi;
        else if (way > 0)
            task->points[row] = lo + (hi - lo) * way;
        else if (way <= 0)
            task->points[row] = lo;
    }
}

static void rating(const vikt_scale_task *task)
{
    const double lo = task->lo, hi = task->hi, *numbers = task->column->numbers;
    size_t off = 0;

    for (size_t row = 0; row < task->column->count; row++) {
        double x = numbers[row];

        if (x >= lo && x <= hi)
            task->points[row] = task->scale->low_is_best ? lo + hi - x : x;
        else
            off += isnan(x) ? 0 : 1;
    }
    if (off > 0)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %zu customer%s %.*s off the scale %g to %g, which counts as missing",
                  task->statement, off, off == 1 ? " has a" : "s have a", VIKT_SHOW(task->name), lo,
                  hi);
}

static vikt_code apply(const vikt_scale_task *task)
{
    switch (task->scale->kind) {
    case VIKT_SCALE_BANDS:
        return bands(task, 1);
    case VIKT_SCALE_LINEAR:
        linear(task);
        break;
    case VIKT_SCALE_PERCENTILE:
        vikt_scale_percentile(task);
        break;
    case VIKT_SCALE_QUANTILES:
        return vikt_scale_quantiles(task);
    case VIKT_SCALE_RATING:
        rating(task);
        break;
    case VIKT_SCALE_LOOKUP:
        return vikt_scale_lookup(task);
    case VIKT_SCALE_SHARE_BANDS:
        return share_bands(task);
    case VIKT_SCALE_SCALED:
        vikt_scale_scaled(task);
        break;
    case VIKT_SCALE_DECISION_TABLE:
    case VIKT_SCALE_FUNCTION:
        return vikt_fail(task->err, VIKT_BUG, task->place, "this is no scale of one column");
    }
    return VIKT_OK;
}

static bool needs_figures(vikt_scale_kind kind)
{
    return kind == VIKT_SCALE_PERCENTILE || kind == VIKT_SCALE_QUANTILES ||
           kind == VIKT_SCALE_SHARE_BANDS || kind == VIKT_SCALE_SCALED;
}

static vikt_code run_task(vikt_scale_task *task)
{
    const vikt_profile *profile = vikt_population_profile(task->population);
    const vikt_scale *scale = task->scale;

    task->lo = profile->lo;
    task->hi = profile->hi;
    for (size_t row = 0; row < vikt_population_size(task->population); row++)
        task->points[row] = NAN;
    task->column = vikt_population_column(task->population, scale->slot);
    if (!task->column)
        return VIKT_OK;
    task->name = vikt_profile_slot_name(profile, scale->slot);
    if (!task->column->numbers && scale->kind != VIKT_SCALE_LOOKUP)
        return vikt_fail(task->err, VIKT_INPUT, task->place,
                         "%s needs numbers, but \"%.*s\" holds text", task->statement,
                         VIKT_SHOW(task->name));
    if (needs_figures(scale->kind)) {
        task->figures = vikt_population_figures(task->population, scale->slot);
        if (!task->figures)
            return vikt_fail_memory(task->err);
    }
    return apply(task);
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

/* ---- parts ---- */

size_t vikt_scale_part_count(const vikt_scale *scale)
{
    switch (scale->kind) {
    case VIKT_SCALE_BANDS:
    case VIKT_SCALE_SHARE_BANDS:
        return scale->edge_count + 1;
    case VIKT_SCALE_LOOKUP:
        return scale->lookup_count + (isnan(scale->otherwise) ? 0 : 1);
    case VIKT_SCALE_DECISION_TABLE: /* its rows overlap */
    case VIKT_SCALE_FUNCTION:
    case VIKT_SCALE_LINEAR:
    case VIKT_SCALE_PERCENTILE:
    case VIKT_SCALE_QUANTILES:
    case VIKT_SCALE_RATING:
    case VIKT_SCALE_SCALED:
        break;
    }
    return 0;
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
