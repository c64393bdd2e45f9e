/* SPDX-License-Identifier: MIT
 *
 * Classes by place in the order of all customers, and by fixed amounts. Ties share the best place
 * among them.
 */
#include "core/base/fail.h"
#include "core/classify/scheme.h"

/* The last place that is still in each class. */
static void find_places(const vikt_scheme *scheme, size_t count, uint64_t *places)
{
    bool shares = vikt_limit_is_share(vikt_scheme_limit(scheme));

    for (size_t k = 0; k < scheme->class_count; k++) {
        double limit = scheme->limits[k];

        if (shares) /* ceil(q n), in whole numbers */
            places[k] =
                ((uint64_t)vikt_share_of(limit) * count + VIKT_SHARE_UNIT - 1) / VIKT_SHARE_UNIT;
        else
            places[k] = limit < (double)count ? (uint64_t)limit : count;
    }
}

static void give_places(vikt_scheme_task *task, const uint32_t *rows, size_t count,
                        const double *order, double *lowest)
{
    size_t k = 0, last = task->scheme->class_count - 1, place = 1;
    bool shares = vikt_limit_is_share(vikt_scheme_limit(task->scheme));
    uint64_t places[VIKT_CLASSES_MAX] = {0};

    find_places(task->scheme, count, places);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && order[rows[i]] != order[rows[i - 1]])
            place = i + 1;
        while (k < last && place > places[k])
            k++;
        vikt_scheme_give(task, rows[i], k);
        lowest[k] = order[rows[i]];
        if (task->position)
            task->position[rows[i]] = shares ? (double)place / (double)count : (double)place;
    }
}

static vikt_code by_place(vikt_scheme_task *task)
{
    const vikt_scheme *scheme = task->scheme;
    double lowest[VIKT_CLASSES_MAX];
    const double *order = task->run->score->score;
    uint32_t *rows;
    size_t count;
    vikt_code rc = VIKT_OK;

    if (scheme->by_score_order)
        vikt_scheme_exclude_scoreless(task);
    else
        rc = vikt_scheme_numbers(task, scheme->slot, &order);
    if (rc != VIKT_OK)
        return rc;
    if (!scheme->by_score_order) {
        vikt_scheme_exclude(task, scheme->slot, order);
        vikt_scheme_totals(task, order);
    }
    rows = vikt_scheme_ranked(task, scheme->slot, &count);
    if (!rows)
        return vikt_fail_memory(task->run->err);
    for (size_t k = 0; k < scheme->class_count; k++)
        lowest[k] = NAN;
    give_places(task, rows, count, order, lowest);
    return vikt_scheme_cut(task, lowest);
}

vikt_code vikt_classify_by_rank(vikt_scheme_task *task)
{
    return by_place(task);
}

vikt_code vikt_classify_by_rank_share(vikt_scheme_task *task)
{
    return by_place(task);
}

vikt_code vikt_classify_by_value(vikt_scheme_task *task)
{
    const vikt_scheme *scheme = task->scheme;
    size_t last = scheme->class_count - 1;
    const double *values;
    vikt_code rc = vikt_scheme_numbers(task, scheme->slot, &values);

    if (rc != VIKT_OK)
        return rc;
    vikt_scheme_exclude(task, scheme->slot, values);
    vikt_scheme_totals(task, values);
    for (size_t row = 0; row < task->count; row++) {
        size_t k = 0;

        if (task->result->why[row] != VIKT_UNCLASSIFIED_NONE)
            continue;
        while (k < last && !(values[row] >= scheme->limits[k]))
            k++;
        vikt_scheme_give(task, row, k);
        if (task->position)
            task->position[row] = values[row];
    }
    return VIKT_OK;
}
