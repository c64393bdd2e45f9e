/* SPDX-License-Identifier: MIT
 *
 * The classes that customers go through on the way from the earlier run to the later one, by
 * schemes that ask only for the customer and for figures of all: functions and decision tables.
 * Private to blame.c.
 */
#ifndef VIKT_BLAME_COURSE_H
#define VIKT_BLAME_COURSE_H

#include "core/run/blame.h"
#include "core/run/blame_stage.h"

typedef struct vikt_blame_way {
    const vikt_run *earlier, *later;
    const vikt_blame_stage *stages[VIKT_BLAME_STEPS];
    const vikt_population *among; /* the earlier customers by the earlier rules */
    const uint32_t *rows[2];      /* of the customers, in the earlier and the later run */
    size_t count;
    vikt_store *store; /* as in vikt_blame_runs() */
    unsigned workers;
    vikt_arena *arena; /* what lasts */
} vikt_blame_way;

/** The schemes of `run` that have courses: those that `other` has, too. *out, by scheme, lives in
 * arena; NULL when there is none. False without memory. */
bool vikt_blame_courses_of(const vikt_run *run, const vikt_run *other, vikt_arena *arena,
                           bool **out);

/** Sets out->courses, once all stages have their classes. */
vikt_code vikt_blame_courses(const vikt_blame_way *way, vikt_blame *out, vikt_error *err);

#endif
