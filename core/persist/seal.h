/* SPDX-License-Identifier: MIT
 *
 * A digest of the rows that a run has in one table: it finds what was changed afterwards. Rows are
 * taken in any order; what a cell is counts, not how it is stored.
 */
#ifndef VIKT_SEAL_H
#define VIKT_SEAL_H

#include "core/base/digest.h"
#include "core/store/store.h"

typedef struct vikt_seal {
    vikt_digest sum; /* of the digests of all rows */
    int64_t rows;
    vikt_buffer row; /* that is taken */
} vikt_seal;

void vikt_seal_init(vikt_seal *seal, const vikt_allocator *allocator);
void vikt_seal_clear(vikt_seal *seal);

/** Takes a row, without its run_id. A whole number is the same as an integer or a real. NULLs at
 * the end do not count, so that a column may be added to a table later. False without memory. */
bool vikt_seal_add(vikt_seal *seal, const vikt_datum *cells, size_t count);

/** The seal into table `seal`. */
VIKT_MUST_CHECK vikt_code vikt_seal_keep(const vikt_seal *seal, vikt_store *store, int64_t run_id,
                                         const char *table, vikt_error *err);

#endif
