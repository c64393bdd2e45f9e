/* SPDX-License-Identifier: MIT
 *
 * Dropping old runs. The public functions are in vikt/keep.h.
 */
#ifndef VIKT_PRUNE_H
#define VIKT_PRUNE_H

#include <vikt/keep.h>

#include "core/base/text.h"

typedef struct vikt_pruned_item {
    int64_t run_id;
    vikt_text as_of;
} vikt_pruned_item;

struct vikt_pruned {
    vikt_arena arena;
    vikt_text database;
    bool dry_run;
    size_t kept;
    vikt_pruned_item *items; /* dropped, the newest first */
    size_t count, capacity;
    size_t bereft; /* runs that stay without the run that they were compared with */
    int64_t before, after;
    bool compacted; /* the file was written anew */
    bool failed;    /* no memory */
};

#endif
