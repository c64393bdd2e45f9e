/* SPDX-License-Identifier: MIT
 *
 * One sheet of ratings: the marks in it, each with its customer and rater, and what could not be
 * used.
 */
#ifndef VIKT_RATING_FILE_H
#define VIKT_RATING_FILE_H

#include "core/import/rating_join.h"
#include "core/import/ratings.h"

/** A mark that a rater gave. */
typedef struct vikt_mark_given {
    uint32_t customer, field, rater; /* field of the profile, number among raters */
    uint32_t file, row;
    double mark;
} vikt_mark_given;

/** What is known after some sheets. In the arena of the import, but for `given`. */
typedef struct vikt_rating_heap {
    vikt_import *import;
    const vikt_profile *profile;
    const vikt_mappings *known; /* may be NULL */
    const vikt_listener *listener;
    vikt_rating_join join;
    vikt_mark_given *given;
    size_t given_count, given_capacity;
    vikt_text *raters; /* as first seen in bytewise order of spellings */
    vikt_text *folded;
    size_t rater_count;
    vikt_reading *readings; /* a sheet each */
    vikt_text **titles;     /* by sheet and field of the profile: the column's heading, or none */
    size_t file_count;
    vikt_reject *rejects;
    size_t reject_count, reject_capacity;
    size_t more_rejects; /* beyond VIKT_REJECTS_MAX: counted, not kept */
} vikt_rating_heap;

VIKT_MUST_CHECK vikt_code vikt_rating_file_read(vikt_rating_heap *heap,
                                                const vikt_rating_file *file, vikt_error *err);

/** Adds a reject of the sheet, or counts it when there are VIKT_REJECTS_MAX; a cell, unless column
 * is none. False without memory. */
bool vikt_rating_heap_reject(vikt_rating_heap *heap, size_t file, vikt_reject reject);

#endif
