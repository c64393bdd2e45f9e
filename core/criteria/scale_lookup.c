/* SPDX-License-Identifier: MIT
 *
 * Points by the value itself: text, or whatever a number, date or yes/no column holds.
 */
#include "core/base/fail.h"
#include "core/base/map.h"
#include "core/criteria/scale_task.h"
#include "core/base/literal.h"

#include <stdlib.h>

#define UNKNOWN UINT32_MAX /* no entry fits */

typedef struct number_entry {
    double number;
    uint32_t entry;
} number_entry;

/* Values that no entry fits, for the one warning about them. */
typedef struct unknowns {
    size_t count;
    size_t first; /* row */
} unknowns;

static void give_entry(const vikt_scale_task *task, size_t row, uint32_t entry, unknowns *unknown)
{
    const vikt_scale *scale = task->scale;
    bool known = entry != UNKNOWN, otherwise = !known && !isnan(scale->otherwise);

    task->points[row] = known ? scale->lookups[entry].points : scale->otherwise;
    if (task->parts && (known || otherwise))
        task->parts[row] = known ? entry : (uint32_t)scale->lookup_count;
    if (!known && !otherwise && unknown->count++ == 0)
        unknown->first = row;
}

/* ---- numbers ---- */

static int by_number(const void *a, const void *b)
{
    const number_entry *x = a, *y = b;

    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static uint32_t find_number(const number_entry *table, size_t count, double x)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table[middle].number < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && table[low].number == x ? table[low].entry : UNKNOWN;
}

static vikt_code lookup_numbers(const vikt_scale_task *task, unknowns *unknown)
{
    const vikt_scale *scale = task->scale;
    number_entry *table = vikt_arena_new(task->arena, scale->lookup_count, sizeof *table);
    size_t count = 0;

    if (!table)
        return vikt_fail_memory(task->err);
    for (size_t i = 0; i < scale->lookup_count; i++) {
        const vikt_lookup *entry = &scale->lookups[i];
        double number = vikt_literal_number(entry->text, entry->number, task->column->type);

        if (!isnan(number))
            table[count++] = (number_entry){number, (uint32_t)i};
    }
    qsort(table, count, sizeof *table, by_number);
    for (size_t row = 0; row < task->column->count; row++)
        if (!isnan(task->column->numbers[row]))
            give_entry(task, row, find_number(table, count, task->column->numbers[row]), unknown);
    return VIKT_OK;
}

/* ---- text ---- */

/* The entry with that very text, else the first without regard to case. */
static uint32_t find_entry(const vikt_scale *scale, vikt_text text)
{
    for (size_t i = 0; i < scale->lookup_count; i++)
        if (vikt_text_equal(vikt_text_trim(scale->lookups[i].text), text))
            return (uint32_t)i;
    for (size_t i = 0; i < scale->lookup_count; i++)
        if (vikt_literal_same(scale->lookups[i].text, text))
            return (uint32_t)i;
    return UNKNOWN;
}

/* Each different text is looked up once and remembered. */
static const uint32_t *entry_of(const vikt_scale *scale, vikt_map *known, vikt_text text)
{
    const uint32_t *entry = vikt_map_find(known, text);

    return entry ? entry : vikt_map_put(known, text, find_entry(scale, text));
}

static vikt_code lookup_texts(const vikt_scale_task *task, unknowns *unknown)
{
    const vikt_scale *scale = task->scale;
    vikt_code rc = VIKT_OK;
    vikt_map known;

    vikt_map_init(&known, task->arena->allocator);
    for (size_t row = 0; row < task->column->count; row++) {
        const uint32_t *entry;

        if (vikt_column_missing(task->column, row))
            continue;
        entry = entry_of(scale, &known, vikt_text_trim(vikt_column_text(task->column, row)));
        if (!entry) {
            rc = vikt_fail_memory(task->err);
            break;
        }
        give_entry(task, row, *entry, unknown);
    }
    vikt_map_clear(&known);
    return rc;
}

static void tell_unknown(const vikt_scale_task *task, const unknowns *unknown)
{
    const char *who = unknown->count == 1 ? " has a value" : "s have values";
    vikt_text key = vikt_population_key(task->population, unknown->first);
    vikt_text text = vikt_column_text(task->column, unknown->first);

    if (task->column->numbers)
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %zu customer%s of %.*s that lookup does not know, first %g (customer %.*s)",
                  task->statement, unknown->count, who, VIKT_SHOW(task->name),
                  task->column->numbers[unknown->first], VIKT_SHOW(key));
    else
        vikt_tell(task->listener, VIKT_WARNING, VIKT_INPUT, task->place,
                  "%s: %zu customer%s of %.*s that lookup does not know, first \"%.*s\" "
                  "(customer %.*s)",
                  task->statement, unknown->count, who, VIKT_SHOW(task->name), VIKT_SHOW(text),
                  VIKT_SHOW(key));
}

static vikt_code give(const vikt_scale_task *task)
{
    unknowns unknown = {0, 0};
    vikt_code rc =
        task->column->numbers ? lookup_numbers(task, &unknown) : lookup_texts(task, &unknown);

    if (rc == VIKT_OK && unknown.count > 0)
        tell_unknown(task, &unknown);
    return rc;
}

const vikt_scale_giver vikt_scale_gives_lookup = {.give = give, .has_parts = true};
