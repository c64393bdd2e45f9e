/* SPDX-License-Identifier: MIT
 *
 * Which orders have been counted: a set of pairs of a customer and an invoice number, by which
 * lines of one order are known to be one. It never grows beyond what it is told. Orders that do not
 * fit are counted in parts, a reading of the rows for each: a part is a range of hashes.
 *
 * Pairs are known by 64 bits: among ten million of them, one chance in 400,000 that two are taken
 * for one. Numbers in order never meet others in the set.
 */
#ifndef VIKT_LEDGER_ORDERS_H
#define VIKT_LEDGER_ORDERS_H

#include <stdint.h>

#include "core/base/text.h"

typedef struct vikt_orders {
    const vikt_allocator *allocator;
    uint64_t *slots; /* open addressing: hashes; 0: free */
    size_t room, count;
    uint64_t seed, part;
    unsigned depth;  /* there are 2^depth parts */
    bool incomplete; /* a part did not fit: all must be counted again; */
    bool closed;     /* and so at once, as hashes were made to collide */
} vikt_orders;

void vikt_orders_init(vikt_orders *orders, const vikt_allocator *allocator);
void vikt_orders_clear(vikt_orders *orders);

/** The greatest room that so many customers give: at most 64 bytes for each, or 512 KiB. */
size_t vikt_orders_room(size_t customers);

/** Forgets what was counted, under the same seed and as the same part. */
void vikt_orders_empty(vikt_orders *orders);

/** All that was counted does not count: under another seed, in as many parts as are known to be
 * needed, from the first. */
void vikt_orders_restart(vikt_orders *orders);

/** To the next part; false behind the last. */
bool vikt_orders_next(vikt_orders *orders);

/**
 * Whether an order is of this part and seen for the first time. When there are more than fit the
 * part becomes a half of what it was, so that in the end the number of parts is known.
 *
 * @param room     the greatest, a power of two
 * @param[out] failed  without memory
 */
bool vikt_orders_add(vikt_orders *orders, vikt_text customer, vikt_text number, size_t room,
                     bool *failed);

#endif
