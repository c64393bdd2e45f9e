/* SPDX-License-Identifier: MIT
 *
 * The work of an ascription on its way. Private to ascription.c and ascription_scheme.c.
 */
#ifndef VIKT_ASCRIPTION_WALK_H
#define VIKT_ASCRIPTION_WALK_H

#include "core/profile/needs.h"
#include "core/run/ascription.h"
#include "core/run/mixture.h"

/* A scheme on its way from the first run to the second. Classes of both are numbered together. */
typedef struct vikt_walk {
    size_t at[2];                       /* its number in each profile */
    uint8_t code[2][VIKT_NO_CLASS + 1]; /* by class of each */
    uint8_t *was, *is;                  /* by row of the first run: in the first run, now */
    vikt_ascribed *of;
} vikt_walk;

typedef struct vikt_ascribing {
    vikt_run *const *runs;
    vikt_edit *edits;
    size_t edit_count;
    vikt_mixture mixture;
    uint32_t *row_of;
    size_t count;   /* rows of the first run */
    int64_t *units; /* by row: the score now; INT64_MIN: none */
    vikt_walk *walks;
    unsigned workers;
    vikt_arena *arena;               /* what lasts */
    vikt_arena scratch;              /* of all steps */
    vikt_arena steps[2];             /* of the last one, and the one under way */
    const vikt_classification *last; /* by the first run's schemes and rules, of the score now */
    vikt_ascription *out;
    vikt_error *err;
} vikt_ascribing;

/** The cause of what no statement tells. */
size_t vikt_ascribing_rest(const vikt_ascribing *a);

/** The statement that differs, of that kind and name; VIKT_INDEX_NONE. */
size_t vikt_ascribing_edit(const vikt_ascribing *a, vikt_statement_kind kind, vikt_text name);

/** The first statement that differs among those that values come from, or the rest. */
size_t vikt_ascribing_source(const vikt_ascribing *a, const vikt_needs *needs);

/** A customer's class is another one now. */
void vikt_ascribing_move(const vikt_ascribing *a, vikt_walk *w, size_t row, uint8_t code,
                         size_t cause);

/** All schemes and rules from the first run's to the second's, when scores are the second's
 * (ascription_scheme.c). */
vikt_code vikt_ascribing_schemes(vikt_ascribing *a);

#endif
