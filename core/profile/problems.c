/* SPDX-License-Identifier: MIT */
#include "core/profile/problems.h"

#include <stdlib.h>

#include "core/base/fail.h"

void vikt_problems_init(vikt_problems *problems, const vikt_allocator *allocator)
{
    *problems = (vikt_problems){0};
    vikt_arena_init(&problems->arena, allocator);
}

void vikt_problems_clear(vikt_problems *problems)
{
    vikt_arena_clear(&problems->arena);
    problems->items = NULL;
    problems->count = problems->capacity = 0;
    problems->errors = problems->others = 0;
}

/* Errors have room of their own, so that no flood of warnings hides the one that stops the load. */
static bool has_room(vikt_problems *problems, vikt_severity severity)
{
    size_t *heard = severity == VIKT_ERROR ? &problems->errors : &problems->others;

    return ++*heard <= VIKT_PROBLEMS_MAX;
}

static void keep(void *context, vikt_severity severity, const vikt_error *what)
{
    vikt_problems *problems = context;
    vikt_problem *items;

    if (!has_room(problems, severity))
        return;
    items = vikt_arena_grow(&problems->arena, problems->items, problems->count, &problems->capacity,
                            sizeof *items);
    if (!items) {
        problems->no_memory = true;
        return;
    }
    problems->items = items;
    items[problems->count] =
        (vikt_problem){.severity = severity, .number = problems->count, .what = *what};
    problems->count++;
}

vikt_listener vikt_problems_listener(vikt_problems *problems)
{
    return (vikt_listener){keep, problems};
}

static int compare(const void *left, const void *right)
{
    const vikt_problem *a = left, *b = right;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->what.place.line != b->what.place.line)
        return a->what.place.line < b->what.place.line ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* A place keeps the end of a long path only, so paths are cut the same way to be found. */
static size_t file_of(const vikt_place *place, const vikt_text *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vikt_place path = vikt_place_of(paths[i].at, 0, 0);

        if (strcmp(path.source, place->source) == 0)
            return i;
    }
    return count;
}

bool vikt_problems_tell(vikt_problems *problems, const vikt_text *paths, size_t path_count,
                        const vikt_listener *listener, vikt_error *first)
{
    bool found = false;

    for (size_t i = 0; i < problems->count; i++)
        problems->items[i].file = file_of(&problems->items[i].what.place, paths, path_count);
    if (problems->count)
        qsort(problems->items, problems->count, sizeof *problems->items, compare);
    for (size_t i = 0; i < problems->count; i++) {
        const vikt_problem *problem = &problems->items[i];

        if (problem->severity == VIKT_ERROR && !found) {
            found = true;
            if (first)
                *first = problem->what;
        }
        if (listener && listener->hear)
            listener->hear(listener->context, problem->severity, &problem->what);
    }
    return problems->errors > 0;
}
