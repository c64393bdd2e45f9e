/* SPDX-License-Identifier: MIT
 *
 * Scales by rank. The mid-rank of values first..end-1 of the sorted ones (counted from 0) is m =
 * (first + end + 1) / 2, so 2 m - 1 = first + end is a whole number, and everything stays in whole
 * numbers until the last division.
 */
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/base/statistic.h"
#include "core/criteria/scale_task.h"

#include <stdio.h>

enum { DISTINCT_MIN = 5 };

static size_t end_of_ties(const vikt_figures *figures, size_t first)
{
    size_t end = first + 1;

    while (end < figures->count && figures->sorted[end] == figures->sorted[first])
        end++;
    return end;
}

/* Whose values these are not is given points by value. */
static void give(const vikt_scale_task *task, size_t first, size_t end, double points)
{
    if (vikt_population_is_among(task->population))
        return;
    for (size_t i = first; i < end; i++)
        task->points[task->figures->rows[i]] = points;
}

/* 2 m - 1 of the ties; of 2 N + 1 - 2 m, the rank from the other end, when less is better. */
static size_t twice_rank(const vikt_scale_task *task, size_t first, size_t end)
{
    size_t twice = first + end;

    return task->scale->low_is_best ? 2 * task->figures->count - twice : twice;
}

/* Whether ranks can tell the customers apart at all; warns where they hardly can. */
static bool worth_ranking(const vikt_scale_task *task)
{
    const vikt_figures *figures = task->figures;

    if (figures->count == 0)
        return false;
    if (figures->distinct == 1) {
        vikt_scale_constant(task);
        return false;
    }
    if (figures->distinct < DISTINCT_MIN)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %.*s has only %zu different values, too few to rank the customers by",
                  task->statement, VIKT_SHOW(task->name), figures->distinct);
    return true;
}

/* Points by value where the ranks are those of others: a value may stand between two of theirs, or
 * beyond them all. */
static void give_among(const vikt_scale_task *task,
                       double (*points_of)(const vikt_scale_task *task, size_t twice))
{
    const vikt_figures *figures = task->figures;

    if (!vikt_population_is_among(task->population))
        return;
    for (size_t row = 0; row < task->column->count; row++) {
        double x = task->column->numbers[row];
        size_t below, equal;

        if (isnan(x))
            continue;
        vikt_values_place(figures->sorted, figures->count, x, &below, &equal);
        task->points[row] = points_of(task, twice_rank(task, below, below + equal));
    }
}

static double percentile_of(const vikt_scale_task *task, size_t twice)
{
    double twice_count = 2 * (double)task->figures->count;

    return task->lo + (task->hi - task->lo) * ((double)twice / twice_count);
}

static vikt_code give_percentile(const vikt_scale_task *task)
{
    const vikt_figures *figures = task->figures;

    if (!worth_ranking(task))
        return VIKT_OK;
    for (size_t first = 0, end; first < figures->count; first = end) {
        end = end_of_ties(figures, first);
        give(task, first, end, percentile_of(task, twice_rank(task, first, end)));
    }
    give_among(task, percentile_of);
    return VIKT_OK;
}

static void say_percentile(const vikt_scale_said *said, vikt_buffer *out)
{
    vikt_buffer_print(out, "ahead of %.1f %% of the customers", said->position * 100);
}

const vikt_scale_giver vikt_scale_gives_percentile = {
    .give = give_percentile, .figures = true, .tells_constant = true, .say = say_percentile};

static bool add_cut(const vikt_scale_task *task, size_t group, double value)
{
    char name[64];

    snprintf(name, sizeof name, "group %zu %s", group + 1,
             task->scale->low_is_best ? "up to" : "from");
    return vikt_cuts_add(task->cuts, task->arena, task->statement, name, value);
}

static double group_points(const vikt_scale_task *task, size_t group)
{
    size_t last = task->scale->groups - 1;

    if (group == last)
        return task->hi;
    return task->lo + (double)group * (task->hi - task->lo) / (double)last;
}

/* Beyond all others is the last group. */
static size_t group_of(const vikt_scale_task *task, size_t twice)
{
    size_t groups = task->scale->groups, group = groups * twice / (2 * task->figures->count);

    return group < groups ? group : groups - 1;
}

static double quantile_of(const vikt_scale_task *task, size_t twice)
{
    return group_points(task, group_of(task, twice));
}

/* Where a group begins, seen from the worse one: at its lowest value, or at its highest when less
 * is better. */
static bool cut_groups(const vikt_scale_task *task, const size_t *first_of)
{
    for (size_t group = 1; group < task->scale->groups; group++)
        if (first_of[group] != SIZE_MAX &&
            !add_cut(task, group, task->figures->sorted[first_of[group]]))
            return false;
    return true;
}

static vikt_code give_quantiles(const vikt_scale_task *task)
{
    const vikt_figures *figures = task->figures;
    size_t groups = task->scale->groups;
    size_t *edge = vikt_arena_new(task->arena, groups, sizeof *edge);

    if (!edge)
        return vikt_fail_memory(task->err);
    if (groups < 2 && figures->count > 0) {
        vikt_scale_constant(task);
        return VIKT_OK;
    }
    if (!worth_ranking(task))
        return VIKT_OK;
    for (size_t group = 0; group < groups; group++)
        edge[group] = SIZE_MAX;
    for (size_t first = 0, end; first < figures->count; first = end) {
        size_t group;

        end = end_of_ties(figures, first);
        group = group_of(task, twice_rank(task, first, end));
        if (edge[group] == SIZE_MAX || task->scale->low_is_best)
            edge[group] = first; /* values ascend: the first one seen is the lowest */
        give(task, first, end, group_points(task, group));
    }
    give_among(task, quantile_of);
    return cut_groups(task, edge) ? VIKT_OK : vikt_fail_memory(task->err);
}

/* Its arguments are the field and the number of groups. */
static void say_group(const vikt_scale_said *said, vikt_buffer *out)
{
    vikt_text rest = said->arguments;
    double groups = 5, number;

    while (rest.length)
        if (vikt_number_parse(vikt_text_cut(&rest, ' '), &number))
            groups = number;
    vikt_scale_say_step(said, "group", groups >= 2 ? (size_t)groups : 2, out);
}

const vikt_scale_giver vikt_scale_gives_quantiles = {
    .give = give_quantiles, .figures = true, .tells_constant = true, .say = say_group};
