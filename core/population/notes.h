/* SPDX-License-Identifier: MIT
 *
 * Texts that only some customers have (reasons, failures, printed lines), sparse and in row order.
 */
#ifndef VIKT_NOTES_H
#define VIKT_NOTES_H

#include "core/base/memory.h"
#include "core/base/text.h"

typedef struct vikt_note {
    uint32_t row;
    vikt_text text;
} vikt_note;

typedef struct vikt_notes {
    vikt_note *items; /* by row, then in order of adding */
    size_t count, capacity;
} vikt_notes;

/** Adds a copy at the end; rows must not descend. False without memory. A text that one of the last
 * few notes has is not copied again. */
bool vikt_notes_add(vikt_notes *notes, vikt_arena *arena, size_t row, vikt_text text);

/** Room for `more` notes behind the present ones; false without memory. */
bool vikt_notes_reserve(vikt_notes *notes, vikt_arena *arena, size_t more);

/** Puts the notes of `more` among those of `notes`, by row; of one row, those of `notes` come
 * first. Texts are shared, not copied. False without memory. */
bool vikt_notes_merge(vikt_notes *notes, vikt_arena *arena, const vikt_notes *more);

#endif
