/* SPDX-License-Identifier: MIT
 *
 * Steps: bands by the value itself, share_bands by its share of the total.
 */
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/criteria/scale_task.h"

/* The step that is reached with k of n edges behind; the ends are the ends of the scale to the bit.
 */
static double step_of(const vikt_scale_task *task, size_t k, size_t n)
{
    if (k == n)
        return task->hi;
    return task->lo + (task->hi - task->lo) * (double)k / (double)n;
}

/* unit: what a value is divided by before it is compared, 1 or the population's total. */
static vikt_code give_steps(const vikt_scale_task *task, double unit)
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

static vikt_code give_shares(const vikt_scale_task *task)
{
    double total = task->figures->positive;

    if (total > 0 && isfinite(total))
        return add_total(task, total) ? give_steps(task, total) : vikt_fail_memory(task->err);
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

static vikt_code give_bands(const vikt_scale_task *task)
{
    return give_steps(task, 1);
}

/* Its arguments are the field and the edges. */
static void say_bands(const vikt_scale_said *said, vikt_buffer *out)
{
    vikt_text rest = said->arguments;
    size_t edges = 0;
    double number;

    while (rest.length)
        edges += vikt_number_parse(vikt_text_cut(&rest, ' '), &number);
    vikt_scale_say_step(said, "step", edges + 1, out);
}

static void say_shares(const vikt_scale_said *said, vikt_buffer *out)
{
    if (isfinite(said->share))
        vikt_buffer_print(out, "%.1f %% of the total: ", said->share * 100);
    say_bands(said, out);
}

const vikt_scale_giver vikt_scale_gives_bands = {
    .give = give_bands, .has_parts = true, .say = say_bands};

const vikt_scale_giver vikt_scale_gives_share_bands = {
    .give = give_shares, .figures = true, .has_parts = true, .say = say_shares};
