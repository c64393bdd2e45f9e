/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/classify/engine_data.h"
#include "core/classify/scheme.h"

static size_t find_class(const vikt_scheme *scheme, vikt_text name)
{
    for (size_t k = 0; k < scheme->class_count; k++)
        if (vikt_text_equal(scheme->classes[k], name))
            return k;
    return VIKT_INDEX_NONE;
}

/* 'A, B, C' for the message. */
static const char *class_names(const vikt_scheme *scheme, vikt_arena *arena)
{
    char *names = vikt_arena_print(arena, "%.*s", VIKT_SHOW(scheme->classes[0]));

    for (size_t k = 1; names && k < scheme->class_count; k++)
        names = vikt_arena_print(arena, "%s, %.*s", names, VIKT_SHOW(scheme->classes[k]));
    return names ? names : "";
}

static vikt_code fail_class(vikt_scheme_task *task, size_t row, vikt_text given)
{
    const vikt_scheme *scheme = task->scheme;
    vikt_nearest nearest = {.wanted = given};
    vikt_error why = {.code = VIKT_OK};
    char hint[128];

    for (size_t k = 0; k < scheme->class_count; k++)
        vikt_nearest_offer(&nearest, scheme->classes[k]);
    (void)vikt_fail(&why, VIKT_PROFILE, scheme->function->place,
                    "gave \"%.*s\", which is not a class of %s (%s)%s", VIKT_SHOW(given),
                    task->statement, class_names(scheme, &task->scratch),
                    vikt_nearest_hint(&nearest, hint, sizeof hint));
    return vikt_script_fail(task->run->script, scheme->function, row, &why, task->run->err);
}

static vikt_code take_classes(vikt_scheme_task *task, const vikt_notes *texts)
{
    vikt_text last = {NULL, 0};
    size_t class_index = VIKT_INDEX_NONE;
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < texts->count; i++) {
        size_t row = texts->items[i].row;

        if (texts->items[i].text.at != last.at || i == 0) {
            last = texts->items[i].text;
            class_index = find_class(task->scheme, last);
        }
        if (class_index != VIKT_INDEX_NONE) {
            task->result->why[row] = VIKT_UNCLASSIFIED_NONE;
            vikt_scheme_give(task, row, class_index);
            continue;
        }
        task->result->why[row] = VIKT_UNCLASSIFIED_FAILED;
        rc = fail_class(task, row, last);
    }
    return rc;
}

/* Whoever's measure failed, or criterion where the function reads results, has no class here
 * either. */
static void inherit_failures(vikt_scheme_task *task)
{
    const vikt_function *function = task->scheme->function;
    const uint64_t *points = task->run->points->failed;

    for (size_t i = 0; i < function->input_count; i++) {
        const vikt_input *input = &function->inputs[i];
        const uint8_t *failed = input->kind == VIKT_INPUT_SLOT
                                    ? vikt_population_failures(task->run->population, input->slot)
                                    : NULL;

        for (size_t row = 0; row < task->count; row++)
            if ((failed && failed[row]) ||
                (input->kind == VIKT_INPUT_RESULT && points && points[row])) {
                task->result->why[row] = VIKT_UNCLASSIFIED_FAILED;
                task->result->raw[row] = VIKT_NO_CLASS;
            }
    }
}

vikt_code vikt_classify_function(vikt_scheme_task *task)
{
    const vikt_engine_data data = vikt_engine_data_of(task->run, NULL);
    double *numbers = vikt_arena_new(&task->scratch, task->count, sizeof *numbers);
    uint8_t *failed = vikt_arena_new(&task->scratch, task->count, 1);
    vikt_notes texts = {NULL, 0, 0};
    vikt_code rc;

    if (!numbers || !failed)
        return vikt_fail_memory(task->run->err);
    rc = vikt_script_call(task->run->script, task->scheme->function, VIKT_WANT_CLASS, &data,
                          &(vikt_script_rows){.numbers = numbers,
                                              .texts = &texts,
                                              .reasons = &task->result->reasons,
                                              .failed = failed},
                          task->run->err);
    if (rc != VIKT_OK)
        return rc;
    for (size_t row = 0; row < task->count; row++)
        task->result->why[row] =
            failed[row] ? VIKT_UNCLASSIFIED_FAILED : VIKT_UNCLASSIFIED_MISSING_VALUE;
    rc = take_classes(task, &texts);
    inherit_failures(task);
    return rc;
}
