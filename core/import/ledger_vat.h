/* SPDX-License-Identifier: MIT
 *
 * Whether amounts are with or without the VAT that stands beside them, told by the rates. Knows
 * nothing of files.
 */
#ifndef VIKT_LEDGER_VAT_H
#define VIKT_LEDGER_VAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

typedef enum vikt_vat_side {
    VIKT_VAT_NONE,  /* no amount has VAT: they are the same with and without */
    VIKT_VAT_NET,   /* the VAT is a rate of the amount */
    VIKT_VAT_GROSS, /* the VAT is a rate of the amount less the VAT */
    VIKT_VAT_UNKNOWN
} vikt_vat_side;

/** All zeros begin; then the rates by vikt_vat_rates(). */
typedef struct vikt_vat_votes {
    const int *rates; /* in thousandths, ended by 0 */
    size_t net, gross, others;
} vikt_vat_votes;

/** The rates of the countries whose word for VAT the heading has; of all when it has none. */
const int *vikt_vat_rates(vikt_text heading);

/** Counts a row; amounts without VAT say nothing. */
void vikt_vat_vote(vikt_vat_votes *votes, int64_t amount, int64_t vat);

/** Rows that contradict each other, or more that fit neither than fit, leave it unknown. */
vikt_vat_side vikt_vat_decide(const vikt_vat_votes *votes);

#endif
