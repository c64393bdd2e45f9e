/* SPDX-License-Identifier: MIT
 *
 * Taking a customer out of a database, and the proof that it is gone. The public functions are in
 * vikt/keep.h.
 */
#ifndef VIKT_FORGET_H
#define VIKT_FORGET_H

#include <vikt/keep.h>

#include "core/store/sought.h"

/** Rows of a table that were removed, or whose text was masked. */
typedef struct vikt_forgotten_rows {
    const char *table;
    bool masked;
    int64_t rows;
} vikt_forgotten_rows;

/** Where a word still stands, and why it may. */
typedef struct vikt_forgotten_spot {
    vikt_text place;   /* "rules.lua:12", "result.values" */
    bool is_profile;   /* else a column */
    int64_t rows, run; /* of how many rows or runs; the latest run, 0: none */
} vikt_forgotten_spot;

enum { VIKT_FORGOTTEN_TABLES = 24 };

struct vikt_forgotten {
    vikt_arena arena;
    vikt_text database, key;
    bool dry_run;
    vikt_text *names; /* that the customer has had */
    size_t name_count, name_capacity;
    vikt_sought sought; /* the key, the names, and how JSON writes them */
    vikt_forgotten_rows rows[VIKT_FORGOTTEN_TABLES];
    size_t row_count;
    int64_t *runs; /* in which something was changed, ascending */
    size_t run_count, run_capacity;
    int64_t *unsealed; /* of these, those whose seals did not hold before */
    size_t unsealed_count;
    size_t results; /* runs that had a result of the customer */
    int64_t before, after;
    bool compacted; /* the file was written anew */
    size_t tables;  /* looked through */
    int64_t bytes;  /* looked through */
    vikt_forgotten_spot *places;
    size_t place_count, place_capacity;
    bool failed; /* no memory */
};

/** Fills key, names and sought from what somebody typed; masked when it is a personal number.
 * @return VIKT_USAGE when nobody is meant (the nearest), or several */
vikt_code vikt_forget_whom(vikt_forgotten *f, vikt_store *store, const char *customer,
                           vikt_error *err);

/** Looks for the words in all tables and in the bytes of the file: tables, bytes, places. */
vikt_code vikt_forget_prove(vikt_forgotten *f, vikt_store *store, vikt_error *err);

#endif
