/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules on the same data: both runs, and how they lie beside each other.
 */
#ifndef VIKT_RUN_COMPARE_H
#define VIKT_RUN_COMPARE_H

#include <vikt/compare.h>

#include "core/run/ascription.h"
#include "core/run/moves.h"

struct vikt_compare {
    vikt_run *runs[2];
    vikt_moves moves; /* its arena holds everything of the comparison */
    vikt_ascription ascription;
};

/** The money of a migration's movers on the second side; NaN: there is none. */
double vikt_compare_money_of(const vikt_compare *compare, const vikt_migration *migration);

/** The money of all customers on the second side; NaN: there is none. */
double vikt_compare_money_total(const vikt_compare *compare);

#endif
