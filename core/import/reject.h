/* SPDX-License-Identifier: MIT
 *
 * What could not be read, small while a file is scanned; told in full at the end.
 */
#ifndef VIKT_REJECT_H
#define VIKT_REJECT_H

#include "core/import/import.h"
#include "core/import/personal.h"

enum { VIKT_REJECT_VALUE_MAX = 200 };

/** One reject while the file is scanned. */
typedef struct vikt_bad {
    const char *reason;
    vikt_text raw; /* the cell as it stands in the file, or the row's text */
    size_t slot;   /* of the row; VIKT_INDEX_NONE for a row that has none */
    long row;      /* record in the file */
    bool whole_row;
} vikt_bad;

/** Rejects of one column, or of rows with a wrong number of cells. */
typedef struct vikt_bads {
    vikt_bad *items;
    size_t count, capacity;
} vikt_bads;

/** Adds one; false without memory. Free items with the same allocator. */
bool vikt_bads_add(vikt_bads *bads, const vikt_allocator *allocator, vikt_bad bad);

/**
 * At most `limit` bytes of text, as UTF-8: a wrong byte becomes U+FFFD. The text itself when
 * nothing has to change.
 */
vikt_text vikt_reject_shown(vikt_arena *arena, vikt_text text, size_t limit, bool *failed);

/**
 * A reject's value: the cell without its quotes, or the row, at most VIKT_REJECT_VALUE_MAX bytes.
 * It lies in the arena or where it was scanned; none when it is empty.
 *
 * @param personal  which numbers in it are masked; NONE: it is shown as it is
 */
vikt_text vikt_reject_value(vikt_arena *arena, const vikt_bad *bad, vikt_personal_trust personal,
                            bool *failed);

/** By key (those without last), then file, row and column. */
void vikt_reject_sort(vikt_reject *rejects, size_t count);

#endif
