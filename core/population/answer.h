/* SPDX-License-Identifier: MIT
 *
 * What a worker says for an order, checked and added to its chunk. Nothing is believed: a rule file
 * may have taken the worker over, and must not reach the results of any other chunk.
 */
#ifndef VIKT_ANSWER_H
#define VIKT_ANSWER_H

#include "core/population/chunk.h"
#include "core/population/wire.h"

/** How far the messages for an order have come. Rows rise within each kind. */
typedef struct vikt_answer {
    vikt_chunk *chunk;
    size_t step;
    size_t number_row, truth_row;                 /* the first that has none yet */
    size_t note_row[VIKT_NOTE_KINDS], failed_row; /* the first that may have another */
    bool ended; /* all that the order asked for is there, or chunk->code says why not */
} vikt_answer;

/** The order is: go on from chunk->next. */
void vikt_answer_begin(vikt_answer *answer, vikt_chunk *chunk, size_t step);

/** False: it is garbage, and nothing that is not done counts. */
bool vikt_answer_hear(vikt_answer *answer, const vikt_message *message, const char *bytes);

#endif
