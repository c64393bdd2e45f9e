/* SPDX-License-Identifier: MIT
 *
 * Why customers moved between two stored runs: what moved each of them most, in a word and in words
 * (F-15). Knows how they stand and what blame makes of their scores; recomputes nothing.
 */
#ifndef VIKT_WHY_H
#define VIKT_WHY_H

#include <vikt/moves.h>

#include "core/run/blame.h"
#include "core/run/migration.h"

/** Of one mover. */
typedef struct vikt_why {
    vikt_move_cause cause;
    bool scored;      /* in both runs */
    int64_t parts[3]; /* by cause, in VIKT_BLAME_UNIT */
    double value[2];  /* in the earlier and the later run, of a scheme over a field; else NaN */
    double share[2];  /* of the total, what customers with more than that have; else NaN */
    const char *words;
} vikt_why;

/** Of a migration. */
typedef struct vikt_whys {
    vikt_why *items; /* by mover; NULL: it is not known */
    size_t counts[VIKT_CAUSES];
    bool valued; /* the scheme is over a field of both runs */
} vikt_whys;

/**
 * @param pairing, migration  of stored runs
 * @param blame  of all movers
 * @param out    everything in it lives in arena
 */
vikt_code vikt_whys_of(const vikt_pairing *pairing, const vikt_migration *migration,
                       const vikt_blame *blame, vikt_store *store, vikt_arena *arena,
                       vikt_whys *out, vikt_error *err);

/**
 * The parts in hundredths of a point, so that they add up as printed.
 * @param hundredths  of the whole difference, as printed
 */
void vikt_why_printed(const vikt_why *why, int64_t hundredths, int64_t parts[3]);

#endif
