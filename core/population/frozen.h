/* SPDX-License-Identifier: MIT
 *
 * What a population holds; for the sources of this folder alone.
 */
#ifndef VIKT_FROZEN_H
#define VIKT_FROZEN_H

#include <pthread.h>
#include <stdatomic.h>

#include "core/population/population.h"

/** Figures are computed by whoever first asks; the lock guards the computing and the arena, the
 * pointer is read freely. */
typedef struct vikt_lazy {
    pthread_mutex_t lock;
    vikt_arena arena;
    _Atomic(vikt_figures *) *figures; /* by slot */
} vikt_lazy;

struct vikt_population {
    const vikt_allocator *allocator;
    vikt_arena arena;
    const vikt_profile *profile;
    const vikt_import *import;
    vikt_date as_of;
    const vikt_population *among; /* whose figures these customers are measured by; NULL: theirs */
    size_t count, slot_count;
    const vikt_column **columns; /* by slot */
    uint8_t **failed;            /* by slot, then row; NULL: nobody */
    vikt_pool *pools;            /* by measure: the bytes of text measures */
    vikt_lazy *lazy;
};

#endif
