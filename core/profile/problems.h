/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: the notes, warnings and errors of several passes over several files,
 * kept until they can be told in the order of files and lines.
 */
#ifndef VIKT_PROBLEMS_H
#define VIKT_PROBLEMS_H

#include <vikt/error.h>

#include "core/base/memory.h"
#include "core/base/text.h"

enum { VIKT_PROBLEMS_MAX = 1000 }; /* errors that are kept, and as many notes and warnings */

typedef struct vikt_problem {
    vikt_severity severity;
    size_t file, number; /* for the order */
    vikt_error what;
} vikt_problem;

typedef struct vikt_problems {
    vikt_arena arena;
    vikt_problem *items;
    size_t count, capacity;
    size_t errors, others; /* heard, also those that are not kept */
    bool no_memory;
} vikt_problems;

void vikt_problems_init(vikt_problems *problems, const vikt_allocator *allocator);
void vikt_problems_clear(vikt_problems *problems);

/** Keeps what it hears. Lives as long as problems. */
vikt_listener vikt_problems_listener(vikt_problems *problems);

/**
 * Tells all to the listener by the order of their files in paths (others last), then line, then as
 * they came.
 *
 * @param[out] first  the first error, untouched if there is none
 * @return whether there was an error, kept or not
 */
bool vikt_problems_tell(vikt_problems *problems, const vikt_text *paths, size_t path_count,
                        const vikt_listener *listener, vikt_error *first);

#endif
