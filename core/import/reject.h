/* SPDX-License-Identifier: MIT
 *
 * What could not be read, small while a file is scanned; told in full at the end.
 */
#ifndef VIKT_REJECT_H
#define VIKT_REJECT_H

#include "core/import/import.h"
#include "core/import/personal.h"

enum {
    VIKT_REJECT_VALUE_MAX = 200,
    VIKT_REJECTS_MAX = 1000000, /* of one source; with more than that it was misread */
    VIKT_REJECT_REASONS = 3     /* that are named then */
};

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
    size_t more; /* beyond VIKT_REJECTS_MAX: counted, not kept */
} vikt_bads;

/** How many rejects there are in some lists, and the first of different reasons. */
typedef struct vikt_bads_sum {
    size_t count, reason_count;
    const vikt_bad *reasons[VIKT_REJECT_REASONS];
} vikt_bads_sum;

/** Adds one, or counts it when there are VIKT_REJECTS_MAX; false without memory. Free items with
 * the same allocator. */
bool vikt_bads_add(vikt_bads *bads, const vikt_allocator *allocator, vikt_bad bad);

void vikt_bads_sum_add(vikt_bads_sum *sum, const vikt_bads *bads);

/** VIKT_LIMIT for more than VIKT_REJECTS_MAX, with their number and reasons. */
VIKT_MUST_CHECK vikt_code vikt_bads_sum_check(const vikt_bads_sum *sum, const char *source,
                                              vikt_error *err);

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

/** The key of a row as a reject keeps it: a copy, since the texts of columns may move when others
 * are made later. */
vikt_text vikt_reject_key(vikt_arena *arena, const vikt_column *keys, size_t row, bool *failed);

/** By key (those without last), then file, row and column. */
void vikt_reject_sort(vikt_reject *rejects, size_t count);

#endif
