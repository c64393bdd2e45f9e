/* SPDX-License-Identifier: MIT
 *
 * Who moved between two runs, and the matrix of classes (F-15). Both runs may be stored or not;
 * nothing here knows why anybody moved.
 */
#ifndef VIKT_MIGRATION_H
#define VIKT_MIGRATION_H

#include "core/persist/standing.h"
#include "core/run/run.h"

#define VIKT_NOBODY UINT32_MAX

/** Two runs beside each other. Lent. */
typedef struct vikt_pairing {
    const vikt_standing *earlier, *later;
    uint32_t *before; /* by customer of the later run: its place in the earlier; VIKT_NOBODY: new */
    uint32_t *gone;   /* places in the earlier run of those whom the later one does not have */
    size_t gone_count, common;
} vikt_pairing;

/** Everything lives in arena; false without memory. */
bool vikt_pairing_of(const vikt_standing *earlier, const vikt_standing *later, vikt_arena *arena,
                     vikt_pairing *out);

/** What one class of the earlier run gave one class of the later. */
typedef struct vikt_flow {
    size_t customers;
    double before, after; /* money in the earlier and the later run; NaN: there is none */
} vikt_flow;

/**
 * F-15. Rows are the classes of the earlier run, best first, then "?", then "new"; columns those of
 * the later run, then "?", then "gone". The sums of a row's customers and `before` are the earlier
 * run's, the sums of a column's customers and `after` the later one's.
 */
typedef struct vikt_migration {
    vikt_text scheme;
    const vikt_text *from, *to; /* names of rows and columns, the last two included */
    size_t rows, columns;
    vikt_flow *flows;          /* row by row */
    size_t common, stayed;     /* customers of both runs; of them, in the same class */
    size_t up, down, sideways; /* those who changed; sideways: the classes have no order */
    double stability;          /* stayed / common; NaN when nobody is common */
    uint32_t *movers;          /* places in the later run, in key order */
    size_t mover_count;
} vikt_migration;

/**
 * @param scheme    a scheme that both runs have
 * @param[out] out  lives in arena
 * @return false without memory
 */
bool vikt_migration_of(const vikt_pairing *pairing, vikt_text scheme, vikt_arena *arena,
                       vikt_migration *out);

/** How the customers of a run in memory stand; lent from the run, the rest in arena. False without
 * memory. */
bool vikt_run_standing(const vikt_run *run, vikt_arena *arena, vikt_standing *out);

#endif
