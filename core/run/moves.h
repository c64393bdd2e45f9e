/* SPDX-License-Identifier: MIT
 *
 * Two runs beside each other, scheme by scheme.
 */
#ifndef VIKT_MOVES_FOUND_H
#define VIKT_MOVES_FOUND_H

#include <vikt/moves.h>

#include "core/run/why.h"

struct vikt_moves {
    const vikt_allocator *allocator;
    vikt_arena arena;
    vikt_standing earlier, later;
    const char *labels[2]; /* what they are called: "run 7" */
    vikt_pairing pairing;
    vikt_migration *migrations; /* every scheme that both have, in the later run's order */
    size_t migration_count;
    size_t shown; /* the one that was asked for */
    vikt_blame blame;
    vikt_whys *whys;     /* by migration; NULL: nobody asked */
    const char *unknown; /* why it is not known why; NULL: it is, or nobody asked */
};

/**
 * Lays the two beside each other once earlier, later and labels are there; the rest is filled.
 * @param scheme  which is to be shown; NULL: the primary one
 * @return VIKT_OK; VIKT_USAGE for a scheme that not both have (nearest name); VIKT_MEMORY
 */
vikt_code vikt_moves_lay(vikt_moves *moves, const char *scheme, vikt_error *err);

/** A customer of the later run as a mover of the migration. */
typedef struct vikt_mover {
    vikt_text key, name, from, to;           /* name none: the key */
    double score_before, score_after, money; /* NaN: none; money: of the later run */
    const vikt_why *why;                     /* NULL: not known */
} vikt_mover;

vikt_mover vikt_moves_mover(const vikt_moves *moves, const vikt_migration *migration,
                            size_t customer);

/** The movers, whose money is largest first, then by key; in arena, NULL without memory. */
size_t *vikt_moves_largest(const vikt_moves *moves, const vikt_migration *migration,
                           vikt_arena *arena);

#endif
