/* SPDX-License-Identifier: MIT
 *
 * What a run had to say: heard from every stage, kept for the report and the database, passed on to
 * the caller.
 */
#ifndef VIKT_NOTICES_H
#define VIKT_NOTICES_H

#include "core/persist/history.h"

enum { VIKT_NOTICES_MAX = 1000 };

typedef struct vikt_notices {
    vikt_arena *arena;
    const vikt_listener *next; /* may be NULL */
    vikt_notice *items;        /* the first VIKT_NOTICES_MAX; the rest are only passed on */
    size_t count, capacity;
    size_t errors;               /* of severity error, kept or not */
    bool failed;                 /* no memory for one */
    const vikt_profile *profile; /* once it is loaded: whose files are quoted below a message */
} vikt_notices;

void vikt_notices_init(vikt_notices *notices, vikt_arena *arena, const vikt_listener *next);

/** A listener that keeps and passes on; lives as long as notices stays where it is. */
vikt_listener vikt_notices_listener(vikt_notices *notices);

#endif
