/* SPDX-License-Identifier: MIT */
#include "core/classify/scheme.h"

#include "core/base/fail.h"
#include "core/base/statistic.h"

vikt_code vikt_scheme_numbers(const vikt_scheme_task *task, vikt_slot slot, const double **numbers)
{
    const vikt_column *column = vikt_population_column(task->run->population, slot);
    vikt_text name = vikt_profile_slot_name(task->run->profile, slot);

    if (!column || !column->numbers)
        return vikt_fail(task->run->err, VIKT_INPUT, task->scheme->place,
                         "%s needs numbers, but \"%.*s\" holds text", task->statement,
                         VIKT_SHOW(name));
    *numbers = column->numbers;
    return VIKT_OK;
}

void vikt_scheme_exclude(vikt_scheme_task *task, vikt_slot slot, const double *numbers)
{
    const uint8_t *failed = vikt_population_failures(task->run->population, slot);
    uint8_t *why = task->result->why;

    for (size_t row = 0; row < task->count; row++)
        if (failed && failed[row])
            why[row] = VIKT_UNCLASSIFIED_FAILED;
        else if (isnan(numbers[row]) && why[row] == VIKT_UNCLASSIFIED_NONE)
            why[row] = VIKT_UNCLASSIFIED_MISSING_VALUE;
}

void vikt_scheme_exclude_scoreless(vikt_scheme_task *task)
{
    if (task->count)
        memcpy(task->result->why, task->run->score_why, task->count);
}

/* The sort is stable: equal scores keep the order that they have. */
static uint32_t *take_by_score(vikt_scheme_task *task, uint32_t *rows, size_t count)
{
    vikt_ordered *items = vikt_arena_new(&task->scratch, count, sizeof *items);
    vikt_ordered *spare = vikt_arena_new(&task->scratch, count, sizeof *spare);

    if (!items || !spare)
        return NULL;
    for (size_t i = 0; i < count; i++)
        items[i] = (vikt_ordered){~vikt_order_of(task->run->score->score[rows[i]]), rows[i]};
    vikt_order_sort(items, spare, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = items[i].row;
    return rows;
}

uint32_t *vikt_scheme_ranked(vikt_scheme_task *task, vikt_slot slot, size_t *count)
{
    const vikt_population *population = task->run->population;
    bool by_score = task->scheme->by_score_order, by_value = slot != VIKT_SLOT_NONE;
    uint32_t *rows;
    size_t kept = 0;

    rows = by_value ? vikt_population_ranked(population, slot, &task->scratch, count)
                    : vikt_population_descending(population, task->run->score->score,
                                                 &task->scratch, count);
    for (size_t i = 0; rows && i < *count; i++)
        if (task->result->why[rows[i]] == VIKT_UNCLASSIFIED_NONE)
            rows[kept++] = rows[i];
    *count = kept;
    return rows && by_score && by_value ? take_by_score(task, rows, kept) : rows;
}

void vikt_scheme_totals(vikt_scheme_task *task, const double *numbers)
{
    vikt_sum total, outside;
    bool net = task->scheme->base_net;

    vikt_sum_init(&total);
    vikt_sum_init(&outside);
    for (size_t row = 0; row < task->count; row++)
        if (task->result->why[row] == VIKT_UNCLASSIFIED_NONE)
            vikt_sum_add(numbers[row] > 0 || net ? &total : &outside, numbers[row]);
    task->result->total = vikt_sum_value(&total);
    task->result->outside = vikt_sum_value(&outside);
}

vikt_code vikt_scheme_cut(const vikt_scheme_task *task, const double *lowest)
{
    vikt_arena *arena = task->run->arena;

    for (size_t k = 0; k < task->scheme->class_count; k++) {
        char *name;

        if (isnan(lowest[k]))
            continue;
        name = vikt_arena_print(arena, "%.*s from", VIKT_SHOW(task->scheme->classes[k]));
        if (!name || !vikt_cuts_add(&task->run->out->cuts, arena, task->statement, name, lowest[k]))
            return vikt_fail_memory(task->run->err);
    }
    return VIKT_OK;
}

int64_t vikt_share_of(double limit)
{
    return (int64_t)llround(limit * VIKT_SHARE_UNIT);
}
