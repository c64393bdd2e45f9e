/* SPDX-License-Identifier: MIT
 *
 * Which rows are customers, under which key, in which order.
 */
#ifndef VIKT_ROSTER_H
#define VIKT_ROSTER_H

#include "core/import/load.h"
#include "core/import/order.h"

typedef struct vikt_roster {
    vikt_key_origin origin;
    vikt_column keys; /* by slot */
    uint32_t *slots;  /* of customers, in key order */
    size_t count;
    size_t dropped;    /* rows with a slot that are no customers: load->rows is 0 there */
    vikt_bads unnamed; /* rows without a name when the name is the key */
} vikt_roster;

/**
 * Takes rows out that a column rejects as a whole, finds the key (a column, else the name if it is
 * unique, else the row's number, with a warning) and sorts.
 *
 * @param[out] out  clear with vikt_roster_clear()
 * @return VIKT_INPUT for duplicate keys; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_roster_of(vikt_load *load, vikt_roster *out, vikt_error *err);
void vikt_roster_clear(vikt_roster *roster, const vikt_allocator *allocator);

#endif
