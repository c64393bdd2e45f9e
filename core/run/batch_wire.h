/* SPDX-License-Identifier: MIT
 *
 * What a company's process tells its maker, piece by piece through a pipe: messages as they are
 * heard, and in the end what came out. Both are the same program, so that structs go as they are.
 */
#ifndef VIKT_BATCH_WIRE_H
#define VIKT_BATCH_WIRE_H

#include <vikt/batch.h>

#include "core/base/text.h"

/** The last piece; a process that dies does not get there. */
typedef struct vikt_batch_ending {
    vikt_code code;
    bool skipped, unchanged;
    int64_t run_id;
    size_t customers, rejected, unclassified, failures, left_out;
} vikt_batch_ending;

typedef enum vikt_batch_piece {
    VIKT_PIECE_MESSAGE,  /* vikt_batch_message */
    VIKT_PIECE_DATABASE, /* its path */
    VIKT_PIECE_SCHEME,   /* its name */
    VIKT_PIECE_CLASS,    /* a size_t, and its name */
    VIKT_PIECE_ENDING    /* vikt_batch_ending */
} vikt_batch_piece;

/** Writes a piece, which is `head` and `tail` one behind the other; waits for the reader. False:
 * nobody reads any more. */
bool vikt_batch_put(int pipe, vikt_batch_piece piece, vikt_text head, vikt_text tail);

enum { VIKT_BATCH_HEARD_MAX = 4 * 1024 * 1024 }; /* bytes of one company */

/** Fills *out, whose texts go into arena, with what was heard up to the last whole piece.
 * *ended: the ending is among it. False without memory. */
bool vikt_batch_take(vikt_text heard, vikt_arena *arena, vikt_batch_company *out, bool *ended);

#endif
